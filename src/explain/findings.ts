/** All rules, and the findings of one container: the weightiest first, else in the order of the rules. */
import type { Finding, Isolation, IsolationWithFindings, Severity } from '../model/isolation.js';
import type { FindingText } from './explanation.js';
import { capabilitiesAdded, privileged } from './rules/capabilities.js';
import { hostDeviceMounted } from './rules/devices.js';
import { cpuThrottled, oomKilled } from './rules/events.js';
import { noNewPrivilegesOff, rootWithoutUserNamespace, seccompOff } from './rules/filters.js';
import { limitNotEnforced, noLimit } from './rules/limits.js';
import { engineSocketMounted, hostProcMounted, hostRootMounted, hostSysMounted } from './rules/mounts.js';
import { initialNamespaces, sharedNamespaces } from './rules/namespaces.js';
import { sharedPropagation, writableRoot } from './rules/root.js';
import type { Rule } from './rules/rule.js';

const rules: readonly Rule[] = [
  privileged, engineSocketMounted, hostRootMounted, capabilitiesAdded, oomKilled, cpuThrottled, limitNotEnforced,
  initialNamespaces, seccompOff, hostProcMounted, hostSysMounted, hostDeviceMounted, rootWithoutUserNamespace,
  sharedPropagation, noLimit, sharedNamespaces, noNewPrivilegesOff, writableRoot,
];

const weight: Readonly<Record<Severity, number>> = { danger: 0, warning: 1, info: 2 };

export function findingsOf(isolation: Isolation): FindingText[] {
  return rules.flatMap((rule) => rule(isolation)).sort((one, other) => weight[one.severity] - weight[other.severity]);
}

/** The contract's `explain --json`: the picture with its findings. */
export function withFindings(isolation: Isolation): IsolationWithFindings {
  const findings = findingsOf(isolation).map(({ id, severity, concept, says, evidence, fix }): Finding => (
    { id, severity, concept, says, evidence, fix }
  ));
  return { ...isolation, findings };
}
