/**
 * Why an engine cannot be reached, as data: what was tried, what is there, and what would help, in order. The words are
 * written elsewhere. Nothing here ever proposes to open the socket to everybody: who may use it is root on the machine.
 */
import type { ChosenBy, EngineState, EngineStatus } from '../model/snapshot.js';
import type { Group } from './accounts.js';
import { endpointOf } from './endpoint.js';
import type { EndpointChoice } from './endpoints.js';
import type { FileFacts } from './hostFs.js';
import { type SshReason, sshReason } from './sshTrouble.js';

export type FixId =
  | 'install-engine' | 'start-engine' | 'start-docker-desktop' | 'join-group' | 'log-in-again' | 'use-rootless'
  | 'unset-docker-host' | 'choose-context' | 'check-address' | 'check-certificates' | 'use-tls' | 'update-engine'
  | 'use-linux-containers' | 'restart-engine' | 'check-what-listens'
  | 'install-ssh' | 'check-host-key' | 'check-ssh-login' | 'install-docker-there' | 'join-group-there' | 'start-engine-there' | 'try-ssh';

/** What the machine says about a socket and about who reads; undefined parts could not be read. */
export interface DiagnosisFacts {
  readonly platform: NodeJS.Platform;
  /** Undefined where it is no socket of this machine, or where there is nothing. */
  readonly socket?: FileFacts & { readonly path: string };
  /** The nearest folder that can be looked at, where the socket cannot: it may be this one that bars the way. */
  readonly folder?: FileFacts & { readonly path: string };
  readonly owner?: string;
  /** The socket's group by `/etc/group`. */
  readonly group?: Group;
  readonly reader?: { readonly uid: number; readonly name?: string; readonly groups: readonly number[] };
  /** Names of the reader's groups, as this process has them. */
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
  /** What is wrong with the way over ssh, where that is the way. */
  readonly ssh?: SshReason;
  readonly facts: DiagnosisFacts;
  /** The reader is in the socket's group by `/etc/group`, but this process began before that. */
  readonly staleGroup: boolean;
  /** Whoever joins the socket's group is root on this machine: to be said beside `join-group`. */
  readonly groupEqualsRoot: boolean;
  /** In the order to try them. */
  readonly fixes: readonly FixId[];
}

export function diagnose(state: EngineState, choice: EndpointChoice, facts: DiagnosisFacts): Diagnosis {
  const staleGroup = state.status === 'denied' && isStale(facts);
  const fixes = [...hiddenContextFix(choice), ...fixesOf(state, facts, staleGroup)];
  const { context, hides, why, endpoint, chosenBy } = choice;
  return {
    status: state.status, endpoint, chosenBy, why,
    ...(state.detail !== undefined && { detail: state.detail }),
    ...(context !== undefined && { context }),
    ...(hides !== undefined && { hides }),
    ...(state.status === 'ssh' && { ssh: sshReason(state.detail ?? '') }),
    facts, staleGroup, groupEqualsRoot: fixes.includes('join-group') || staleGroup, fixes,
  };
}

function hiddenContextFix({ hides }: EndpointChoice): readonly FixId[] {
  return hides === undefined ? [] : ['unset-docker-host'];
}

/** In `/etc/group`, not in this process: groups are given at login, and an editor's server keeps those it began with. */
function isStale({ group, reader }: DiagnosisFacts): boolean {
  return group !== undefined && reader?.name !== undefined
    && group.members.includes(reader.name) && !reader.groups.includes(group.gid);
}

function fixesOf(state: EngineState, facts: DiagnosisFacts, staleGroup: boolean): readonly FixId[] {
  switch (state.status) {
    case 'ok': return [];
    case 'absent': return absentFixes(state, facts);
    case 'denied': return staleGroup ? ['log-in-again'] : deniedFixes(facts);
    case 'refused': return isLocal(state) ? startFixes(facts) : ['check-address', 'start-engine'];
    case 'timeout': return isLocal(state) ? ['restart-engine'] : ['check-address'];
    case 'tls': return (state.detail ?? '').includes('HTTPS server') ? ['use-tls'] : ['check-certificates'];
    case 'ssh': return sshFixes(sshReason(state.detail ?? ''));
    case 'incompatible': return (state.detail ?? '').includes('Windows') ? ['use-linux-containers'] : ['update-engine'];
    case 'malformed': return ['check-what-listens', 'check-address'];
  }
}

function sshFixes(reason: SshReason): readonly FixId[] {
  switch (reason) {
    case 'no-ssh': return ['install-ssh'];
    case 'host-key': return ['check-host-key'];
    case 'authentication': return ['check-ssh-login'];
    case 'no-docker': return ['install-docker-there'];
    case 'denied-there': return ['join-group-there'];
    case 'stopped-there': return ['start-engine-there'];
    case 'unreachable': case 'timeout': return ['check-address', 'try-ssh'];
    case 'other': return ['try-ssh'];
  }
}

function absentFixes(state: EngineState, facts: DiagnosisFacts): readonly FixId[] {
  if (!isLocal(state)) {
    return [endpointOf(state.endpoint).scheme === 'unknown' ? 'choose-context' : 'check-address'];
  }
  return facts.installed === false && facts.desktop !== true ? ['install-engine'] : startFixes(facts);
}

function startFixes({ desktop, platform }: DiagnosisFacts): readonly FixId[] {
  return desktop === true || platform !== 'linux' ? ['start-docker-desktop'] : ['start-engine'];
}

/** A group that may write helps only where its bit is set. */
function deniedFixes({ socket, group }: DiagnosisFacts): readonly FixId[] {
  const groupMayWrite = socket !== undefined && (socket.mode & 0o020) !== 0;
  return groupMayWrite && group !== undefined && group.gid !== 0 ? ['join-group', 'use-rootless'] : ['use-rootless'];
}

function isLocal({ endpoint }: EngineState): boolean {
  const { scheme } = endpointOf(endpoint);
  return scheme === 'unix' || scheme === 'npipe';
}
