/** Flags of instructions: `--mount=…`, `--chown=…`. https://docs.docker.com/reference/dockerfile/ */
import * as l10n from '@vscode/l10n';
import type { Said } from '../hover.js';
import { neutral, say, strengthens, weakens } from '../say.js';
import { device, platform } from '../settings/devices.js';
import { buildNetwork } from '../settings/images.js';
import { healthcheck } from '../settings/processes.js';
import { mode } from './modes.js';
import { buildMount } from './buildMounts.js';

const layerFacts = ['root/root.layers'];

export function flagSaid(keyword: string, name: string, value: string): Said | undefined {
  switch (keyword) {
    case 'FROM': return name === 'platform' ? platform({ text: value }) : undefined;
    case 'RUN': return runFlag(name, value);
    case 'COPY': case 'ADD': return copyFlag(name, value);
    case 'HEALTHCHECK': return healthcheck({});
    default: return undefined;
  }
}

function runFlag(name: string, value: string): Said | undefined {
  switch (name) {
    case 'mount': return buildMount(value);
    case 'network': return buildNetwork({ text: value });
    case 'device': return device({ text: value });
    case 'security': return security(value);
    default: return undefined;
  }
}

function security(value: string): Said {
  return value === 'insecure'
    ? weakens(l10n.t('A privileged build step'), 'capabilities', [
      say(l10n.t('This command runs with all [capabilities](capabilities), no [seccomp](seccomp) filter and the devices of the machine that builds: it is root there in all but name.')),
      say(l10n.t('The builder refuses it unless it was told to allow `security.insecure`. The container that runs later is not affected.')),
    ])
    : neutral(l10n.t('A build step in the sandbox'), 'capabilities', [
      say(l10n.t('The default: the engine’s [capabilities](capabilities) and [seccomp](seccomp) filter for containers, no more.')),
    ]);
}

function copyFlag(name: string, value: string): Said | undefined {
  switch (name) {
    case 'chown': return chown(value);
    case 'chmod': return mode(value) ?? neutral(l10n.t('Permissions in the layer'), 'user-ids', [
      say(l10n.t('The files’ permissions in the [layer](layers). They are what stands between a user who is not root and these files.')),
    ], layerFacts);
    case 'from': return neutral(l10n.t('Files of another stage or image'), 'layers', [
      say(l10n.t('Only these files come over: the other image’s [layers](layers), user, environment and secrets stay behind.')),
    ], layerFacts);
    case 'link': return neutral(l10n.t('A layer of its own'), 'layers', [
      say(l10n.t('The [layer](layers) is made without looking at those below, so it can be put on another base. In the container’s merged root there is no difference.')),
    ], layerFacts);
    case 'checksum': return strengthens(l10n.t('Checksum'), 'layers', [
      say(l10n.t('The build fails unless the fetched bytes are these: the server cannot put others into the [layer](layers).')),
    ], layerFacts);
    case 'keep-git-dir': return weakens(l10n.t('The whole history'), 'layers', [
      say(l10n.t('The repository’s history becomes part of the [layer](layers), with everything that was ever committed, secrets too.')),
    ], layerFacts);
    case 'exclude': case 'parents': case 'unpack': return neutral(l10n.t('What is copied'), 'layers', [
      say(l10n.t('Chooses which files get into the [layer](layers), and where. A file that is not copied cannot leak.')),
    ], layerFacts);
    default: return undefined;
  }
}

function chown(value: string): Said {
  return /^(root|0)(:|$)/.test(value)
    ? neutral(l10n.t('Owner in the layer'), 'user-ids', [say(l10n.t('uid 0, as files of the build context have without the flag: a process that is not root cannot change them.'))], layerFacts)
    : neutral(l10n.t('Owner in the layer'), 'user-ids', [
      say(l10n.t('The files belong to this number; a name is looked up in the image’s own `/etc/passwd`. Processes of that user can change them, their own program too.')),
      say(l10n.t('A uid is the same number on the machine unless a [user namespace](user) maps it.')),
    ], layerFacts);
}
