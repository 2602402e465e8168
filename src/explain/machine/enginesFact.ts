/** The engines that were tried, each with its own health. */
import * as l10n from '@vscode/l10n';
import type { EngineState } from '../../model/snapshot.js';
import { saidWords } from '../diagnosis/saidWords.js';
import type { Fact } from '../explanation.js';
import { fact } from '../fact.js';
import { oneLine } from '../foreignText.js';

/** None where none was asked. */
export function enginesFacts(engines: readonly EngineState[]): readonly Fact[] {
  const answering = engines.filter(({ status }) => status === 'ok').length;
  return engines.length === 0 ? [] : [fact({
    id: 'machine.engines', label: l10n.t('Container engines'), concept: 'docker', value: l10n.t('{0} of {1} answer', answering, engines.length),
    meaning: l10n.t('Whoever may ask an engine learns names, images and what was asked for; the kernel tells the rest.'),
    sources: ['GET /version'], unread: false, children: engines.map(engineFact),
  })];
}

function engineFact(engine: EngineState): Fact {
  const { kind, version, status, context, product, endpoint, detail } = engine;
  const answers = status === 'ok';
  const name = [kind === 'docker' ? 'Docker' : 'Podman', version].filter((part) => part !== undefined).join(' ');
  return fact({
    id: `machine.engines.${endpoint}`, label: oneLine(context ?? product ?? endpoint, 60), concept: 'docker',
    value: answers ? name : saidWords(engine), meaning: oneLine([endpoint, ...(answers || detail === undefined ? [] : [detail])].join(' · ')),
    sources: ['GET /version'], unread: !answers,
  });
}
