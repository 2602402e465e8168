/** Below an engine that manages a swarm: its nodes, their tasks, and the containers that are on this node. */
import type { Known } from '../../lens.js';
import { valueOf } from '../../model/reading.js';
import { type SwarmNode, type SwarmTask, swarmOf } from '../../model/swarm.js';
import type { ContainerItem, EngineItem, Item, NodeItem, TaskItem } from './item.js';

/** A container of a task is below its task; all others stay where they are, before the nodes. */
export function withSwarm(item: EngineItem, { snapshot, containers }: Known): EngineItem {
  const nodes = valueOf(swarmOf(snapshot, item.engine.endpoint, containers)) ?? [];
  if (nodes.length === 0) {
    return item;
  }
  const isContainer = (child: Item): child is ContainerItem => child.kind === 'container';
  const byId = new Map(item.children.filter(isContainer).map((child) => [child.container.id, child]));
  const rows = nodes.map((node) => nodeItem(item.key, node, byId)); // takes them out of `byId`, so that none has two rows
  const placed = new Set<Item>(rows.flatMap((row) => row.children.flatMap(({ children }) => children)));
  return { ...item, children: [...item.children.filter((child) => !placed.has(child)), ...rows] };
}

type Containers = Map<string, ContainerItem>;

function nodeItem(above: string, node: SwarmNode, containers: Containers): NodeItem {
  const key = `${above}/node:${node.id ?? ''}`;
  return { kind: 'node', key, node, children: node.tasks.map((task) => taskItem(key, node, task, containers)) };
}

function taskItem(above: string, { hostname }: SwarmNode, task: SwarmTask, containers: Containers): TaskItem {
  const container = task.place === 'here' ? containers.get(task.containerId ?? '') : undefined;
  if (container !== undefined) {
    containers.delete(container.container.id);
  }
  return { kind: 'task', key: `${above}/task:${task.id}`, task, hostname, children: container === undefined ? [] : [container] };
}
