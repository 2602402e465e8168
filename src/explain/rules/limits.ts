/** Limits: not there, or asked for and not in force. */
import * as l10n from '@vscode/l10n';
import { hasNoCgroup } from '../../model/cgroupLevels.js';
import type { ConceptId, Isolation, Limit, Severity } from '../../model/isolation.js';
import { isRead, type NotRead, type Reading } from '../../model/reading.js';
import type { FindingText } from '../explanation.js';
import { type Fix, fixText } from '../fixes.js';
import { difference, isControllerMissing } from '../sections/configured.js';
import { bytesLimit, coresLimit, tasksLimit } from '../units.js';

interface Resource {
  readonly name: 'memory' | 'pids' | 'cpu';
  readonly concept: ConceptId;
  readonly severity: Severity;
  readonly words: (limit: Limit) => string;
  readonly tolerance: number;
}

const resources: readonly Resource[] = [
  { name: 'memory', concept: 'memory', severity: 'warning', words: bytesLimit, tolerance: 65536 },
  { name: 'pids', concept: 'pids', severity: 'info', words: tasksLimit, tolerance: 0 },
  { name: 'cpu', concept: 'cpu', severity: 'info', words: coresLimit, tolerance: 0.005 },
];

/** Where a limit was asked for, `limitNotEnforced` says more. */
export function noLimit({ cgroup, container }: Isolation): readonly FindingText[] {
  return resources.flatMap(({ name, concept, severity }) => {
    const { limit } = cgroup[name];
    const asked = cgroup.configured[name];
    if (!isRead(limit) || limit.value !== 'unlimited' || (isRead(asked) && asked.value !== 'unlimited')) {
      return [];
    }
    return [{
      id: `no-${name}-limit`, severity, concept, says: noLimitSays(name), why: noLimitWhy(name), evidence: [limit.from],
      fix: fixText(container, limitFix(name)),
    }];
  });
}

function noLimitSays(name: Resource['name']): string {
  switch (name) {
    case 'memory': return l10n.t('No memory limit.');
    case 'pids': return l10n.t('No limit on processes and threads.');
    case 'cpu': return l10n.t('No CPU limit.');
  }
}

function noLimitWhy(name: Resource['name']): string {
  switch (name) {
    case 'memory': return l10n.t('If it leaks, the whole machine runs short and the kernel may kill something else. Docker sets none by default.');
    case 'pids': return l10n.t('A process in there that keeps forking can fill the machine’s process table. Docker itself sets none by default; systemd does where it manages the cgroups.');
    case 'cpu': return l10n.t('It can use every processor; neighbours still get their share by weight. Docker sets none by default.');
  }
}

function limitFix(name: Resource['name']): Fix {
  switch (name) {
    case 'memory': return { words: l10n.t('Give it a memory limit.'), run: '--memory 256m', compose: 'mem_limit: 256m' };
    case 'pids': return { words: l10n.t('Give it a limit on processes.'), run: '--pids-limit 200', compose: 'pids_limit: 200' };
    case 'cpu': return { words: l10n.t('Give it a CPU limit if neighbours suffer.'), run: '--cpus 1', compose: 'cpus: 1' };
  }
}

export function limitNotEnforced(isolation: Isolation): readonly FindingText[] {
  const missed = resources.flatMap((resource) => {
    const asked = isolation.cgroup.configured[resource.name];
    const found = isRead(asked) && asked.value !== 'unlimited' ? missing(isolation, resource, asked.value) : undefined;
    return found === undefined ? [] : [{ says: found.says, evidence: [asked.from, ...found.evidence] }];
  });
  if (missed.length === 0) {
    return [];
  }
  return [{
    id: 'limit-not-enforced',
    severity: 'warning',
    concept: 'cgroups',
    says: missed.map(({ says }) => says).join(' '),
    why: l10n.t('The engine accepted the limit, but the kernel does not hold the container to it. It behaves as if nobody had asked.'),
    evidence: [...new Set(missed.flatMap(({ evidence }) => evidence))],
    fix: l10n.t('Run the engine where it may use this controller: as root, or rootless on cgroup v2 with the controller delegated by systemd.'),
  }];
}

interface Missing {
  readonly says: string;
  readonly evidence: readonly string[];
}

/** Whether an unread limit is what was found, not what was missed: no such controller, or no cgroup of its own. */
export function isFoundMissing(limit: NotRead, path: Reading<string>): boolean {
  return isRead(path) && (hasNoCgroup(limit) || isControllerMissing(limit, path));
}

/**
 * A rootless engine on v1 leaves its containers in a cgroup that is not theirs, or a controller is not there: where the
 * path was read, that is what was found, not what was missed.
 */
function missing(isolation: Isolation, { name, words, tolerance }: Resource, asked: Limit): Missing | undefined {
  const effective: Reading<Limit> = isolation.cgroup[name].limit;
  if (isRead(effective)) {
    return difference(asked, effective.value, tolerance) === 'looser'
      ? { says: l10n.t('{0}: {1} was asked for, in force is {2}.', name, words(asked), words(effective.value)), evidence: [effective.from] }
      : undefined;
  }
  const { path } = isolation.cgroup;
  return isFoundMissing(effective, path)
    ? { says: missingSays(isControllerMissing(effective, path), name, words(asked)), evidence: [...new Set([path.from, effective.from])] }
    : undefined;
}

function missingSays(controller: boolean, name: string, asked: string): string {
  return controller
    ? l10n.t('{0}: {1} was asked for, but this controller is missing.', name, asked)
    : l10n.t('{0}: {1} was asked for, but it has no cgroup of its own for that.', name, asked);
}
