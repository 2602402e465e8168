/** The hover at a place of a parsed file, with what is true now of the containers that came from it. Pure. */
import { inCompose } from './compose/find.js';
import { inDevContainer } from './devcontainer/find.js';
import { inDockerfile } from './dockerfile/find.js';
import { titleLabelOf } from './dockerfile/titleLabel.js';
import { isInLastStage } from './dockerfile/stages.js';
import type { ParsedDocument } from './documents.js';
import type { Found } from './found.js';
import type { Hover } from './hover.js';
import { offsetAt, rangeOf } from './lines.js';
import { type Came, type LiveContainer, liveOf } from './live.js';
import { liveFor, liveForDevContainer, liveForDockerfile } from './liveFor.js';

/** Line and column from 0, as the editor counts. `live` is what is known already; nothing is fetched here. */
export function hoverAt(document: ParsedDocument, line: number, column: number, live: readonly LiveContainer[] = []): Hover | null {
  const offset = offsetAt(document.lines, document.text, { line, column });
  const found = offset === undefined ? undefined : foundIn(document, offset);
  if (found === undefined) {
    return null;
  }
  const { title, effect, concept, says, facts } = found.said;
  const came = live.length === 0 || facts.length === 0 ? [] : cameFrom(document, found, live);
  return { range: rangeOf(document.lines, found.start, found.end), title, effect, concept, paragraphs: says, facts, ...liveOf(facts, came) };
}

/** The image that a Dockerfile's containers are built on, for whoever knows what the engines' images are made of. */
export function baseOf(document: ParsedDocument): string | undefined {
  return document.kind === 'dockerfile' ? document.lastStage.base : undefined;
}

function foundIn(document: ParsedDocument, offset: number): Found | undefined {
  switch (document.kind) {
    case 'dockerfile': return inDockerfile(document, offset);
    case 'compose': return inCompose(document, offset);
    case 'devcontainer': return inDevContainer(document, offset);
  }
}

function cameFrom(document: ParsedDocument, { service, start }: Found, live: readonly LiveContainer[]): readonly Came[] {
  switch (document.kind) {
    case 'dockerfile': return isInLastStage(document.lastStage, start)
      ? liveForDockerfile({ fileName: document.fileName, title: titleLabelOf(document), base: document.lastStage.base }, live) : [];
    case 'compose': return liveFor(document.fileName, service, live);
    case 'devcontainer': return liveForDevContainer(document.fileName, live);
  }
}
