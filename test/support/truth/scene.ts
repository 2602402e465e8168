/** One container before and after one reader read it, and what the witnesses know about both. */
import { existsSync } from 'node:fs';
import type { Case } from './cases.js';
import { type Expectation, unread } from './expectation.js';
import { type Eyes, type Fixed, type Look, refusal } from './world.js';

export interface EngineFacts {
  readonly host: string;
  readonly version: string;
  /** `docker info`: the storage driver. */
  readonly driver: string;
  /** `docker history` of the image, newest first. */
  readonly history: readonly { readonly createdBy: string; readonly size: number }[];
}

export interface Scene {
  readonly kase: Case;
  /** The container's full name. */
  readonly name: string;
  readonly id: string;
  readonly eyes: Eyes;
  readonly engine: EngineFacts;
  readonly before: Look;
  readonly after: Look;
  /** Whose rights count, where that is not the first process. */
  readonly program?: number;
  /** Undefined where no process of it runs. */
  readonly fixed: Fixed | undefined;
  /** `cgroup.version` by `findmnt`. */
  readonly layout: string;
  /** Numbers of the namespaces of everything that this reader lists, by pid. */
  readonly linksOf: ReadonlyMap<number, Readonly<Record<string, number>>>;
}

export const inspectAnswer = 'GET /containers/{id}/json';

/** A container without a process: the kernel knows nothing of it any more. */
export function gone(scene: Scene): Expectation {
  const pid = scene.after.pid;
  return pid === 0
    ? unread('gone', 'docker inspect (Pid 0)', inspectAnswer)
    : unread('gone', existsSync(`/proc/${pid}`) ? 'nobody' : `ls /proc/${pid}`);
}

/** A file that the witness, being this very user, could not read either. */
export function deniedTo({ eyes }: Scene, path: string): Expectation {
  const error = refusal(eyes, path);
  return error === 'EACCES' || error === 'EPERM'
    ? unread('denied', `${path} read by ${eyes.reader.name} (${error})`, path)
    : { witness: path, disagreement: () => `something: this user is not turned away from it (${error ?? 'read'})` };
}

/** What nobody but an engine knows, for those whom no engine answers. */
export function untold(witness: string): Expectation {
  return unread('unsupported', witness);
}
