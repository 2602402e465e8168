/** What the pictures of a container are drawn from: structure only, no words (the page has those). */
import { isRead, valueOf } from '../model/reading.js';
import { namespaceTypes } from '../model/isolation.js';
import type { Isolation, Limit, Namespace, NamespaceType } from '../model/isolation.js';
import { type WallPicture, wallPictureOf } from './wallPicture.js';

/** Rows of letters: an equal letter in a column is the same namespace. `?` could not be told; an empty one is not asked here. */
export interface MatrixPicture {
  readonly types: readonly string[];
  readonly rows: readonly MatrixRow[];
  /** Of many containers, how many have no row here. */
  readonly moreRows?: number;
  /** Who has the namespaces of a letter, where the rows are many containers; without it B is private and later ones are shared. */
  readonly owners?: readonly MatrixOwners[];
}

export interface MatrixOwners {
  readonly letter: string;
  /** One name is a private namespace. Also names that no row shows. */
  readonly names: readonly string[];
}

export interface MatrixRow {
  /** Null for the machine itself. */
  readonly name: string | null;
  readonly letters: readonly string[];
}

/** The root as a stack, topmost first. */
export interface RootPicture {
  readonly layers: readonly LayerPicture[];
  /** Where the merged view lies on this machine; null where it could not be told. */
  readonly merged: string | null;
  readonly readOnly: boolean;
}

export interface LayerPicture {
  readonly path: string;
  /** The instruction of the image's history that made it. */
  readonly createdBy: string | null;
  readonly writable: boolean;
}

/** The cgroup and those above it, from the root down; limits in words. */
export interface CgroupPicture {
  readonly levels: readonly CgroupLevelPicture[];
  /** Whether the first level is the root of all; else levels above it are not shown here. */
  readonly whole: boolean;
}

export interface CgroupLevelPicture {
  /** Empty at the root, or at what the reader is shown as the root. */
  readonly name: string;
  readonly limits: readonly string[];
  /** Those of `limits` that count for the container: every level was read, and none is tighter. */
  readonly deciding: readonly string[];
  /** That a limit could not be read here, in words. */
  readonly unread: readonly string[];
}

export interface Pictures {
  readonly namespaces: MatrixPicture;
  /** Absent where the root has no layers or they could not be read. */
  readonly root?: RootPicture;
  readonly wall: WallPicture;
  /** Absent where its path could not be read. */
  readonly cgroup?: CgroupPicture;
  /** Bytes, cores, tasks: what the live meters end at; null where it was not read. */
  readonly limits: { readonly memory: Limit | null; readonly cpu: Limit | null; readonly pids: Limit | null };
}

export function picturesOf(isolation: Isolation): Pictures {
  const root = rootPicture(isolation);
  const { memory, cpu, pids } = isolation.cgroup;
  const limits = { memory: valueOf(memory.limit) ?? null, cpu: valueOf(cpu.limit) ?? null, pids: valueOf(pids.limit) ?? null };
  const namespaces = matrixOfOne(isolation.container.name, isolation.namespaces);
  const wall = wallPictureOf(isolation);
  return root === null ? { namespaces, limits, wall } : { namespaces, limits, wall, root };
}

/** The machine's own first (A), then the container (A initial, B private, C and on shared), then those it shares with. */
function matrixOfOne(name: string, namespaces: Readonly<Record<NamespaceType, Namespace>>): MatrixPicture {
  const groups = new Map<string, string>();
  const letterOf = ({ relation, sharedWith }: Namespace): string => {
    if (relation !== 'shared') {
      return relation === 'initial' ? 'A' : relation === 'private' ? 'B' : '?';
    }
    const group = sharedWith.join('\0');
    const letter = groups.get(group) ?? String.fromCodePoint(67 + groups.size);
    groups.set(group, letter);
    return letter;
  };
  const letters = namespaceTypes.map((type) => letterOf(namespaces[type]));
  const others = [...new Set(namespaceTypes.flatMap((type) => namespaces[type].sharedWith))].sort();
  const shared = (other: string) => namespaceTypes.map((type, i) => (namespaces[type].sharedWith.includes(other) ? (letters[i] ?? '') : ''));
  return {
    types: namespaceTypes,
    rows: [
      { name: null, letters: namespaceTypes.map(() => 'A') },
      { name, letters },
      ...others.map((other) => ({ name: other, letters: shared(other) })),
    ],
  };
}

function rootPicture({ root }: Isolation): RootPicture | null {
  if (!isRead(root.layers) || root.layers.value.length === 0) {
    return null;
  }
  const lower = root.layers.value;
  const madeBy = historyOf(lower.length, valueOf(root.history) ?? []);
  const below = lower.map((path, i) => ({ path, createdBy: madeBy[i] ?? null, writable: false }));
  const upper = valueOf(root.writableLayer);
  return {
    layers: upper === undefined ? below : [{ path: upper, createdBy: null, writable: true }, ...below],
    merged: valueOf(root.hostPath) ?? null,
    readOnly: valueOf(root.readOnly) === true,
  };
}

/**
 * Which instruction made which layer. History entries of size 0 make none; the engine puts one layer of its own (`-init`)
 * on top. Where the numbers don't agree nothing is claimed.
 */
function historyOf(layers: number, history: readonly { readonly createdBy: string; readonly size: number }[]): (string | null)[] {
  const made = history.filter(({ size }) => size > 0).map(({ createdBy }) => createdBy);
  const above = layers - made.length;
  return made.length > 0 && (above === 0 || above === 1) ? [...Array<null>(above).fill(null), ...made] : [];
}
