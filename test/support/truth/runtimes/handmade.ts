/** What makes no cgroup and has no daemon: bubblewrap, Firejail, unshare and chroot. */
import { allProcesses } from '../../processes.mjs';
import { asSomebody, launch, logOf, missing, sleep } from './launch.js';
import { type Place, childOf, eventually } from './place.js';
import type { Maker, Sandbox } from './sandbox.js';

export const bubblewrap: Maker = {
  title: 'bubblewrap',
  whyNot: () => missing('bwrap'),
  make: async (place) => [
    await wrapped(place, 'bwrap', ['--cap-add', 'CAP_NET_RAW'], []),
    await wrapped(place, 'bwrap-somebody', [], asSomebody),
  ],
};

/** bwrap stays outside, and once more as the first process inside; its child is the program. */
async function wrapped(place: Place, name: string, more: readonly string[], as: readonly string[]): Promise<Sandbox> {
  const words = [...as, 'bwrap', '--bind', place.root, '/', '--proc', '/proc', '--dev', '/dev', '--unshare-all', ...more, ...sleep];
  const outside = launch(place, name, words);
  const pid = place.started(await inner(place, name, outside));
  const program = await sleepBelow(place, name, pid);
  return { pid, program: place.started(program), runtime: 'bubblewrap', mechanism: 'pivot_root', hostPath: place.root };
}

export const firejail: Maker = {
  title: 'Firejail',
  whyNot: () => missing('firejail'),
  make: async (place) => {
    const name = place.name('firejail');
    const outside = launch(place, 'firejail', ['firejail', '--noprofile', '--quiet', `--name=${name}`, '--net=none', '--caps.drop=all', '--seccomp', ...sleep]);
    const pid = place.started(await inner(place, 'firejail', outside));
    const program = await sleepBelow(place, 'firejail', pid);
    return [{
      pid, program: place.started(program), runtime: 'firejail', name, mechanism: 'none', hostPath: '/',
      shows: { 'privileges.seccomp': 'filter', 'privileges.capabilities.effective': [] },
    }];
  },
};

export const unshare: Maker = {
  title: '`unshare`',
  whyNot: () => missing('unshare'),
  make: async (place) => {
    const root = launch(place, 'unshare', ['unshare', '--mount', '--uts', '--ipc', '--net', '--pid', '--cgroup', '--time', '--fork', '--mount-proc', ...sleep]);
    const somebody = launch(place, 'unshare-somebody', [...asSomebody, 'unshare', '--user', '--map-root-user', '--mount', '--uts', '--ipc', '--net', '--pid', '--fork', ...sleep]);
    const pids = [await sleepBelow(place, 'unshare', root), await sleepBelow(place, 'unshare-somebody', somebody)];
    return pids.map((pid) => ({ pid: place.started(pid), runtime: 'unshare', mechanism: 'none', hostPath: '/' }));
  },
};

export const chroot: Maker = {
  title: '`chroot`',
  whyNot: () => missing('chroot'),
  make: async (place) => {
    const pid = launch(place, 'chroot', ['chroot', place.root, ...sleep]);
    await eventually('chroot', () => allProcesses().find((one) => one.pid === pid && one.argv[0] === 'sleep'));
    return [{ pid, runtime: 'chroot', mechanism: 'chroot', hostPath: place.root }];
  },
};

/** The program, once its parent has become it. */
function sleepBelow(place: Place, name: string, parent: number): Promise<number> {
  return eventually(`program of ${name}`, () => allProcesses().find(({ ppid, argv }) => ppid === parent && argv[0] === 'sleep')?.pid)
    .catch((error: unknown) => Promise.reject(new Error(`${String(error)}: ${logOf(place, name)}`)));
}

/** The first process inside, which the one outside started. */
function inner(place: Place, name: string, outside: number): Promise<number> {
  return childOf(outside, `container of ${name}`).catch((error: unknown) => Promise.reject(new Error(`${String(error)}: ${logOf(place, name)}`)));
}
