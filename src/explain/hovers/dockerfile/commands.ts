/** Words in a RUN, CMD or ENTRYPOINT that say something about rights, whatever program they belong to. */
import * as l10n from '@vscode/l10n';
import type { Said } from '../hover.js';
import { neutral, say, strengthens, weakens } from '../say.js';
import { capabilityNames } from '../settings/capabilityNames.js';
import { looksSecret } from '../settings/environment.js';
import { capabilityMeaning } from '../../capabilityMeanings.js';
import { fileCapabilities, mode } from './modes.js';
import { pairsOf, unquoted } from './pairs.js';
import type { Word } from './words.js';

export function commandWord(words: readonly Word[], index: number): Said | undefined {
  const text = unquoted(words[index]?.text ?? '');
  const changed = argumentOf(words, index, 'chmod') ? mode(text) : undefined;
  return changed ?? program(text.replace(/^(\/usr)?(\/local)?\/s?bin\//, ''), words, index) ?? fallback(text);
}

/** True for a word after the program's name, with no operator between. */
function argumentOf(words: readonly Word[], index: number, name: string): boolean {
  for (let at = index - 1; at >= 0; at -= 1) {
    const text = unquoted(words[at]?.text ?? '').replace(/^.*\//, '');
    if (text === name) {
      return true;
    }
    if (/^(\|\|?|&&?|[;()])$/.test(text)) {
      return false;
    }
  }
  return false;
}

function program(text: string, words: readonly Word[], index: number): Said | undefined {
  switch (text) {
    case 'sudo': case 'doas': return sudo();
    case 'su': return sudo();
    case 'gosu': case 'su-exec': case 'setpriv': case 'chpst': case 'runuser': return strengthens(l10n.t('Another user'), 'user-ids', [
      say(l10n.t('Started by root, it becomes the other user for good and then runs the program in its own place: no set-user-ID bit is left in use, and signals reach the program.')),
    ], ['privileges/user']);
    case 'setcap': return fileCapabilities();
    case 'chroot': return neutral(l10n.t('chroot'), 'chroot', [
      say(l10n.t('Changes where path lookup starts, nothing else: processes, network and users stay shared, and root in it finds the way out. [pivot_root](pivot-root) is what engines use.')),
    ], ['root/root.mechanism']);
    case 'mknod': return neutral(l10n.t('Device node'), 'cgroups', [
      say(l10n.t('`CAP_MKNOD` is there by default, so the node can be made; opening it is refused by the device rules of the [cgroup](cgroups) unless the container was given that device.')),
    ]);
    case 'mount': case 'umount': case 'unshare': case 'nsenter': case 'pivot_root': case 'modprobe': case 'insmod': case 'sysctl': case 'iptables': case 'nft': case 'reboot':
      return refused();
    case 'passwd': case 'chpasswd': return weakens(l10n.t('A password in the image'), 'layers', [
      say(l10n.t('The same in every container of the image; the hash is in a [layer](layers), and a password on the line is in the image’s history.')),
    ]);
    case 'useradd': case 'adduser': case 'addgroup': case 'groupadd': return neutral(l10n.t('A user of the image'), 'user-ids', [
      say(l10n.t('A line in the image’s own `/etc/passwd` or `/etc/group`: nobody runs as that user until `USER` says so. Its number is the same on the machine unless a [user namespace](user) maps it.')),
    ]);
    case 'rm': return neutral(l10n.t('Deleting from a layer'), 'layers', [
      say(l10n.t('A file from an earlier line is only hidden by this [layer](layers); its bytes stay below it, for everybody who has the image. Delete in the same `RUN` that made it.')),
    ]);
    case 'sh': case 'bash': case 'ash': case 'python': case 'python3': case 'perl': return piped(words, index);
    default: return undefined;
  }
}

function sudo(): Said {
  return weakens(l10n.t('A way to become root'), 'capabilities', [
    say(l10n.t('A set-user-ID root program. `RUN` is root already unless `USER` changed that; installed in the image, it is a way from the service’s user back to uid 0 inside.')),
    say(l10n.t('`no-new-privileges` stops it.')),
  ], ['privileges/noNewPrivileges']);
}

function refused(): Said {
  return neutral(l10n.t('Needs rights that are not given'), 'capabilities', [
    say(l10n.t('Needs `CAP_SYS_ADMIN`, `CAP_NET_ADMIN` or `CAP_SYS_MODULE`, which neither a build step nor a container has by default: the kernel refuses. What it did change would be gone with the step: only files stay.')),
  ], ['privileges/capabilities']);
}

/** `curl … | sh`: the words before the shell, back to the pipe. */
function piped(words: readonly Word[], index: number): Said | undefined {
  const before = words.slice(Math.max(0, index - 40), index).map((word) => word.text);
  const at = before.lastIndexOf('|');
  const whole = at >= 0 && before.slice(at + 1).every((word) => word === 'sudo' || word.startsWith('-'));
  return whole && before.slice(0, at).some((word) => /^(curl|wget|fetch)$/.test(word))
    ? neutral(l10n.t('A script from the network'), 'layers', [
      say(l10n.t('Whatever the server sends runs with the rights of this step, and its traces become a [layer](layers). The step’s own walls hold; what it leaves in the image runs later as your program.')),
    ])
    : undefined;
}

function fallback(text: string): Said | undefined {
  if (text === '--privileged') {
    return weakens(l10n.t('Privileged'), 'capabilities', [
      say(l10n.t('A word to that command alone: `RUN` gives no rights by it. A container started with it has all [capabilities](capabilities), all devices and no [seccomp](seccomp) filter.')),
    ]);
  }
  if (/(^|[/:])(docker|podman|containerd)\.sock$/.test(text)) {
    return weakens(l10n.t('The engine’s socket'), 'docker', [
      say(l10n.t('It is not there unless somebody mounts it; whoever can write to it can start a privileged container, so it is root of the machine.')),
    ], ['root/root.mounts']);
  }
  const capability = /^(cap_\w+)/i.exec(text)?.[1]?.toUpperCase();
  if (capability !== undefined && capabilityNames.has(capability)) {
    return neutral(l10n.t('Capability'), 'capabilities', [say(capabilityMeaning(capability))], ['privileges/capabilities']);
  }
  return secretWord(text);
}

function secretWord(text: string): Said | undefined {
  const [pair] = pairsOf([{ text: text.replace(/^--?/, ''), start: 0, end: 0 }]);
  return text.includes('=') && pair !== undefined && pair.value !== '' && pair.value?.startsWith('$') !== true && looksSecret(pair.name, pair.value)
    ? weakens(l10n.t('A secret in the image’s history'), 'layers', [
      say(l10n.t('The whole line is kept in the image’s history, for everybody who has the image. `--mount=type=secret` shows it to one command and leaves nothing behind.')),
    ])
    : undefined;
}
