/** Why an engine does not answer, what was seen, and what to do about it, in words. */
import * as l10n from '@vscode/l10n';
import type { Diagnosis, FixId, PlaceFacts } from '../../model/diagnosis.js';
import type { EngineState, EngineStatus } from '../../model/snapshot.js';
import { oneLine } from '../foreignText.js';
import { fixWords } from './fixWords.js';
import { saidWords } from './saidWords.js';

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
  const { endpoint, status, detail } = engine;
  const fixes = diagnosis?.fixes ?? likelyFixes[status];
  return {
    says: saidWords(engine, diagnosis),
    detail: oneLine(detail ?? endpoint),
    evidence: diagnosis === undefined ? [] : evidenceOf(diagnosis),
    todo: fixes.map((fix) => fixWords(fix, {
      endpoint: oneLine(endpoint),
      group: oneLine(diagnosis?.facts.group?.name ?? 'docker', 40),
      context: oneLine(diagnosis?.hides ?? engine.context ?? '', 40),
      product: oneLine(diagnosis?.product ?? '', 40),
    })),
  };
}

/** Where nothing more is known than that it failed. */
const likelyFixes: Readonly<Record<EngineStatus, readonly FixId[]>> = {
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

function evidenceOf({ status, facts, hides }: Diagnosis): readonly string[] {
  const { socket, folder, groupNames = [] } = facts;
  // Where nothing is there, the folder says something only if it bars the way.
  const place = socket ?? (status === 'denied' ? folder : undefined);
  return [
    ...(place === undefined ? [] : [placeWords(place, facts)]),
    ...(status !== 'denied' || groupNames.length === 0 ? [] : [l10n.t('Your groups: {0}', oneLine(groupNames.join(', ')))]),
    ...(hides === undefined ? [] : [l10n.t('DOCKER_HOST hides the Docker context {0}', oneLine(hides, 40))]),
  ];
}

function placeWords({ path, uid, gid, mode }: PlaceFacts, { owner, group }: Diagnosis['facts']): string {
  const owners = `${owner ?? uid}:${group?.name ?? gid}`;
  return l10n.t('{0} belongs to {1}, mode {2}', oneLine(path), oneLine(owners, 80), mode.toString(8));
}

/** Why no context was taken from Docker's settings; Docker's command line goes on without them too. */
export function configWords(trouble: string): string {
  return l10n.t('Docker’s settings cannot be used, so no context was taken from them: {0}.', oneLine(trouble, 300));
}
