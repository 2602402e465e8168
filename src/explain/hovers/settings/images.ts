/** Images, builds, and where a service runs: mostly no wall, sometimes the way around one. */
import * as l10n from '@vscode/l10n';
import { type Asked, type Setting, isOn, pairOf } from '../asked.js';
import { neutral, say, strengthens, weakens } from '../say.js';
import { looksSecret } from './environment.js';

const layers = ['root/root.layers'];

export const image: Setting = ({ text, raw }) => neutral(l10n.t('Image'), 'layers', [
  say(l10n.t('The [layers](layers) that become the container’s root, read-only and shared with every container of the same image; it also says the user and the first program.')),
  (text ?? raw)?.includes('@sha256:') === true
    ? say(l10n.t('Named by digest: it is always the same bytes.'))
    : say(l10n.t('A tag can point to other bytes tomorrow; a digest (`@sha256:…`) cannot. There is no kernel in it: it runs on the machine’s own.')),
], layers);

export const pullPolicy: Setting = () => neutral(l10n.t('Pull policy'), 'layers', [
  say(l10n.t('When the engine looks for newer bytes behind a tag. It decides what runs, no wall around it.')),
], layers);

export const build: Setting = () => neutral(l10n.t('Build'), 'container-virtualization', [
  say(l10n.t('Each `RUN` of the build is a container of its own, with default rights; the keys of the service (capabilities, limits, user) do not hold for it.')),
], layers);

export const buildPrivileged: Setting = (asked) => isOn(asked)
  ? weakens(l10n.t('Privileged build'), 'capabilities', [
    say(l10n.t('The build’s `RUN` steps get all [capabilities](capabilities) and devices: a package’s install script is then root of the machine that builds.')),
  ])
  : neutral(l10n.t('Unprivileged build'), 'capabilities', [say(l10n.t('The default: `RUN` steps have the rights of an ordinary container.'))]);

export const buildNetwork: Setting = ({ text }) => text === 'host'
  ? weakens(l10n.t('Network of the build'), 'net', [say(l10n.t('`RUN` steps use the machine’s own [network namespace](net) while the image is built, with services on its loopback in reach.'))])
  : text === 'none'
    ? strengthens(l10n.t('Network of the build'), 'net', [say(l10n.t('`RUN` steps have a loopback interface only: nothing is fetched that the file does not name.'))])
    : neutral(l10n.t('Network of the build'), 'net', [say(l10n.t('The [network namespace](net) of the build’s `RUN` steps. It says nothing about the container that runs later.'))]);

export const buildEntitlements: Setting = () => weakens(l10n.t('Rights of the build'), 'capabilities', [
  say(l10n.t('`security.insecure` lets `RUN --security=insecure` run with all capabilities and without a filter, `network.host` lets it use the machine’s network, on the machine that builds.')),
]);

export const buildArgument: Setting = (asked: Asked) => looksSecret(pairOf(asked).name, pairOf(asked).value)
  ? weakens(l10n.t('A secret as build argument'), 'layers', [
    say(l10n.t('Build arguments stay in the image’s history: whoever pulls it can read them. `RUN --mount=type=secret` leaves nothing behind.')),
  ], layers)
  : neutral(l10n.t('Build argument'), 'layers', [
    say(l10n.t('Known while the image is built, absent from the container’s environment, but readable in the image’s history.')),
  ], layers);

export const buildSecret: Setting = () => strengthens(l10n.t('Secrets of the build'), 'layers', [
  say(l10n.t('Mounted for single `RUN` steps (keys as files, or an agent’s socket) and part of no [layer](layers).')),
], layers);

export const buildContext: Setting = () => neutral(l10n.t('Files given to the build'), 'layers', [
  say(l10n.t('What the build may read of your files. What it copies ends up in a [layer](layers), for everybody who has the image; `.dockerignore` keeps files out.')),
], layers);

export const buildOther: Setting = () => neutral(l10n.t('Build setting'), 'layers', [
  say(l10n.t('Decides how the image comes about. The walls of the container that runs later are drawn by the keys of the service.')),
], layers);

export const placement: Setting = () => neutral(l10n.t('Where and how often it runs'), 'namespaces', [
  say(l10n.t('Each replica is a container with its own [namespaces](namespaces) and [cgroup](cgroups): limits hold for each one, not for all together.')),
]);

export const resources: Setting = () => neutral(l10n.t('Limits and reservations'), 'cgroups', [
  say(l10n.t('`limits` become walls of each container’s own [cgroup](cgroups): the kernel holds them. `reservations` choose a machine and protect memory a little; they cap nothing.')),
], ['cgroup/memory', 'cgroup/cpu']);

export const order: Setting = () => neutral(l10n.t('Order of start'), 'namespaces', [
  say(l10n.t('Who starts first. It joins no namespace and opens no port: services reach each other through a common network, with this line or without.')),
]);

export const inherited: Setting = () => neutral(l10n.t('Settings from elsewhere'), 'namespaces', [
  say(l10n.t('Brings in keys that are not on this screen, `privileged`, `cap_add` and mounts among them; keys written here win, lists are added up.')),
  say(l10n.t('`docker compose config` prints what is true in the end.')),
]);

export const merged: Setting = () => neutral(l10n.t('Keys from elsewhere'), 'namespaces', [
  say(l10n.t('Brings in the keys of a fragment, `privileged`, `cap_add` and mounts among them if it has them. A key written here wins as a whole: its list takes the other’s place and is not added to it.')),
  say(l10n.t('`docker compose config` prints what is true in the end.')),
]);

export const included: Setting = ({ text, raw, fields }) => {
  const file = fields?.get('path') ?? text ?? raw;
  return neutral(l10n.t('Services from another file'), 'namespaces', [
    say(l10n.t('Its services run in this project too, with the networks and volumes that it names; a name that both files have is refused.')),
    file === undefined
      ? say(l10n.t('What they may do is written there: that file is not looked into here.'))
      : say(l10n.t('What they may do is written in {0}, which is not looked into here.'), file),
  ]);
};

export const inlineDockerfile: Setting = () => neutral(l10n.t('A Dockerfile in place'), 'layers', [
  say(l10n.t('Read as a Dockerfile of its own: hover over its lines. Compose puts variables in before the builder reads it, so `$$` stands for one dollar sign.')),
], layers);

export const management: Setting = () => neutral(l10n.t('Management'), 'docker', [
  say(l10n.t('For people and tools: the kernel never hears of it, so no wall moves.')),
]);

export const development: Setting = () => neutral(l10n.t('Watched files'), 'mnt', [
  say(l10n.t('Copies changed files into the running container, from outside and as its user: no directory of the machine is mounted for it.')),
]);

export const externalProvider: Setting = () => neutral(l10n.t('Service outside of containers'), 'docker', [
  say(l10n.t('Run by another program with your own rights: none of the container’s walls are around it.')),
]);
