/** Privileged, and capabilities beyond the 14 that Docker gives. */
import * as l10n from '@vscode/l10n';
import type { Isolation, Severity } from '../../model/isolation.js';
import { isRead, type Read, valueOf } from '../../model/reading.js';
import { capabilityMeaning, dockerDefault } from '../capabilityMeanings.js';
import type { FindingText } from '../explanation.js';
import { fixText } from '../fixes.js';

export function privileged({ privileges, container }: Isolation): readonly FindingText[] {
  const reading = privileges.privileged;
  if (!isRead(reading) || !reading.value) {
    return [];
  }
  return [{
    id: 'privileged',
    severity: 'danger',
    concept: 'capabilities',
    says: l10n.t('It runs privileged: all capabilities, all devices, no filter.'),
    why: l10n.t('Root in there can do nearly everything that root of the machine can. Most programs need one device or one capability instead.'),
    evidence: [reading.from],
    fix: fixText(container, {
      words: l10n.t('Give it only what it needs.'),
      run: l10n.t('{0} instead of {1}', '--cap-add NAME --device /dev/NAME', '--privileged'),
      compose: l10n.t('{0} instead of {1}', 'cap_add: [NAME], devices: [/dev/NAME]', 'privileged: true'),
    }),
  }];
}

/** The ones that are named even where all are there. */
const named: Readonly<Record<string, Severity>> = {
  CAP_SYS_ADMIN: 'danger', CAP_SYS_MODULE: 'danger', CAP_SYS_PTRACE: 'warning', CAP_NET_ADMIN: 'warning', CAP_DAC_READ_SEARCH: 'warning',
};

const alsoStrong: readonly string[] = ['CAP_SYS_RAWIO', 'CAP_SYS_BOOT', 'CAP_BPF', 'CAP_MAC_ADMIN', 'CAP_MAC_OVERRIDE'];

/** More than this were not added one by one; then a list of them all would hide the ones that count. */
const most = 8;

export function capabilitiesAdded(isolation: Isolation): readonly FindingText[] {
  const held = heldSet(isolation);
  if (held === undefined) {
    return [];
  }
  const beyond = held.value.filter((name) => !dockerDefault.includes(name));
  const onlyNamed = beyond.length > most || valueOf(isolation.privileges.privileged) === true || inOwnUserNamespace(isolation);
  return beyond.filter((name) => !onlyNamed || Object.hasOwn(named, name)).map((name) => added(isolation, name, held.from));
}

/**
 * An engine grants the bounding set; what others hold is the effective one, since every ordinary process of the machine
 * has a full bounding set.
 */
function heldSet({ container, privileges: { capabilities } }: Isolation): Read<readonly string[]> | undefined {
  const sets = container.engine === null ? [capabilities.effective] : [capabilities.bounding, capabilities.effective];
  return sets.find(isRead);
}

function inOwnUserNamespace({ namespaces }: Isolation): boolean {
  return namespaces.user.relation === 'private' || namespaces.user.relation === 'shared';
}

function added(isolation: Isolation, name: string, from: string): FindingText {
  const short = name.replace(/^CAP_/, '');
  const own = inOwnUserNamespace(isolation);
  return {
    id: `capability-added-${short.toLowerCase().replaceAll('_', '-')}`,
    severity: own ? 'info' : severityOf(name),
    concept: 'capabilities',
    says: l10n.t('It has {0}, which Docker does not give by default.', name),
    why: own
      ? l10n.t('{0} It counts only over what belongs to its own user namespace.', capabilityMeaning(name))
      : capabilityMeaning(name),
    evidence: [from],
    fix: fixText(isolation.container, {
      words: l10n.t('Take it away if the program works without it.'),
      run: l10n.t('leave out {0}', `--cap-add ${short}`), compose: l10n.t('remove {0}', `cap_add: [${short}]`),
    }),
  };
}

function severityOf(name: string): Severity {
  const severity = Object.hasOwn(named, name) ? named[name] : undefined;
  return severity ?? (alsoStrong.includes(name) ? 'warning' : 'info');
}
