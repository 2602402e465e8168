/**
 * The one sentence a person would say: "web runs nginx on this machine's own kernel, sees its own processes and network,
 * may use 64 MiB and half a core, and is root out here if it escapes". What is not known is left out.
 */
import * as l10n from '@vscode/l10n';
import type { Isolation, Limit } from '../model/isolation.js';
import { valueOf } from '../model/reading.js';
import { clip } from './foreignText.js';
import { hasEnded, isRunning, kernelOf } from './kernel.js';
import { stateWords } from './row.js';
import { sightClauses } from './sight.js';
import { bytes, cores } from './units.js';

export function sentenceOf(isolation: Isolation): string {
  const name = clip(isolation.container.name, 80);
  if (!isRunning(isolation)) {
    return l10n.t('{0} is not running ({1}), so the kernel keeps nothing of it.', name, stateWords(isolation.container.state));
  }
  if (hasEnded(isolation)) {
    return l10n.t('{0} ended while it was read.', name);
  }
  const clauses = [
    runsClause(isolation, name), ...pausedClause(isolation), ...sightClauses(isolation), ...limitClause(isolation), ...escapeClause(isolation),
  ];
  const said = l10n.t('{0}.', joined(clauses));
  return isolation.container.holdsReader === true ? l10n.t('You are in this container yourself. {0}', said) : said;
}

/** "a", "a and b", "a, b, and c": a translation may as well end each clause as a sentence of its own. */
function joined(clauses: readonly string[]): string {
  const [first = '', ...rest] = clauses;
  const last = rest.pop();
  if (last === undefined) {
    return first;
  }
  const start = rest.reduce((text, clause) => l10n.t({ message: '{0}, {1}', args: [text, clause], comment: 'clauses' }), first);
  return rest.length === 0
    ? l10n.t({ message: '{0} and {1}', args: [start, last], comment: 'clauses' })
    : l10n.t({ message: '{0}, and {1}', args: [start, last], comment: 'clauses' });
}

function runsClause(isolation: Isolation, name: string): string {
  const what = programOf(isolation);
  switch (kernelOf(isolation)) {
    case 'here': return what === undefined
      ? l10n.t('{0} runs on this machine’s own kernel', name)
      : l10n.t('{0} runs {1} on this machine’s own kernel', name, what);
    case 'remote': return what === undefined
      ? l10n.t('{0} runs on the kernel of another machine', name)
      : l10n.t('{0} runs {1} on the kernel of another machine', name, what);
    case 'unknown': return what === undefined ? l10n.t('{0} is running', name) : l10n.t('{0} runs {1}', name, what);
    case 'own': return what === undefined
      ? l10n.t('{0} runs on a kernel of its own', name)
      : l10n.t('{0} runs {1} on a kernel of its own', name, what);
  }
}

/** The program of its first process, or the one that the first process holds, else its image without registry and tag. */
function programOf({ processes, container }: Isolation): string | undefined {
  const all = valueOf(processes) ?? [];
  const first = all.find(({ hostPid, containerPid }) => containerPid === 1 || hostPid === container.pid);
  const name = programIn(first?.command ?? '');
  const program = holders.has(name) ? programIn(all.find((each) => each !== first)?.command ?? '') || name : name;
  if (program !== '') {
    return clip(program, 60);
  }
  const image = container.image?.split('/').pop()?.split(/[:@]/, 1)[0];
  return image === undefined || image === '' || /^[0-9a-f]{12,}$/.test(image) ? undefined : clip(image, 60);
}

/** Programs that stay around another one, of which their command line does not tell which word it is. */
const holders: ReadonlySet<string> = new Set(['bwrap', 'firejail']);

/** Programs that only start another one and wait for it: `/sbin/docker-init -- sleep 100`. */
const starters: readonly string[] = ['docker-init', 'catatonit', 'tini', 'dumb-init'];

/** `nginx` of `/usr/sbin/nginx -g …` and of `nginx: master process …`. */
function programIn(command: string): string {
  const [name = '', ...rest] = command.trim().split(/\s+/).map((word) => word.split('/').pop()?.replace(/^\(|[):]+$/g, '') ?? '');
  return starters.includes(name) ? rest.find((word) => word !== '' && !word.startsWith('-')) ?? name : name;
}

function pausedClause({ container }: Isolation): readonly string[] {
  return container.state === 'paused' ? [l10n.t('is paused now')] : [];
}

function limitClause({ cgroup }: Isolation): readonly string[] {
  const memory = valueOf(cgroup.memory.limit);
  const cpu = valueOf(cgroup.cpu.limit);
  if (memory === 'unlimited' && cpu === 'unlimited') {
    return [l10n.t('may use all memory and every processor that is free')];
  }
  const parts = [...(memory === undefined ? [] : [memoryWords(memory)]), ...(cpu === undefined ? [] : [cpuWords(cpu)])];
  const [first, second] = parts;
  if (first === undefined) {
    return [];
  }
  return [second === undefined ? l10n.t('may use {0}', first) : l10n.t('may use {0} and {1}', first, second)];
}

function memoryWords(limit: Limit): string {
  return limit === 'unlimited' ? l10n.t('all memory') : l10n.t('{0} of memory', bytes(limit));
}

function cpuWords(limit: Limit): string {
  if (limit === 'unlimited') {
    return l10n.t('every processor that is free');
  }
  return limit === 0.5 ? l10n.t('half a core') : cores(limit);
}

/** Who it would be outside: known only with the uid of its first process as this machine counts. */
function escapeClause(isolation: Isolation): readonly string[] {
  const user = valueOf(isolation.privileges.user);
  if (user === undefined || kernelOf(isolation) === 'own') {
    return [];
  }
  const remote = kernelOf(isolation) === 'remote' || isolation.container.holdsReader === true;
  if (user.hostUid === 0) {
    return [remote ? l10n.t('is root on that machine if it escapes') : l10n.t('is root out here if it escapes')];
  }
  return [remote
    ? l10n.t('is uid {0} on that machine if it escapes', user.hostUid)
    : l10n.t('is uid {0} out here if it escapes', user.hostUid)];
}
