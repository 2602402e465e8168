/** All containers of a snapshot: what the engine lists and what the kernel shows, each once. */
import { type Listed, inspectOf, listedContainers, numberAt, textAt } from './engineAnswer.js';
import type { Container, ContainerState } from './isolation.js';
import { type KernelContainer, kernelContainers } from './kernelContainers.js';
import { podOf } from './pods.js';
import { kernelDir } from './proof.js';
import { isFrozen } from './frozen.js';
import { ancestorsOf, procDir, processesIn } from './processFacts.js';
import { type Reading, isRead, valueOf } from './reading.js';
import { type EngineState, type Snapshot, isOtherEngine } from './snapshot.js';

/** Running, paused and restarting ones, with `all` the rest too; by name, then id. */
export function containersOf(snapshot: Snapshot, { all = false }: { readonly all?: boolean } = {}): Container[] {
  const kernel = kernelContainers(snapshot);
  const engine = engineContainers(snapshot, kernel);
  const known = new Set(engine.flatMap(({ found }) => (found === undefined ? [] : [found])));
  const merged = [
    ...engine.map(({ container }) => container),
    ...kernel.filter((each) => !known.has(each)).map((each) => kernelOnly(snapshot, each)),
  ];
  return withParents(snapshot, merged)
    .filter(({ state }) => all || state === 'running' || state === 'paused' || state === 'restarting')
    .sort((one, other) => compare(one.name, other.name) || compare(one.id, other.id));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

interface FromEngine {
  readonly container: Container;
  /** The same one as the kernel shows it. */
  readonly found: KernelContainer | undefined;
}

function engineContainers(snapshot: Snapshot, kernel: readonly KernelContainer[]): FromEngine[] {
  const seen = new Set<string>();
  return answering(snapshot).flatMap((engine) =>
    (valueOf(listedContainers(snapshot, engine.endpoint)) ?? [])
      // The same engine may have been reached in two ways that nothing else gave away.
      .filter(({ id }) => !seen.has(id) && seen.add(id))
      .map((listed) => fromEngine(snapshot, engine, listed, kernel)));
}

/**
 * The engines that have a list: the first one, and each other one that kept its answers. One that told its version was
 * reached; it may have stopped answering after its list.
 */
function answering(snapshot: Snapshot): readonly EngineState[] {
  const reached = snapshot.engines.filter(({ status, version }) => status === 'ok' || version !== undefined);
  const first = reached.find(({ endpoint }) => !isOtherEngine(snapshot, endpoint));
  return reached.filter((engine) => engine === first || isOtherEngine(snapshot, engine.endpoint));
}

function fromEngine(
  snapshot: Snapshot, { kind, endpoint, version }: EngineState, listed: Listed, kernel: readonly KernelContainer[],
): FromEngine {
  const { id } = listed;
  const known = { id, engine: { kind, endpoint, version: version ?? '' } };
  const inspect = inspectOf(snapshot, known);
  const sameId = kernel.find(({ recognised }) => recognised.id === id);
  const lowLevelRuntime = lowLevel(inspect) ?? sameId?.recognised.lowLevelRuntime;
  const container: Container = {
    ...known, name: listed.name ?? id.slice(0, 12), runtime: kind,
    ...(lowLevelRuntime !== undefined && { lowLevelRuntime }),
    image: listed.image ?? null,
    state: stateOf(listed.state ?? textAt(valueOf(inspect), 'State', 'Status')),
    pid: sameId?.holdsReader === true ? sameId.process.pid : pidOf(inspect) ?? sameId?.process.pid ?? null,
    parent: null,
    pod: podOf(snapshot, { ...listed, ...known }, sameId?.recognised.pod),
    ...(sameId?.holdsReader === true && { holdsReader: true }),
  };
  const here = isRead(kernelDir(snapshot, container));
  return { container, found: sameId ?? (here ? kernel.find(({ process }) => process.pid === container.pid) : undefined) };
}

function pidOf(inspect: Reading<unknown>): number | undefined {
  const pid = numberAt(valueOf(inspect), 'State', 'Pid');
  return pid !== undefined && Number.isSafeInteger(pid) && pid > 0 ? pid : undefined;
}

/** `runc`, `io.containerd.runc.v2`, a path; Podman says `oci` for whatever it is set to. */
function lowLevel(inspect: Reading<unknown>): string | undefined {
  const runtime = textAt(valueOf(inspect), 'OCIRuntime') ?? textAt(valueOf(inspect), 'HostConfig', 'Runtime');
  const name = /^io\.containerd\.([a-z]+)\.v\d+$/.exec(runtime ?? '')?.[1] ?? runtime?.split('/').at(-1);
  return name === undefined || name === '' || name === 'oci' ? undefined : name;
}

const states = new Map<string, ContainerState>([
  ['created', 'created'], ['configured', 'created'], ['initialized', 'created'], ['running', 'running'], ['stopping', 'running'],
  ['paused', 'paused'], ['restarting', 'restarting'], ['exited', 'exited'], ['stopped', 'exited'], ['removing', 'dead'], ['dead', 'dead'],
]);

/** Docker's words and Podman's; a word that neither has means nothing that runs. */
function stateOf(word: string | undefined): ContainerState {
  return states.get((word ?? '').toLowerCase()) ?? 'dead';
}

function kernelOnly(snapshot: Snapshot, { process, recognised, holdsReader }: KernelContainer): Container {
  const { runtime, id, name, lowLevelRuntime, configFile, pod } = recognised;
  return {
    id: id ?? `pid-${process.pid}`,
    name: name ?? id?.slice(0, 12) ?? `${process.comm ?? 'process'}-${process.pid}`,
    runtime,
    ...(lowLevelRuntime !== undefined && { lowLevelRuntime }),
    ...(configFile !== undefined && { configFile }),
    engine: null, image: null, state: isFrozen(snapshot, procDir(snapshot, process.pid)) === true ? 'paused' : 'running', pid: process.pid, parent: null,
    pod: podOf(snapshot, { id: id ?? '', engine: null, name, labels: new Map() }, pod),
    ...(holdsReader === true && { holdsReader }),
  };
}

/** A container is nested in the one that holds an ancestor of its process, or the cgroup around its own. */
function withParents(snapshot: Snapshot, containers: readonly Container[]): Container[] {
  const processes = processesIn(snapshot);
  const here = containers.filter((container) => isRead(kernelDir(snapshot, container)));
  const byPid = new Map(here.map((container) => [container.pid, container]));
  const byCgroup = new Map(here.flatMap((container) => {
    const path = processes.get(container.pid ?? 0)?.owner?.path;
    return path === undefined ? [] : [[path, container] as const];
  }));
  return containers.map((container) => {
    const process = byPid.get(container.pid) === container ? processes.get(container.pid ?? 0) : undefined;
    if (process === undefined) {
      return container;
    }
    const around = ancestorsOf(processes, process).map(({ pid }) => byPid.get(pid)).find((each) => each !== undefined)
      ?? outerCgroups(process.owner?.path).map((path) => byCgroup.get(path)).find((each) => each !== undefined);
    return around === undefined || around === container ? container : { ...container, parent: around.id };
  });
}

/** The cgroups above one, nearest first. */
function outerCgroups(path: string | undefined): string[] {
  const parts = (path ?? '').split('/');
  return parts.map((_, index) => parts.slice(0, index).join('/')).filter((each) => each !== '').reverse();
}

/** Pids that started a candidate, or an ancestor of one, and are not in the snapshot yet. */
export function ancestorsWanted(snapshot: Snapshot): number[] {
  const wanted = new Set<number>();
  for (const { parent } of processesIn(snapshot).values()) {
    if (parent !== undefined && parent > 0 && snapshot.files[`${procDir(snapshot, parent)}/status`] === undefined) {
      wanted.add(parent);
    }
  }
  return [...wanted].sort((one, other) => one - other);
}
