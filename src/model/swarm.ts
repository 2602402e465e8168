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
   * `here`: a container of the asked engine. `elsewhere`: on another node, which has to be asked itself. `ended`: it was on
   * this node and is none of those that run; whether it is still there, a list of those that run does not say. `none`: not
   * made yet.
   */
  readonly place: 'here' | 'elsewhere' | 'ended' | 'none';
  readonly containerId: string | undefined;
}

export interface SwarmNode {
  /** Null for what stands in a node's place: the tasks that the manager has found no node for. */
  readonly id: string | null;
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
    // Without its list nobody knows which containers have ended.
    return chain(listedContainers(snapshot, endpoint), () => chain(map(answer(tasksKey), entriesOf), (tasks) => chain(map(answer(nodesKey), entriesOf), (nodes) => {
      const byNode = tasksByNode(tasks);
      const services = new Map((valueOf(map(answer(servicesKey), entriesOf)) ?? []).map((each) => [textAt(each, 'ID'), textAt(each, 'Spec', 'Name')]));
      const made = once(nodes.flatMap((node) => nodeOf(node, byNode, services, here, known) ?? []));
      const unassigned = tasksOn('', byNode, services, false, known);
      return read([
        ...made.sort((one, other) => (one.hostname < other.hostname ? -1 : 1)),
        ...(unassigned.length === 0 ? [] : [{ id: null, hostname: '', role: '', state: '', isThis: false, tasks: unassigned }]),
      ], nodesKey);
    })));
  });
}

function entriesOf(answer: unknown): readonly unknown[] {
  if (!Array.isArray(answer)) {
    throw new Error('not a list');
  }
  return answer;
}

/** An honest manager gives each its own id. */
function once<T extends { readonly id: string | null }>(entries: readonly T[]): T[] {
  return [...new Map(entries.toReversed().map((entry) => [entry.id, entry])).values()].reverse();
}

/** By node; under an empty id those that have none. */
type Tasks = ReadonlyMap<string, readonly unknown[]>;
type Services = ReadonlyMap<string | undefined, string | undefined>;

function tasksByNode(tasks: readonly unknown[]): Tasks {
  const byNode = new Map<string, unknown[]>();
  for (const task of tasks) {
    const node = textAt(task, 'NodeID') ?? '';
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
  return id === undefined || id === '' ? undefined : {
    id,
    hostname: textAt(node, 'Description', 'Hostname') ?? id.slice(0, 12),
    role: textAt(node, 'Spec', 'Role') ?? '',
    state: textAt(node, 'Status', 'State') ?? 'unknown',
    isThis: id === here,
    tasks: tasksOn(id, byNode, services, id === here, known),
  };
}

function tasksOn(node: string, byNode: Tasks, services: Services, isHere: boolean, known: ReadonlySet<string>): SwarmTask[] {
  return once((byNode.get(node) ?? []).flatMap((task) => taskOf(task, services, isHere, known) ?? []))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
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
    name: `${services.get(service) ?? service?.slice(0, 12) ?? '?'}.${slotOf(task)}`,
    state: textAt(task, 'Status', 'State') ?? 'unknown',
    error: error === '' ? undefined : error,
    place: containerId === undefined || containerId === '' ? 'none' : !isHere ? 'elsewhere' : known.has(containerId) ? 'here' : 'ended',
  };
}

/** A global service numbers nothing: its node stands for the number. */
function slotOf(task: unknown): string {
  const node = textAt(task, 'NodeID')?.slice(0, 12) ?? '';
  return String(numberAt(task, 'Slot') ?? (node === '' ? '?' : node));
}
