/** Properties of devcontainer.json, each mapped to its setting. https://containers.dev/implementors/json_reference/ */
import * as l10n from '@vscode/l10n';
import { type Setting, isOn } from '../asked.js';
import { neutral, say, weakens } from '../say.js';
import * as capabilities from '../settings/capabilities.js';
import { environment, secrets } from '../settings/environment.js';
import * as images from '../settings/images.js';
import { mount } from '../settings/mounts.js';
import { sharedWorkloads } from '../settings/namespaces.js';
import { publishedPort } from '../settings/network.js';
import { init, workingDirectory } from '../settings/processes.js';
import { securityOption } from '../settings/security.js';
import { remapUid, user } from '../settings/user.js';

const forwarded: Setting = () => neutral(l10n.t('Forwarded port'), 'net', [
  say(l10n.t('The editor carries the connection, from your own loopback to a process inside: no port of the machine is published and the [network namespace](net) stays closed.')),
], ['namespaces/net']);

const features: Setting = () => neutral(l10n.t('Features'), 'layers', [
  say(l10n.t('Install scripts that run as root while the image is built, each one a [layer](layers). A feature may also ask for `privileged`, capabilities, mounts and an entrypoint, and gets them without a line in this file.')),
  say(l10n.t('Docker-in-Docker, for example, makes the container privileged.')),
], ['privileges/privileged', 'privileges/capabilities']);

const requirements: Setting = ({ name }) => neutral(l10n.t('What the machine must have'), 'cgroups', [
  name === 'gpu'
    ? say(l10n.t('If the machine has a graphics processor the container gets it, with the driver’s device nodes.'))
    : say(l10n.t('A condition on the machine, no limit on the container: nothing is written to its [cgroup](cgroups). `runArgs` with `--memory` or `--cpus` limits it.')),
], ['cgroup/memory', 'cgroup/cpu']);

const onHost: Setting = () => weakens(l10n.t('A command outside of the container'), 'container-virtualization', [
  say(l10n.t('Runs on the machine itself, as you, before the container exists: none of its walls are around it.')),
]);

const inside: Setting = () => neutral(l10n.t('A command in the container'), 'namespaces', [
  say(l10n.t('Runs in the container’s [namespaces](namespaces) and [cgroup](cgroups) as the remote user, as `docker exec` does: its walls and limits hold.')),
], ['processes/processes']);

const override: Setting = (asked) => isOn(asked)
  ? neutral(l10n.t('Waiting instead of working'), 'pid', [
    say(l10n.t('A shell that only waits is PID 1 of the [pid namespace](pid) instead of the image’s program; your terminals are further processes beside it. The walls are the same.')),
  ], ['processes/processes'])
  : neutral(l10n.t('The image’s own program'), 'pid', [
    say(l10n.t('The image’s own command is PID 1 of the [pid namespace](pid): when it ends, everything in the container ends, your editor’s server too.')),
  ], ['processes/processes']);

const remoteUser: Setting = (asked) => {
  const said = user(asked);
  return { ...said, says: [...said.says, say(l10n.t('This is the user of the editor’s server, terminals and commands; the first process keeps the `containerUser`.'))] };
};

const flags: Setting = () => neutral(l10n.t('Flags of the container'), 'namespaces', [
  say(l10n.t('Given to `docker run` as they are: each can open or close a wall, and nothing here overrules it. The flags themselves say what they do.')),
]);

export const properties: ReadonlyMap<string, Setting> = new Map<string, Setting>([
  ['privileged', capabilities.privileged],
  ['capAdd', capabilities.capAdd],
  ['securityOpt', securityOption],
  ['init', init],
  ['mounts', mount],
  ['workspaceMount', mount],
  ['workspaceFolder', workingDirectory],
  ['containerUser', user],
  ['remoteUser', remoteUser],
  ['updateRemoteUserUID', remapUid],
  ['containerEnv', environment],
  ['remoteEnv', environment],
  ['secrets', secrets],
  ['userEnvProbe', inside],
  ['hostRequirements', requirements],
  ['overrideCommand', override],
  ['forwardPorts', forwarded],
  ['portsAttributes', forwarded],
  ['otherPortsAttributes', forwarded],
  ['appPort', publishedPort],
  ['features', features],
  ['overrideFeatureInstallOrder', features],
  ['image', images.image],
  ['build', images.build],
  ['build.dockerfile', images.buildOther],
  ['build.context', images.buildContext],
  ['build.args', images.buildArgument],
  ['build.target', images.buildOther],
  ['build.cacheFrom', images.buildOther],
  ['dockerFile', images.buildOther],
  ['context', images.buildContext],
  ['dockerComposeFile', images.inherited],
  ['service', sharedWorkloads],
  ['runServices', sharedWorkloads],
  ['runArgs', flags],
  ['initializeCommand', onHost],
  ['onCreateCommand', inside],
  ['updateContentCommand', inside],
  ['postCreateCommand', inside],
  ['postStartCommand', inside],
  ['postAttachCommand', inside],
  ['waitFor', images.order],
  ['shutdownAction', images.management],
  ['customizations', images.management],
  ['name', images.management],
]);
