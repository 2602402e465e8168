import * as l10n from '@vscode/l10n';
import { explain as explained } from '../explain/explain.js';
import { withFindings } from '../explain/findings.js';
import { markdown } from '../explain/markdown.js';
import { plain } from '../explain/plain.js';
import { build } from '../model/build.js';
import { containersOf } from '../model/containers.js';
import type { Container } from '../model/isolation.js';
import type { Snapshot } from '../model/snapshot.js';
import type { Command, Request, Terminal } from './command.js';
import { farSnapshot } from './far.js';
import { leadsIn } from './leads.js';
import { look } from './look.js';
import { Problem } from './problem.js';
import { savedSnapshot } from './saved.js';
import { json } from './table.js';
import { wanted } from './wanted.js';

export const explain: Command = async (request, terminal) => {
  const { snapshot, container, all } = await subjectOf(request, terminal);
  const isolation = build(snapshot, container, all);
  if (request.options.json) {
    return json(withFindings(isolation));
  }
  const explanation = explained(isolation);
  return request.options.markdown
    ? markdown(explanation)
    : plain(explanation, terminal.columns, leadsIn(request.options.lang));
};

interface Subject {
  readonly snapshot: Snapshot;
  readonly container: Container;
  /** The running ones and it: those that a namespace can be shared with. */
  readonly all: readonly Container[];
}

async function subjectOf({ operands: [name], options }: Request, terminal: Terminal): Promise<Subject> {
  if (options.snapshot !== undefined) {
    const snapshot = savedSnapshot(options.snapshot);
    return subjectIn(snapshot, name ?? savedSubject(snapshot, options.snapshot));
  }
  const subject = name ?? '';
  const near = subjectIn(await look(options, { subject, depth: 'facts', top: true, all: true }, terminal), subject);
  const far = options.farProc ? await farSnapshot(near.snapshot, near.container, terminal) : undefined;
  return far === undefined ? near : subjectIn(far, near.container.id);
}

function subjectIn(snapshot: Snapshot, name: string): Subject {
  const all = containersOf(snapshot, { all: true });
  return { snapshot, container: wanted(snapshot, all, name), all };
}

function savedSubject({ subject }: Snapshot, file: string): string {
  if (subject === null) {
    throw new Problem(l10n.t('The snapshot {0} is of many containers. Name one: isolation-lens explain --snapshot FILE CONTAINER', file));
  }
  return subject;
}
