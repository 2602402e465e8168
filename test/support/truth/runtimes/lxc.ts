/** LXC: the busybox template (nothing is downloaded), no network; one with limits, one in a user namespace. https://linuxcontainers.org/lxc/manpages/ */
import { writeFileSync } from 'node:fs';
import { run } from '../../programs.mjs';
import { lend } from '../subordinate.js';
import { missing } from './launch.js';
import type { Place } from './place.js';
import type { Maker, Sandbox } from './sandbox.js';

const MiB = 2 ** 20;

export const lxc: Maker = {
  title: 'LXC',
  whyNot: () => missing('lxc-create', 'lxc-start', 'lxc-info', 'busybox'),
  make: (place) => {
    place.willShareCgroup('/lxc.pivot');
    place.willMakeFolder('/run/lxc', `lock${place.path('lxc')}`);
    const limited = start(place, place.name('lxc'), [`lxc.cgroup.memory.limit_in_bytes = ${64 * MiB}`, 'lxc.cgroup.pids.max = 32']);
    return Promise.resolve([
      { ...limited, shows: { 'cgroup.memory.limit': 64 * MiB, 'cgroup.pids.limit': 32, 'cgroup.cpu.limit': 'unlimited', 'cgroup.path': `/lxc.payload.${limited.name ?? ''}` } },
      ...(missing('newuidmap') === undefined ? [unprivileged(place)] : []),
    ]);
  },
};

/** Root inside is nobody in particular out here. */
function unprivileged(place: Place): Sandbox {
  const [uid, gid] = [lend('/etc/subuid', 'root'), lend('/etc/subgid', 'root')];
  const made = start(place, place.name('lxc-mapped'), [`lxc.idmap = u 0 ${uid} 65536`, `lxc.idmap = g 0 ${gid} 65536`]);
  return { ...made, shows: { 'idMap.uid': [{ inside: 0, outside: uid, count: 65_536 }], 'namespaces.user.relation': 'private', 'privileges.user': { uid: 0, gid: 0, hostUid: uid } } };
}

function start(place: Place, name: string, more: readonly string[]): Sandbox {
  const folder = place.path('lxc');
  const about = ['-P', folder, '-n', name];
  writeFileSync(place.path('lxc.conf'), ['lxc.net.0.type = empty', 'lxc.apparmor.profile = unconfined', ...more, ''].join('\n'));
  place.willMakeCgroup(`/lxc.payload.${name}`);
  place.willMakeCgroup(`/lxc.monitor.${name}`);
  run('lxc-create', [...about, '-f', place.path('lxc.conf'), '-t', 'busybox']);
  run('lxc-start', [...about, '--daemon', '--logfile', place.path(`${name}.log`)]);
  const pid = place.started(Number(run('lxc-info', [...about, '-p', '-H'])));
  return { pid, runtime: 'lxc', name, configFile: `${folder}/${name}/config`, mechanism: 'pivot_root', hostPath: `${folder}/${name}/rootfs` };
}
