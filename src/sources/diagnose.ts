/**
 * Why an engine cannot be reached, as data: what was tried, what is there, and what would help, in order. The words are
 * written elsewhere. Nothing here ever proposes to open the socket to everybody: who may use it is root on the machine.
 */
import type { ApiReason, Diagnosis, DiagnosisFacts, FixId, SshReason, TlsReason } from '../model/diagnosis.js';
import type { EngineState } from '../model/snapshot.js';
import { apiReason } from './apiVersion.js';
import { type Endpoint, endpointOf } from './endpoint.js';
import type { EndpointChoice } from './endpoints.js';
import { sshReason } from './sshTrouble.js';
import { tlsReason } from './tlsTrouble.js';

export type { Diagnosis, DiagnosisFacts, FixId } from '../model/diagnosis.js';

export function diagnose(state: EngineState, choice: EndpointChoice, facts: DiagnosisFacts): Diagnosis {
  const staleGroup = state.status === 'denied' && isStale(facts);
  const reasons = reasonsOf(state);
  const fixes = [...hiddenContextFix(choice), ...fixesOf({ state, choice, facts, staleGroup, ...reasons })];
  const { context, hides, why, endpoint, chosenBy, product } = choice;
  return {
    status: state.status, endpoint, chosenBy, why,
    ...(state.detail !== undefined && { detail: state.detail }),
    ...(context !== undefined && { context }),
    ...(hides !== undefined && { hides }),
    ...(product !== undefined && { product }),
    ...reasons, facts, staleGroup, groupEqualsRoot: fixes.includes('join-group') || staleGroup, fixes,
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

interface Reasons {
  readonly ssh?: SshReason;
  readonly tls?: TlsReason;
  readonly api?: ApiReason;
}

function reasonsOf({ status, detail = '' }: EngineState): Reasons {
  switch (status) {
    case 'ssh': return { ssh: sshReason(detail) };
    case 'tls': return { tls: tlsReason(detail) };
    case 'incompatible': return { api: apiReason(detail) };
    default: return {};
  }
}

interface Case extends Reasons {
  readonly state: EngineState;
  readonly choice: EndpointChoice;
  readonly facts: DiagnosisFacts;
  readonly staleGroup: boolean;
}

function fixesOf(one: Case): readonly FixId[] {
  const { state: { status, endpoint }, facts, staleGroup, ssh = 'other', tls = 'other', api = 'too-old' } = one;
  const place = endpointOf(endpoint);
  if (place.scheme === 'unknown') {
    return [nameFix(one)];
  }
  switch (status) {
    case 'ok': return [];
    case 'absent': return isLocal(place) ? absentFixes(facts) : ['check-address'];
    case 'denied': return !isLocal(place) ? ['ask-owner', 'check-what-listens'] : staleGroup ? ['log-in-again', 'use-rootless'] : deniedFixes(facts);
    case 'refused': return isLocal(place) ? startFixes(facts) : ['check-address', 'start-engine'];
    case 'timeout': return isLocal(place) ? ['restart-engine'] : ['check-address'];
    case 'tls': return tlsFixes[tls];
    case 'ssh': return sshFixes[ssh];
    case 'incompatible': return [apiFixes[api]];
    case 'malformed': return malformedFixes(one, place);
  }
}

/** A context that is not in the store, or that is broken there; or no address at all. */
function nameFix({ state: { status }, choice: { context } }: Case): FixId {
  return context === undefined ? 'check-address' : status === 'absent' ? 'choose-context' : 'mend-context';
}

const sshFixes: Readonly<Record<SshReason, readonly FixId[]>> = {
  'no-ssh': ['install-ssh'], 'host-key': ['check-host-key'], 'authentication': ['check-ssh-login'], 'no-docker': ['install-docker-there'],
  'denied-there': ['join-group-there'], 'stopped-there': ['start-engine-there'], 'noise': ['quiet-shell-there', 'try-ssh'],
  'unreachable': ['check-address', 'try-ssh'], 'timeout': ['check-address', 'try-ssh'], 'other': ['try-ssh'],
};

const tlsFixes: Readonly<Record<TlsReason, readonly FixId[]>> = {
  'expired': ['renew-certificate'], 'not-yet': ['renew-certificate'], 'authority': ['trust-authority'], 'name': ['use-its-name'],
  'client': ['give-certificate'], 'no-tls': ['leave-tls', 'check-address'], 'tls-wanted': ['use-tls'],
  'files': ['check-certificates'], 'other': ['check-certificates'],
};

const apiFixes: Readonly<Record<ApiReason, FixId>> = { 'too-old': 'update-engine', 'too-new': 'update-lens', 'windows': 'use-linux-containers' };

/** Who takes a connection over TCP and lets go of it without a word may have waited for TLS. */
function malformedFixes({ state: { detail = '' }, choice: { tls } }: Case, place: Endpoint): readonly FixId[] {
  const wordless = place.scheme === 'tcp' && /socket hang up|ECONNRESET/.test(detail);
  const first: readonly FixId[] = !wordless ? [] : tls !== undefined || place.tls ? ['check-certificates'] : ['use-tls'];
  return [...first, 'check-what-listens', 'check-address'];
}

function absentFixes(facts: DiagnosisFacts): readonly FixId[] {
  return facts.installed === false && facts.desktop !== true ? ['install-engine'] : startFixes(facts);
}

function startFixes({ desktop, platform }: DiagnosisFacts): readonly FixId[] {
  return desktop === true || platform !== 'linux' ? ['start-desktop'] : ['start-engine'];
}

/** A group that may write helps only where its bit is set. */
function deniedFixes({ socket, group }: DiagnosisFacts): readonly FixId[] {
  const groupMayWrite = socket !== undefined && (socket.mode & 0o020) !== 0;
  return groupMayWrite && group !== undefined && group.gid !== 0 ? ['join-group', 'use-rootless'] : ['use-rootless'];
}

function isLocal({ scheme }: Endpoint): boolean {
  return scheme === 'unix' || scheme === 'npipe';
}
