/** containerd by itself, and `ctr`: data, state and sockets of its own, in a mount namespace of its own. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { run } from '../../programs.mjs';
import { launch, logOf, missing, sleep } from './launch.js';
import { eventually } from './place.js';
import type { Maker } from './sandbox.js';

const MiB = 2 ** 20;
// Shims keep their sockets in /run/containerd: covered for this one only.
const inside = 'mkdir -p /run/containerd && mount -t tmpfs lens /run/containerd && exec "$@"';

export const containerd: Maker = {
  title: 'containerd (`ctr`)',
  whyNot: () => missing('containerd', 'ctr', 'unshare', 'runc'),
  make: async (place) => {
    const folder = place.path('containerd');
    const socket = `${folder}/containerd.sock`;
    mkdirSync(folder);
    writeFileSync(`${folder}/config.toml`, [
      'version = 2', `root = "${folder}/root"`, `state = "${folder}/state"`, 'disabled_plugins = ["io.containerd.grpc.v1.cri"]',
      '[grpc]', `address = "${socket}"`, '[ttrpc]', `address = "${socket}.ttrpc"`, '',
    ].join('\n'));
    const ctr = (...words: string[]): string => run('ctr', ['-a', socket, '-n', space, ...words]);
    const space = place.name('space');
    const id = place.name('ctr');
    place.willMakeCgroup(`/${space}`);
    launch(place, 'containerd', ['unshare', '-m', '--propagation', 'private', 'sh', '-c', inside, 'sh', 'containerd', '--config', `${folder}/config.toml`]);
    await eventually('answer of containerd', () => {
      try {
        return ctr('version');
      } catch {
        return undefined;
      }
    }).catch((error: unknown) => Promise.reject(new Error(`${String(error)}: ${logOf(place, 'containerd')}`)));
    ctr('run', '--detach', '--fifo-dir', `${folder}/fifo`, '--env', 'PATH=/bin', '--memory-limit', String(48 * MiB), '--rootfs', place.root, id, ...sleep);
    const row = ctr('task', 'ls').split('\n').find((line) => line.startsWith(`${id} `)) ?? '';
    const pid = place.started(Number(row.trim().split(/\s+/)[1]));
    return [{
      pid, runtime: 'containerd', lowLevelRuntime: 'runc', id, name: id, mechanism: 'pivot_root', hostPath: place.root,
      shows: { 'cgroup.memory.limit': 48 * MiB, 'cgroup.path': `/${space}/${id}` },
    }];
  },
};
