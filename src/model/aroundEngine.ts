/**
 * Which container of an engine the reader is in, where no cgroup names it: the one whose writable layer is mounted at "/",
 * else the only one whose files are mounted in there. Who joined another one's network has the files of that one.
 */
import { at, textAt } from './engineAnswer.js';
import { mountAt, parseMountinfo } from './mountinfo.js';
import { overlayOf } from './overlay.js';
import { read, map, valueOf } from './reading.js';
import type { Snapshot } from './snapshot.js';

export function idInEngines(snapshot: Snapshot, mountinfo: string): string | undefined {
  const lines = valueOf(map(read(mountinfo, ''), parseMountinfo)) ?? [];
  const root = mountAt(lines, '/');
  const upper = root === undefined ? undefined : overlayOf(root)?.upper;
  const all = inspected(snapshot);
  const byLayer = all.find(({ answer }) => upper !== undefined && textAt(answer, 'GraphDriver', 'Data', 'UpperDir') === upper);
  if (byLayer !== undefined) {
    return byLayer.id;
  }
  const roots = new Set(lines.map((line) => line.root));
  const [found, ...more] = all.filter(({ answer }) => roots.has(textAt(answer, 'HostsPath') ?? '') || roots.has(textAt(answer, 'ResolvConfPath') ?? ''));
  const joined = all.some(({ answer }) => textAt(answer, 'HostConfig', 'NetworkMode') === `container:${found?.id ?? ''}`);
  return more.length > 0 || joined ? undefined : found?.id;
}

interface Inspected {
  readonly id: string;
  readonly answer: unknown;
}

/** Those that run, of all engines. */
function inspected({ engine, otherEngines = {} }: Snapshot): readonly Inspected[] {
  return [engine, ...Object.values(otherEngines)].flatMap((answers) => Object.entries(answers).flatMap(([key, answer]) => {
    const id = /^GET \/containers\/([0-9a-f]{64})\/json$/.exec(key)?.[1];
    return id === undefined || at(answer, 'State', 'Running') !== true ? [] : [{ id, answer }];
  }));
}
