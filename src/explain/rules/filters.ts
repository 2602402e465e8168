/** Filters that are off, and root that is root outside too. */
import * as l10n from '@vscode/l10n';
import type { Isolation } from '../../model/isolation.js';
import { isRead } from '../../model/reading.js';
import type { FindingText } from '../explanation.js';
import { fixText } from '../fixes.js';

export function seccompOff({ privileges: { seccomp }, container }: Isolation): readonly FindingText[] {
  if (!isRead(seccomp) || seccomp.value !== 'disabled') {
    return [];
  }
  return [{
    id: 'seccomp-off',
    severity: 'warning',
    concept: 'seccomp',
    says: l10n.t('No seccomp filter is on.'),
    why: l10n.t('It may ask the kernel for every system call, also for the rare ones in which most holes were found.'),
    evidence: [seccomp.from],
    fix: fixText(container, {
      words: l10n.t('Let the engine’s default filter on.'),
      run: l10n.t('leave out {0}', '--security-opt seccomp=unconfined'),
      compose: l10n.t('remove {0}', 'security_opt: [seccomp:unconfined]'),
    }),
  }];
}

export function noNewPrivilegesOff({ privileges: { noNewPrivileges }, container }: Isolation): readonly FindingText[] {
  if (!isRead(noNewPrivileges) || noNewPrivileges.value) {
    return [];
  }
  return [{
    id: 'no-new-privs-off',
    severity: 'info',
    concept: 'capabilities',
    says: l10n.t('no_new_privs is off.'),
    why: l10n.t('A setuid program in there can give an ordinary user more rights. Engines leave it off by default.'),
    evidence: [noNewPrivileges.from],
    fix: fixText(container, {
      words: l10n.t('Turn it on where nothing in there needs setuid programs.'),
      run: '--security-opt no-new-privileges', compose: 'security_opt: [no-new-privileges:true]',
    }),
  }];
}

export function rootWithoutUserNamespace({ privileges: { user }, namespaces, container }: Isolation): readonly FindingText[] {
  if (!isRead(user) || user.value.uid !== 0 || user.value.hostUid !== 0 || namespaces.user.relation !== 'initial') {
    return [];
  }
  return [{
    id: 'root-without-user-namespace',
    severity: 'warning',
    concept: 'user-ids',
    says: l10n.t('Its first process is root, and the same root as the machine’s.'),
    why: l10n.t('If it finds a way out, it is root out there at once. Most programs need no root.'),
    evidence: [...new Set([user.from, ...namespaces.user.relationFrom])],
    fix: fixText(container, {
      words: l10n.t('Run it as another user, or in a user namespace.'),
      run: '--user 1000:1000', compose: 'user: "1000:1000"', dockerfile: 'USER 1000:1000',
    }),
  }];
}
