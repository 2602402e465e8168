/**
 * What a Swarm manager knows: its nodes, the tasks on each, and the container of each task.
 * https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Node
 */
import { chain } from './chain.js';
import { answerOf, type Snapshot } from './snapshot.js';
import { booleanAt, infoKey, listedContainers, numberAt, textAt } from './engineAnswer.js';
import type { Container } from './isolation.js';
import { type Reading, map, read, unread, valueOf } from './reading.js';

export const nodesKey = 'GET /nodes';
export const tasksKey = 'GET /tasks';
export const servicesKey = 'GET /services';

export interface SwarmTask {
  readonly id: string;
  /** `web.1`, as `docker service ps` writes it; of a global service the node stands for the number. */
  readonly name: string;
  /** The manager's word: `running`, `pending`, `rejected`… */
  readonly state: string;
  /** What the manager says went wrong. */
  readonly error: string | undefined;
  /**
   * `here`: a container of the asked engine. `elsewhere`: on another node, which has to be asked itself. `gone`: it was on
   * this node and the engine does not list it any more. `none`: not made yet.
   */
  readonly place: 'here' | 'elsewhere' | 'gone' | 'none';
  readonly containerId: string | undefined;
}

export interface SwarmNode {
  readonly id: string;
  readonly hostname: string;
  readonly role: string;
  /** `ready`, `down`, `disconnected`, `unknown`. */
  readonly state: string;
  /** The node of the engine that was asked. */
  readonly isThis: boolean;
  readonly tasks: readonly SwarmTask[];
}

/** Whether an engine may be asked about nodes and tasks: a worker, or one in no swarm, answers 503. */
export function isManager(info: unknown): boolean {
  return booleanAt(info, 'Swarm', 'ControlAvailable') === true;
}

/** `unsupported` where the engine manages no swarm. `containers` are those of the snapshot. */
export function swarmOf(snapshot: Snapshot, endpoint: string, containers: readonly Container[]): Reading<readonly SwarmNode[]> {
  const answer = (key: string) => answerOf(snapshot, key, key, endpoint);
  return chain(answer(infoKey), (info) => {
    if (!isManager(info)) {
      return unread('unsupported', infoKey, 'the engine manages no swarm');
    }
    const here = textAt(info, 'Swarm', 'NodeID');
    const known = new Set(containers.filter(({ engine }) => engine?.endpoint === endpoint).map(({ id }) => id));
    // Without its list nobody knows which containers are gone.
    return chain(listedContainers(snapshot, endpoint), () => chain(map(answer(tasksKey), entriesOf), (tasks) => chain(map(answer(nodesKey), entriesOf), (nodes) => {
      const byNode = tasksByNode(tasks);
      const services = new Map((valueOf(map(answer(servicesKey), entriesOf)) ?? []).map((each) => [textAt(each, 'ID'), textAt(each, 'Spec', 'Name')]));
      const made = nodes.flatMap((node) => nodeOf(node, byNode, services, here, known) ?? []);
      return read(made.sort((one, other) => (one.hostname < other.hostname ? -1 : 1)), nodesKey);
    })));
  });
}

function entriesOf(answer: unknown): readonly unknown[] {
  if (!Array.isArray(answer)) {
    throw new Error('not a list');
  }
  return answer;
}

type Tasks = ReadonlyMap<string | undefined, readonly unknown[]>;
type Services = ReadonlyMap<string | undefined, string | undefined>;

function tasksByNode(tasks: readonly unknown[]): Tasks {
  const byNode = new Map<string | undefined, unknown[]>();
  for (const task of tasks) {
    const node = textAt(task, 'NodeID');
    const those = byNode.get(node);
    if (those === undefined) {
      byNode.set(node, [task]);
    } else {
      those.push(task);
    }
  }
  return byNode;
}

function nodeOf(node: unknown, byNode: Tasks, services: Services, here: string | undefined, known: ReadonlySet<string>): SwarmNode | undefined {
  const id = textAt(node, 'ID');
  return id === undefined ? undefined : {
    id,
    hostname: textAt(node, 'Description', 'Hostname') ?? id.slice(0, 12),
    role: textAt(node, 'Spec', 'Role') ?? '',
    state: textAt(node, 'Status', 'State') ?? 'unknown',
    isThis: id === here,
    tasks: (byNode.get(id) ?? [])
      .flatMap((task) => taskOf(task, services, id === here, known) ?? [])
      .sort((one, other) => (one.name < other.name ? -1 : 1)),
  };
}

function taskOf(task: unknown, services: Services, isHere: boolean, known: ReadonlySet<string>): SwarmTask | undefined {
  const id = textAt(task, 'ID');
  if (id === undefined) {
    return undefined;
  }
  const service = textAt(task, 'ServiceID');
  const error = textAt(task, 'Status', 'Err');
  const containerId = textAt(task, 'Status', 'ContainerStatus', 'ContainerID');
  return {
    id, containerId,
    name: `${services.get(service) ?? service?.slice(0, 12) ?? '?'}.${numberAt(task, 'Slot') ?? textAt(task, 'NodeID')?.slice(0, 12) ?? '?'}`,
    state: textAt(task, 'Status', 'State') ?? 'unknown',
    error: error === '' ? undefined : error,
    place: containerId === undefined || containerId === '' ? 'none' : !isHere ? 'elsewhere' : known.has(containerId) ? 'here' : 'gone',
  };
}
