/** The processes inside, each with its number out here. */
import * as l10n from '@vscode/l10n';
import type { Isolation, Process } from '../../model/isolation.js';
import { isRead } from '../../model/reading.js';
import type { Fact, Section } from '../explanation.js';
import { fact, factOf, firstOf } from '../fact.js';
import { outside } from '../kernel.js';
import { command } from '../shell.js';
import { unreadValue } from '../unreadWords.js';

const most = 200;

export function processesSection(isolation: Isolation): Section {
  const { processes } = isolation;
  return {
    id: 'processes',
    title: l10n.t('Processes'),
    summary: isRead(processes) ? countOf(processes.value.length) : unreadValue(processes),
    concept: 'pid',
    facts: [listFact(isolation)],
  };
}

function countOf(number: number): string {
  return number === 1 ? l10n.t('1 process') : l10n.t('{0} processes', number);
}

function listFact(isolation: Isolation): Fact {
  const { processes, container } = isolation;
  return factOf(container, {
    id: 'processes',
    label: l10n.t('processes'),
    concept: 'pid',
    reading: processes,
    value: (list) => countOf(list.length),
    meaning: l10n.t('The machine’s kernel runs them beside all others and counts them in its own way.'),
    children: isRead(processes) ? processFacts(isolation, processes.value, processes.from) : [],
  });
}

function processFacts(isolation: Isolation, processes: readonly Process[], from: string): readonly Fact[] {
  const facts = processes.map((process) => processFact(isolation, process, from));
  return firstOf(facts, most, { id: 'processes', concept: 'pid', source: from });
}

/** The kernel itself shows 0 for a process that a pid namespace does not hold. */
function numbersWords({ hostPid, containerPid }: Process, where: string): string {
  if (containerPid === 0) {
    return l10n.t('It has no number in there: it is in the cgroup, but outside of the pid namespace. It is {0} {1}.', hostPid, where);
  }
  return hostPid === containerPid
    ? l10n.t('It has the same number in there and {0}.', where)
    : l10n.t('PID {0} in there is {1} {2}.', containerPid, hostPid, where);
}

function processFact(isolation: Isolation, process: Process, from: string): Fact {
  const { hostPid, containerPid, command: words } = process;
  return fact({
    id: `processes.${String(hostPid)}`,
    label: containerPid === 0 ? l10n.t('none') : String(containerPid),
    concept: 'pid',
    value: words,
    meaning: isolation.container.holdsReader === true ? l10n.t('Its number out there is not shown in here.') : numbersWords(process, outside(isolation)),
    sources: [from],
    unread: false,
    ...(from.startsWith('GET ') ? {} : { command: command('ps', '-o', 'pid,user,etime,args', '-p', String(hostPid)) }),
  });
}
