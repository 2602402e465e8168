/** What the editor's settings say, made sure of: anything may be written there. No editor in here. */
import type { Runtime } from './model/isolation.js';

export const settingIds = {
  host: 'isolationLens.engine.host',
  engines: 'isolationLens.engines',
  hovers: 'isolationLens.hovers',
  hideRuntimes: 'isolationLens.hideRuntimes',
  liveInterval: 'isolationLens.live.interval',
  procfs: 'isolationLens.path.procfs',
  sysfs: 'isolationLens.path.sysfs',
  ssh: 'isolationLens.path.ssh',
} as const;

/** Those that say where to look and whom to ask: another value, another picture. */
export const machineSettingIds = [settingIds.host, settingIds.engines, settingIds.procfs, settingIds.sysfs, settingIds.ssh] as const;

/** Where to look and whom to ask. */
export interface MachineSettings {
  /** The endpoint to ask first; empty: as Docker's command line would choose it. */
  readonly host: string;
  /** Further ones: endpoints, contexts, `all-contexts`; their order is that of the tree. */
  readonly engines: readonly string[];
  /** The program that connects to engines behind ssh; undefined: `ssh` on the PATH. */
  readonly ssh?: string;
  /** A machine's `/proc` and `/sys`, seen elsewhere. */
  readonly procfs?: string;
  readonly sysfs?: string;
}

/** Gives a setting's value by its id. */
export type GetSetting = (id: string) => unknown;

export function machineSettings(get: GetSetting): MachineSettings {
  const named = Object.entries({ ssh: textsOf(get(settingIds.ssh))[0], procfs: textsOf(get(settingIds.procfs))[0], sysfs: textsOf(get(settingIds.sysfs))[0] });
  return {
    host: textsOf(get(settingIds.host))[0] ?? '', engines: textsOf(get(settingIds.engines)),
    ...Object.fromEntries(named.filter(([, value]) => value !== undefined)),
  };
}

/** What is no text is passed over, and so is what says nothing. */
function textsOf(value: unknown): readonly string[] {
  return [value].flat().filter((text) => typeof text === 'string').map((text) => text.trim()).filter((text) => text !== '');
}

/** The words of the contract; the compiler says where one is missing. */
const runtimes: Readonly<Record<Runtime, true>> = {
  docker: true, podman: true, lxc: true, containerd: true, 'cri-o': true, 'systemd-nspawn': true, bubblewrap: true, flatpak: true, snap: true,
  firejail: true, chromium: true, runc: true, crun: true, unshare: true, chroot: true, 'systemd-service': true, unknown: true,
};
export const runtimeWords = Object.keys(runtimes) as readonly Runtime[];

/** Runtimes whose containers the tree does not list. */
export function hiddenRuntimes(get: GetSetting): ReadonlySet<Runtime> {
  const wanted = textsOf(get(settingIds.hideRuntimes));
  return new Set(runtimeWords.filter((word) => wanted.includes(word)));
}

/** Seconds. Faster than once a second tells nothing more and costs; slower than once a minute is not live. */
export const liveIntervals = { fastest: 1, usual: 1, slowest: 60 } as const;

/** Milliseconds between two readings of a panel; null where it shall not go on by itself. */
export function liveInterval(get: GetSetting): number | null {
  const value = get(settingIds.liveInterval);
  const seconds = typeof value === 'number' && Number.isFinite(value) ? value : liveIntervals.usual;
  return seconds <= 0 ? null : Math.min(Math.max(seconds, liveIntervals.fastest), liveIntervals.slowest) * 1000;
}

/** The same for a concept's page, which looks at everything each time: a fifth as often. */
export function conceptInterval(get: GetSetting): number | null {
  const interval = liveInterval(get);
  return interval && interval * 5;
}
