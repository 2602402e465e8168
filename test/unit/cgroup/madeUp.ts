/** Snapshots of machines that were never recorded: only the files that a test is about. */
import type { Container } from '../../../src/model/isolation.js';
import { type Entry, type Snapshot, snapshotSchema } from '../../../src/model/snapshot.js';

export function madeUp(files: Readonly<Record<string, Entry>>, more: Partial<Snapshot> = {}): Snapshot {
  return {
    schema: snapshotSchema, takenAt: '2026-01-01T00:00:00.000Z', platform: 'linux', subject: null,
    roots: { proc: '/proc', sys: '/sys' }, reader: 'self', files, engine: {}, engines: [], ...more,
  };
}

export const machineRoot = '22 1 254:0 / / rw,relatime - ext4 /dev/vda rw\n';
export const v2Mount = `${machineRoot}29 22 0:24 / /sys/fs/cgroup rw,relatime - cgroup2 cgroup2 rw\n`;

/** A v1 machine with a hierarchy for each of the groups of controllers. */
export function v1Mounts(...groups: readonly string[]): string {
  return machineRoot + groups.map((group, index) =>
    `${30 + index} 22 0:${30 + index} / /sys/fs/cgroup/${group} rw,relatime - cgroup cgroup rw,${group}\n`).join('');
}

export function container(change: Partial<Container> = {}): Container {
  return {
    id: 'c'.repeat(64), name: 'web', runtime: 'docker', image: 'nginx', state: 'running', pid: 7, parent: null, pod: null,
    engine: { kind: 'docker', endpoint: 'unix:///var/run/docker.sock', version: '20.10' }, ...change,
  };
}
