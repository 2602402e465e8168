/** Why an engine does not answer, what was seen, and what to do about it, in words. */
import * as l10n from '@vscode/l10n';
import type { Diagnosis } from '../../lens.js';
import type { EngineState, EngineStatus } from '../../model/snapshot.js';
import { oneLine } from '../plainText.js';
import { type Fix, fixWords } from './fixWords.js';

export interface DiagnosisText {
  /** The row's text. */
  readonly says: string;
  /** What the system said. */
  readonly detail: string;
  /** What is there: the socket, its owner, the reader's groups. */
  readonly evidence: readonly string[];
  /** What helps, in the order to try it. */
  readonly todo: readonly string[];
}

export function diagnosisText(engine: EngineState, diagnosis: Diagnosis | undefined): DiagnosisText {
  const endpoint = oneLine(engine.endpoint);
  const fixes = diagnosis?.fixes ?? likelyFixes[engine.status];
  return {
    says: diagnosis?.ssh === undefined ? said(engine.status) : sshSaid(diagnosis.ssh),
    detail: oneLine(engine.detail ?? endpoint),
    evidence: diagnosis === undefined ? [] : evidenceOf(diagnosis),
    todo: fixes.map((fix) => fixWords(fix, {
      endpoint,
      group: oneLine(diagnosis?.facts.group?.name ?? 'docker', 40),
      context: oneLine(diagnosis?.hides ?? '', 40),
    })),
  };
}

function said(status: EngineStatus): string {
  switch (status) {
    case 'ok': return l10n.t('It answers');
    case 'absent': return l10n.t('There is no engine at this address');
    case 'denied': return l10n.t('You may not use the engine’s socket');
    case 'refused': return l10n.t('The engine is not running');
    case 'timeout': return l10n.t('The engine did not answer in time');
    case 'tls': return l10n.t('The secure connection failed');
    case 'ssh': return l10n.t('The engine cannot be reached over ssh');
    case 'incompatible': return l10n.t('The engine’s API version does not fit');
    case 'malformed': return l10n.t('Something answers that is no container engine');
  }
}

function sshSaid(reason: NonNullable<Diagnosis['ssh']>): string {
  switch (reason) {
    case 'no-ssh': return l10n.t('There is no “ssh” on this machine');
    case 'host-key': return l10n.t('ssh does not trust the far machine’s host key');
    case 'authentication': return l10n.t('ssh could not log in');
    case 'unreachable': return l10n.t('ssh did not reach the far machine');
    case 'timeout': return l10n.t('ssh got no answer in time');
    case 'no-docker': return l10n.t('The far machine has no “docker” command');
    case 'denied-there': return l10n.t('The far user may not use the engine’s socket');
    case 'stopped-there': return l10n.t('The engine on the far machine is not running');
    case 'other': return said('ssh');
  }
}

/** Where nothing more is known than that it failed. */
const likelyFixes: Readonly<Record<EngineStatus, readonly Fix[]>> = {
  ok: [],
  absent: ['start-engine', 'check-address'],
  denied: ['join-group', 'use-rootless'],
  refused: ['start-engine'],
  timeout: ['restart-engine'],
  tls: ['check-certificates'],
  ssh: ['try-ssh'],
  incompatible: ['update-engine'],
  malformed: ['check-what-listens', 'check-address'],
};

function evidenceOf({ facts, hides }: Diagnosis): readonly string[] {
  const { socket, owner, group, groupNames } = facts;
  const lines: string[] = [];
  if (socket !== undefined) {
    const owners = `${owner ?? socket.uid}:${group?.name ?? socket.gid}`;
    lines.push(l10n.t('{0} belongs to {1}, mode {2}', oneLine(socket.path), oneLine(owners, 80), socket.mode.toString(8)));
  }
  if (groupNames !== undefined && groupNames.length > 0) {
    lines.push(l10n.t('Your groups: {0}', oneLine(groupNames.join(', '))));
  }
  if (hides !== undefined) {
    lines.push(l10n.t('DOCKER_HOST hides the Docker context {0}', oneLine(hides, 40)));
  }
  return lines;
}
