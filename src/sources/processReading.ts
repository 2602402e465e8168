/** Which files of a process are read, and for whom. All but `ns/*` and `root` may be read by every user. */
import { namespaceTypes } from '../model/isolation.js';
import type { Recording } from './recording.js';

/** Enough to tell who it is and what started it. */
export function readKin(recording: Recording, dir: string): void {
  readTexts(recording, dir, ['status', 'comm', 'cmdline', 'cgroup']);
}

/** What tells a container's process from others, and its namespaces apart; `stat` first, for its start time. */
export function readIdentity(recording: Recording, dir: string): void {
  readTexts(recording, dir, [
    'stat', 'status', 'cgroup', 'comm', 'cmdline', 'mountinfo', 'uid_map', 'gid_map', 'timens_offsets', 'net/dev',
  ]);
  readNamespaces(recording, dir);
  recording.inode(`${dir}/net/dev`);
  recording.link(`${dir}/root`);
}

/** What only the picture of this one container needs. */
export function readPrivileges(recording: Recording, dir: string): void {
  readTexts(recording, dir, ['limits', 'attr/current', 'setgroups', 'oom_score_adj']);
}

export function readNamespaces(recording: Recording, dir: string): void {
  for (const type of namespaceTypes) {
    recording.link(`${dir}/ns/${type}`);
  }
}

export function readTexts(recording: Recording, dir: string, names: readonly string[]): void {
  for (const name of names) {
    recording.text(`${dir}/${name}`);
  }
}
