/** LXC: the busybox template (nothing is downloaded), no network, two limits. https://linuxcontainers.org/lxc/manpages/ */
import { writeFileSync } from 'node:fs';
import { run } from '../../programs.mjs';
import { missing } from './launch.js';
import type { Maker } from './sandbox.js';

const MiB = 2 ** 20;

export const lxc: Maker = {
  title: 'LXC',
  whyNot: () => missing('lxc-create', 'lxc-start', 'lxc-info', 'busybox'),
  make: (place) => {
    const name = place.name('lxc');
    const folder = place.path('lxc');
    const about = ['-P', folder, '-n', name];
    writeFileSync(place.path('lxc.conf'), [
      'lxc.net.0.type = empty', 'lxc.apparmor.profile = unconfined',
      `lxc.cgroup.memory.limit_in_bytes = ${64 * MiB}`, 'lxc.cgroup.pids.max = 32', '',
    ].join('\n'));
    place.willMakeCgroup(`/lxc.payload.${name}`);
    place.willMakeCgroup(`/lxc.monitor.${name}`);
    place.willShareCgroup('/lxc.pivot');
    place.willMakeFile(`/run/lxc/lock${folder}`);
    run('lxc-create', [...about, '-f', place.path('lxc.conf'), '-t', 'busybox']);
    run('lxc-start', [...about, '--daemon', '--logfile', place.path('lxc.log')]);
    const pid = place.started(Number(run('lxc-info', [...about, '-p', '-H'])));
    return Promise.resolve([{
      pid, runtime: 'lxc', name, configFile: `${folder}/${name}/config`, mechanism: 'pivot_root', hostPath: `${folder}/${name}/rootfs`,
      shows: { 'cgroup.memory.limit': 64 * MiB, 'cgroup.pids.limit': 32, 'cgroup.cpu.limit': 'unlimited', 'cgroup.path': `/lxc.payload.${name}` },
    }]);
  },
};
