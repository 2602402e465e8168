/** What other readers inside the machine must have in common with root: somebody outside the engine's group, a cgroup namespace. */
import type { IsolationWithFindings, NamespaceType } from '../../../src/model/isolation.js';
import { type Reading, valueOf } from '../../../src/model/reading.js';
import type { Inspected } from './containers.js';
import type { Facts } from './facts.js';
import { readingsIn } from './remote.js';

/** Facts of the kernel that stay as they are while nothing happens and that everybody may read. */
const steady = /^(idMap|cgroup\.(version|path|(memory|cpu|pids)\.(limit|ownLimit|swapLimit|reservation|weight|cpuset)|io\.(weight|limits))|privileges\.(user|capabilities|noNewPrivileges|seccomp)|root\.(mechanism|filesystem|readOnly$))/;

/** Somebody who may not ask the engine gets what the kernel shows everybody, and the reason for what is missing. */
export function compareStranger(facts: Facts, root: IsolationWithFindings, stranger: IsolationWithFindings): void {
  const known = new Map(readingsIn(root));
  const shown = readingsIn(stranger).filter(([path]) => steady.test(path));
  for (const [path, reading] of shown) facts.same(`a stranger's ${path}`, reading, known.get(path));
  facts.same('a stranger’s steady facts', shown.length > 25, true);
  for (const type of ['mnt', 'pid', 'net'] as const) {
    facts.unread(`a stranger's ${type} namespace id`, stranger.namespaces[type].id, 'denied');
    facts.same(`a stranger's ${type} relation`, stranger.namespaces[type].relation, root.namespaces[type].relation);
  }
  facts.same('a stranger knows no engine', stranger.container.engine, null);
}

/** In a cgroup namespace a path begins elsewhere (`/..`); whose limits they are stays the same. */
export function compareNamespaced(facts: Facts, root: IsolationWithFindings, namespaced: IsolationWithFindings, { Id, State }: Inspected): void {
  facts.same('namespaced cgroup.path', namespaced.cgroup.path, { value: `/../docker/${Id}`, from: `/proc/${State.Pid}/cgroup` });
  const known = new Map(readingsIn(root));
  for (const [path, reading] of readingsIn(namespaced).filter(([path]) => path !== 'cgroup.path' && steady.test(path))) facts.same(`namespaced ${path}`, reading, known.get(path));
  facts.same('namespaced processes', namespaced.processes, root.processes);
  facts.same('namespaced relations', relations(namespaced), relations(root));
}

/** From within the container the groups above it are not shown: what it may use at most is its own limit. */
export function compareWithin(facts: Facts, root: IsolationWithFindings, within: IsolationWithFindings): void {
  facts.same('within: the container', [within.container.holdsReader, within.container.pid, within.container.runtime], [true, 1, 'docker']);
  for (const [type, { id, relation }] of Object.entries(root.namespaces)) {
    const seen = within.namespaces[type as NamespaceType];
    facts.value(`within ${type} namespace`, seen.id, valueOf(id));
    // This kernel gives the machine's first net and mnt namespace no fixed number, so nothing in there tells whose they are.
    const told = type === 'net' || type === 'mnt' ? 'unknown' : relation;
    facts.same(`within ${type} relation`, seen.relation, told);
  }
  const own = ({ cgroup: { memory, cpu, pids } }: IsolationWithFindings) => [memory.ownLimit, cpu.ownLimit, pids.ownLimit, memory.reservation, cpu.weight, cpu.cpuset];
  const rest = ({ privileges: { user, capabilities, seccomp, noNewPrivileges }, root: { mechanism, writableLayer, readOnly } }: IsolationWithFindings) =>
    [user, ...Object.values(capabilities), seccomp, noNewPrivileges, mechanism, writableLayer, readOnly];
  const expected = [...own(root), ...rest(root)];
  for (const [at, reading] of [...own(within), ...rest(within)].entries()) facts.value(`within ${reading.from} (${at})`, reading, valueOf(expected[at] as Reading<unknown>));
  for (const limit of [within.cgroup.memory.limit, within.cgroup.cpu.limit, within.cgroup.pids.limit]) facts.unread('within: a limit above', limit, 'unsupported');
  facts.same('within: its path', valueOf(within.cgroup.path), '/');
}

const relations = ({ namespaces }: IsolationWithFindings) => Object.entries(namespaces).map(([type, { relation }]) => [type, relation]);
