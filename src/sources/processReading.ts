/** Which files of a process are read, and for whom. All but `ns/*` and `root` may be read by every user. */
import { namespaceTypes } from '../model/isolation.js';
import type { Recording } from './recording.js';

/** Enough to tell who it is and what started it. */
export const kinFiles = ['status', 'comm', 'cmdline', 'cgroup'] as const;
/** What tells a container's process from others, and its namespaces apart; `stat` first, for its start time. */
export const identityFiles = [
  'stat', 'status', 'cgroup', 'comm', 'cmdline', 'mountinfo', 'uid_map', 'gid_map', 'timens_offsets', 'net/dev',
] as const;
/** What only the picture of this one container needs. */
export const privilegeFiles = ['limits', 'attr/current', 'setgroups', 'oom_score_adj'] as const;

export function readKin(recording: Recording, dir: string): void {
  readTexts(recording, dir, kinFiles);
}

export function readIdentity(recording: Recording, dir: string): void {
  readTexts(recording, dir, identityFiles);
  readNamespaces(recording, dir);
  recording.inode(`${dir}/net/dev`);
  recording.link(`${dir}/root`);
}

export function readPrivileges(recording: Recording, dir: string): void {
  readTexts(recording, dir, privilegeFiles);
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
