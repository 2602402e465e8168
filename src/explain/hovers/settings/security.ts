/**
 * security_opt and --security-opt: seccomp, LSMs, no_new_privs, masked paths.
 * https://docs.kernel.org/userspace-api/no_new_privs.html
 */
import * as l10n from '@vscode/l10n';
import type { Said } from '../hover.js';
import type { Setting } from '../asked.js';
import { neutral, say, strengthens, weakens } from '../say.js';

const lsmFacts = ['privileges/lsm'];
const seccompFacts = ['privileges/seccomp'];
const noNewFacts = ['privileges/noNewPrivileges'];

export const securityOption: Setting = ({ text }) => {
  const { kind, value } = parted(text ?? '');
  switch (kind) {
    case 'no-new-privileges': return noNewPrivileges(value);
    case 'seccomp': return seccomp(value);
    case 'apparmor': return appArmor(value);
    case 'label': return selinux(value);
    case 'systempaths': case 'unmask': return systemPaths();
    case 'mask': return strengthens(l10n.t('Masked paths'), 'mnt', [say(l10n.t('These paths are covered in the container, so that nobody in there reads what is beneath.'))]);
    case 'writable-cgroups': return writableCgroups(value);
    case 'proc-opts': return strengthens(l10n.t('Options of /proc'), 'pid', [say(l10n.t('Mount options of the container’s own `/proc`; `hidepid=2` hides processes of other users in there.'))]);
    case 'credentialspec': return neutral(l10n.t('Credential specification'), 'user-ids', [say(l10n.t('For Windows containers: the service account that they act as. On Linux it does nothing.'))]);
    default: return neutral(l10n.t('Security options'), 'seccomp', [
      say(l10n.t('Chooses the [seccomp](seccomp) filter, the AppArmor or SELinux profile, masked paths, and whether a program may gain rights on `execve`.')),
      say(l10n.t('By default the engine filters system calls and confines the container; `unconfined` takes that away.')),
    ]);
  }
};

/** Old files write `seccomp:unconfined`. */
function parted(text: string): { kind: string; value: string } {
  const at = text.search(/[=:]/);
  return at < 0 ? { kind: text.trim(), value: '' } : { kind: text.slice(0, at).trim(), value: text.slice(at + 1).trim() };
}

function noNewPrivileges(value: string): Said {
  return /^(false|0)$/i.test(value)
    ? neutral(l10n.t('New privileges allowed'), 'capabilities', [
      say(l10n.t('The default: a setuid program or one with file capabilities gains rights when it is run, up to the bounding set.')),
    ], noNewFacts)
    : strengthens(l10n.t('No new privileges'), 'capabilities', [
      say(l10n.t('Sets the kernel’s `no_new_privs` bit: `execve` never gives rights that the process did not have, so setuid bits and file [capabilities](capabilities) lose their effect.')),
      say(l10n.t('Children inherit it and nothing takes it back. `sudo` and `su` stop working in here.')),
    ], noNewFacts);
}

function seccomp(value: string): Said {
  switch (value) {
    case 'unconfined': return weakens(l10n.t('No system call filter'), 'seccomp', [
      say(l10n.t('Every system call reaches the machine’s kernel. The engine’s default [seccomp](seccomp) filter refuses several dozen, among them loading modules, `kexec_load`, `bpf` and new user namespaces.')),
      say(l10n.t('What is left are the capabilities: a kernel bug in a rarely used call is now in reach.')),
    ], seccompFacts);
    case 'builtin': case 'default': case '': return neutral(l10n.t('System call filter'), 'seccomp', [
      say(l10n.t('The engine’s own [seccomp](seccomp) filter, which is the default: it refuses several dozen of the more than 300 system calls.')),
    ], seccompFacts);
    default: return neutral(l10n.t('System call filter of its own'), 'seccomp', [
      say(l10n.t('Replaces the engine’s [seccomp](seccomp) filter by this profile: it may be narrower or wider. What is not listed in it falls to its `defaultAction`.')),
    ], seccompFacts);
  }
}

function appArmor(value: string): Said {
  return value === 'unconfined'
    ? weakens(l10n.t('No AppArmor profile'), 'capabilities', [
      say(l10n.t('The engine’s `docker-default` profile forbids mounting and writing to much of `/proc` and `/sys`, whatever the capabilities say; without it only those are left.')),
      say(l10n.t('On a kernel without AppArmor the line changes nothing.')),
    ], lsmFacts)
    : neutral(l10n.t('AppArmor profile'), 'capabilities', [
      say(l10n.t('Confined by this profile instead of `docker-default`; it must be loaded on the machine. Narrower or wider depends on the profile.')),
    ], lsmFacts);
}

function selinux(value: string): Said {
  return value.startsWith('disable')
    ? weakens(l10n.t('No SELinux label'), 'capabilities', [
      say(l10n.t('The container runs without its own SELinux label: on machines that enforce SELinux, the wall that holds when all others fail is gone.')),
      say(l10n.t('On a kernel without SELinux the line changes nothing.')),
    ], lsmFacts)
    : neutral(l10n.t('SELinux label'), 'capabilities', [
      say(l10n.t('The type or level that SELinux gives the container’s processes. Two containers with the same level may touch each other’s files as far as SELinux goes.')),
    ], lsmFacts);
}

function systemPaths(): Said {
  return weakens(l10n.t('Nothing masked in /proc and /sys'), 'mnt', [
    say(l10n.t('The engine covers `/proc/kcore`, `/proc/keys`, `/sys/firmware` and more, and makes `/proc/sys` and `/proc/sysrq-trigger` read-only. This line takes the covers away.')),
    say(l10n.t('Root in here without a [user namespace](user) can then change settings of the machine’s own kernel.')),
  ], ['root/root.maskedPaths']);
}

function writableCgroups(value: string): Said {
  return /^(false|0)$/i.test(value)
    ? neutral(l10n.t('Cgroups read-only'), 'cgroups', [say(l10n.t('The default: the container sees its cgroup files and cannot write them.'))])
    : weakens(l10n.t('Writable cgroups'), 'cgroups', [
      say(l10n.t('The container may write below `/sys/fs/cgroup` and make [cgroups](cgroups) of its own. With v2 and a private namespace these stay below its own limits.')),
    ]);
}
