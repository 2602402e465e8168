/** What other readers inside the machine must have in common with root: somebody outside the engine's group, a cgroup namespace. */
import type { IsolationWithFindings } from '../../../src/model/isolation.js';
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

const relations = ({ namespaces }: IsolationWithFindings) => Object.entries(namespaces).map(([type, { relation }]) => [type, relation]);
