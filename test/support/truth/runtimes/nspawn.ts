/** systemd-nspawn without systemd: not registered, in the cgroup that it was started in. */
import { launch, logOf, missing, sleep } from './launch.js';
import { childOf } from './place.js';
import type { Maker } from './sandbox.js';

export const nspawn: Maker = {
  title: 'systemd-nspawn',
  whyNot: () => missing('systemd-nspawn'),
  make: async (place) => {
    const name = place.name('nspawn');
    const root = place.newRoot('nspawn-root');
    for (const path of ['/payload', '/supervisor']) {
      place.willShareCgroup(path);
    }
    const monitor = launch(place, 'nspawn', ['systemd-nspawn', '--quiet', '--register=no', '--keep-unit', '--private-network', '-D', root, '-M', name, ...sleep]);
    const pid = place.started(await childOf(monitor, 'container of systemd-nspawn')
      .catch((error: unknown) => Promise.reject(new Error(`${String(error)}: ${logOf(place, 'nspawn')}`))));
    return [{ pid, runtime: 'systemd-nspawn', name, mechanism: 'pivot_root', hostPath: root }];
  },
};
