/** Why an engine cannot be reached, as data: what was tried, what is there, and what would help. The words are `explain`'s. */
import type { ChosenBy, EngineStatus } from './snapshot.js';

export const fixIds = [
  'install-engine', 'start-engine', 'start-desktop', 'join-group', 'log-in-again', 'use-rootless', 'ask-owner',
  'unset-docker-host', 'choose-context', 'mend-context', 'check-address', 'update-engine', 'update-lens',
  'use-linux-containers', 'restart-engine', 'check-what-listens',
  'check-certificates', 'use-tls', 'leave-tls', 'renew-certificate', 'trust-authority', 'give-certificate', 'use-its-name',
  'install-ssh', 'check-host-key', 'check-ssh-login', 'install-docker-there', 'join-group-there', 'start-engine-there', 'quiet-shell-there', 'try-ssh',
] as const;
export type FixId = (typeof fixIds)[number];

export const sshReasons = [
  'no-ssh', 'host-key', 'authentication', 'unreachable', 'timeout', 'no-docker', 'denied-there', 'stopped-there', 'noise', 'other',
] as const;
export type SshReason = (typeof sshReasons)[number];

export const tlsReasons = ['expired', 'not-yet', 'authority', 'name', 'client', 'no-tls', 'tls-wanted', 'files', 'other'] as const;
export type TlsReason = (typeof tlsReasons)[number];

export const apiReasons = ['too-old', 'too-new', 'windows'] as const;
export type ApiReason = (typeof apiReasons)[number];

/** Of a socket or folder: who owns it, and its permission bits. */
export interface PlaceFacts {
  readonly kind?: string;
  readonly path: string;
  readonly uid: number;
  readonly gid: number;
  readonly mode: number;
}

/** What the machine says about a socket and about who reads; undefined parts could not be read. */
export interface DiagnosisFacts {
  readonly platform: string;
  /** Undefined where it is no socket of this machine, or where there is nothing. */
  readonly socket?: PlaceFacts;
  /** The nearest folder that can be looked at, where the socket cannot: it may be this one that bars the way. */
  readonly folder?: PlaceFacts;
  /** Who owns the socket, else the folder. */
  readonly owner?: string;
  /** The socket's group by `/etc/group`, else the folder's. */
  readonly group?: { readonly name: string; readonly gid: number; readonly members: readonly string[] };
  readonly reader?: { readonly uid: number; readonly name?: string; readonly groups: readonly number[] };
  /** The reader's groups, as this process has them; the number of one without a name. */
  readonly groupNames?: readonly string[];
  /** Docker Desktop's folder is there. */
  readonly desktop?: boolean;
  /** The engine's program is on this machine. */
  readonly installed?: boolean;
}

export interface Diagnosis {
  readonly status: EngineStatus;
  readonly endpoint: string;
  readonly chosenBy: ChosenBy;
  readonly why: string;
  readonly detail?: string;
  readonly context?: string;
  /** The context that `DOCKER_HOST` hides. */
  readonly hides?: string;
  /** Whose socket it is, at a well-known place. */
  readonly product?: string;
  /** What is wrong with the way over ssh, with TLS, with the engine's API, where that is what is wrong. */
  readonly ssh?: SshReason;
  readonly tls?: TlsReason;
  readonly api?: ApiReason;
  readonly facts: DiagnosisFacts;
  /** The reader is in the socket's group by `/etc/group`, but this process began before that. */
  readonly staleGroup: boolean;
  /** Whoever joins the socket's group is root on this machine: to be said beside `join-group`. */
  readonly groupEqualsRoot: boolean;
  /** In the order to try them. */
  readonly fixes: readonly FixId[];
}
