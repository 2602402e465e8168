/** `processes` and `idMap`: `cgroup.procs`, `docker top`, and the files of each process. */
import { type Expectation, is, matches, shown } from '../expectation.js';
import { cat } from '../files.js';
import { type Scene, gone } from '../scene.js';
import type { Seen } from '../world.js';

export function processFacts(scene: Scene): [string, Expectation][] {
  const { before, after, fixed } = scene;
  if (fixed === undefined) {
    return ['processes', 'idMap.uid', 'idMap.gid'].map((path) => [path, gone(scene)]);
  }
  return [
    ['processes', matches('cat cgroup.procs, NSpid, cmdline; docker top', /\/cgroup\.procs$/, shown(after.members), (value) => agree(value, before.members, after.members))],
    ...(['uid', 'gid'] as const).map((kind): [string, Expectation] => {
      const file = `/proc/${before.pid}/${kind}_map`;
      return [`idMap.${kind}`, is(ranges(cat(file)), `cat ${file}`, file)];
    }),
  ];
}

/** All that were there before and after must be named; nobody else, but those that came or went in between. */
function agree(value: unknown, before: readonly Seen[], after: readonly Seen[]): boolean {
  const keys = (list: readonly Seen[]): string[] => list.map(({ hostPid, containerPid, command }) => `${hostPid} ${containerPid} ${command}`);
  const [printed, earlier, later] = [keys(value as Seen[]), keys(before), keys(after)];
  return printed.every((each) => earlier.includes(each) || later.includes(each))
    && earlier.filter((each) => later.includes(each)).every((each) => printed.includes(each));
}

function ranges(text: string): { inside: number; outside: number; count: number }[] {
  return text.trim().split('\n').map((line) => {
    const [inside, outside, count] = line.trim().split(/\s+/).map(Number);
    return { inside: inside!, outside: outside!, count: count! };
  });
}
