/** The directories of an overlay root: what the mount says, completed with what its engine knows. */
import { inspected, textAt } from './engineAnswer.js';
import type { Container, Root } from './isolation.js';
import type { MountLine } from './mountinfo.js';
import { type Overlay, overlayOf } from './overlay.js';
import { type Read, type Reading, firstRead, isRead, read, unread, valueOf } from './reading.js';
import { type Snapshot, linkOf } from './snapshot.js';

/** `GraphDriver.Data` of the inspect answer: the same directories by their full names. */
interface GraphData {
  readonly lower: Reading<readonly string[]>;
  readonly upper: Reading<string>;
  readonly merged: Reading<string>;
}

export function graphDataOf(snapshot: Snapshot, container: Container): GraphData {
  const text = (name: string) => inspected(snapshot, container, (answer) => textAt(answer, 'GraphDriver', 'Data', name));
  const lower = text('LowerDir');
  return {
    lower: isRead(lower) ? read(lower.value.split(':').filter((path) => path !== ''), lower.from) : lower,
    upper: text('UpperDir'),
    merged: text('MergedDir'),
  };
}

/** `mount` is the one that `/` lies in; the engine's word where the kernel has none, the kernel's reason where neither has. */
export function layersOf(snapshot: Snapshot, container: Container, mount: Reading<MountLine>): Pick<Root, 'layers' | 'writableLayer'> {
  const graph = graphDataOf(snapshot, container);
  const overlay = isRead(mount) ? overlayOf(mount.value) : undefined;
  if (!isRead(mount) || overlay === undefined) {
    const none = isRead(mount) ? unread('unsupported', mount.from, `not an overlay: ${mount.value.fsType}`) : mount;
    return { layers: firstRead<readonly string[]>(none, graph.lower), writableLayer: firstRead<string>(none, graph.upper) };
  }
  return { layers: lowerOf(snapshot, overlay, graph, mount.from), writableLayer: upperOf(overlay, graph, mount.from) };
}

function upperOf({ upper }: Overlay, graph: GraphData, from: string): Reading<string> {
  if (upper === undefined) {
    return unread('absent', from, 'an overlay without upperdir: nobody can write to it');
  }
  return isAbsolute(upper) || !isRead(graph.upper) ? read(upper, from) : graph.upper;
}

/**
 * Engines mount by short links (`…/l/ABCDEF`) or by paths relative to their own directory, since the kernel takes one
 * page of options. The full names: the link where it was read, else the engine's list where it is as long.
 */
function lowerOf(snapshot: Snapshot, { lower }: Overlay, graph: GraphData, from: string): Read<readonly string[]> {
  const known = valueOf(graph.lower);
  const full = known?.length === lower.length ? known : undefined;
  const named = lower.map((path, index) => (isShort(path) ? linkTarget(snapshot, path) ?? full?.[index] ?? path : path));
  const byEngine = full !== undefined && named.some((path, index) => path !== lower[index] && path === full[index]);
  return read(named, byEngine ? graph.lower.from : from);
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/');
}

function isShort(path: string): boolean {
  return !isAbsolute(path) || /\/l\/[A-Z0-9]{26}$/.test(path);
}

/** `l/ABCDEF` → `../4a5b…/diff` */
function linkTarget(snapshot: Snapshot, path: string): string | undefined {
  const target = valueOf(linkOf(snapshot, path));
  if (target === undefined || isAbsolute(target)) {
    return target;
  }
  const steps = path.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') {
      steps.pop();
    } else if (step !== '.' && step !== '') {
      steps.push(step);
    }
  }
  return steps.join('/');
}
