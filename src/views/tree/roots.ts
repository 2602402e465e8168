/**
 * The top of the tree: engines that fail, this machine, then each other engine, with the containers in them. Pure: what is
 * known in, rows out.
 */
import type { Diagnosis, Explained, Known } from '../../lens.js';
import type { Container } from '../../model/isolation.js';
import type { EngineState } from '../../model/snapshot.js';
import { isFailing, isWorthARow } from '../failingEngine.js';
import type { ContainerItem, EngineItem, HiddenItem, Item } from './item.js';
import { machineMeaning, machineRow } from './machineRow.js';
import { type Nesting, nestingOf } from './nesting.js';
import { withSwarm } from './swarmRows.js';

/** The part of the lens that the tree needs. */
export interface Seen {
  readonly known: Known | null;
  /** Runtimes whose containers are not listed, only counted. */
  readonly hidden?: ReadonlySet<string>;
  /** Which machine this is, where the window is on another. */
  readonly where?: string;
  explained(id: string): Explained | undefined;
  /** Why the engine at this endpoint does not answer. */
  diagnosis(endpoint: string): Diagnosis | undefined;
}

/** Empty where nothing runs and no engine answers: VS Code shows a view's welcome only over an empty root. */
export function rootItems(seen: Seen): readonly Item[] {
  const { known } = seen;
  if (known === null || !hasAnything(known)) {
    return [];
  }
  const engines = known.snapshot.engines.filter(isWorthARow);
  const isHidden = ({ runtime }: Container): boolean => seen.hidden?.has(runtime) === true;
  const hidden = known.containers.filter(isHidden);
  const nesting = nestingOf(known.containers.filter((one) => !isHidden(one)));
  const rows = (key: string, which: (container: Container) => boolean) =>
    [...nesting.outermost.filter(which).map((one) => containerItem(seen, nesting, one)), ...hiddenRow(key, hidden.filter(which))];
  const engineItems = engines.map((engine) => withSwarm(engineItem(seen, engine, rows(keyOf(engine), (one) => isOf(engine, one))), known));
  const machine: Item = {
    kind: 'machine',
    key: 'machine',
    description: machineRow(known.snapshot),
    meaning: [machineMeaning(known.snapshot), seen.where ?? ''].filter((part) => part !== ''),
    children: rows('machine', (one) => !engines.some((engine) => isOf(engine, one))),
    open: !engineItems.some((item) => item.engine.status === 'ok' && item.children.length > 0),
  };
  // A machine may have many rows of its own: below them nobody would see that an engine fails.
  const [failing, others] = [true, false].map((is) => engineItems.filter(({ engine }) => isFailing(engine) === is));
  return [...failing ?? [], machine, ...others ?? []];
}

function hiddenRow(above: string, hidden: readonly Container[]): readonly HiddenItem[] {
  const runtimes = [...new Set(hidden.map(({ runtime }) => runtime))].sort();
  const counts = runtimes.map((runtime) => [runtime, hidden.filter((one) => one.runtime === runtime).length] as const);
  return hidden.length === 0 ? [] : [{ kind: 'hidden', key: `${above}/hidden`, counts }];
}

function keyOf({ endpoint }: EngineState): string {
  return `engine:${endpoint}`;
}

export function hasAnything(known: Known): boolean {
  return known.containers.length > 0 || known.snapshot.engines.some((engine) => engine.status === 'ok');
}

function isOf(engine: EngineState, container: Container): boolean {
  return container.engine !== null && container.engine.endpoint === engine.endpoint;
}

function engineItem(seen: Seen, engine: EngineState, containers: readonly Item[]): EngineItem {
  const key = keyOf(engine);
  const diagnosis: Item = { kind: 'diagnosis', key: `${key}/diagnosis`, engine, diagnosis: seen.diagnosis(engine.endpoint) };
  return { kind: 'engine', key, engine, children: engine.status === 'ok' ? containers : [diagnosis, ...containers] };
}

function containerItem(seen: Seen, nesting: Nesting, container: Container): ContainerItem {
  return {
    kind: 'container',
    key: `container:${container.id}`,
    container,
    explained: seen.explained(container.id),
    nested: nesting.inside(container).map((one) => containerItem(seen, nesting, one)),
  };
}
