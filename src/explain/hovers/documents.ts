/** Which files have hovers, and their parsed form; a caller keeps it for each version of a document. */
import { type ParsedCompose, parseCompose } from './compose/parse.js';
import { type ParsedDevContainer, parseDevContainer } from './devcontainer/parse.js';
import { type ParsedDockerfile, parseDockerfile } from './dockerfile/parse.js';

export type HoverKind = 'dockerfile' | 'compose' | 'devcontainer';
export type ParsedDocument = ParsedDockerfile | ParsedCompose | ParsedDevContainer;

/** Patterns for a file's name, as VS Code's globs have them (`**` + `/` goes before). */
export const patterns: Readonly<Record<HoverKind, readonly string[]>> = {
  dockerfile: ['Dockerfile*', '*.dockerfile', '*.Dockerfile', 'Containerfile*'],
  compose: ['compose*.{yml,yaml}', 'docker-compose*.{yml,yaml}'],
  devcontainer: ['devcontainer.json', '.devcontainer.json'],
};

/** By the editor's language id, else by the file's name. */
export function hoverKindOf(fileName: string, languageId = ''): HoverKind | null {
  switch (languageId) {
    case 'dockerfile': return 'dockerfile';
    case 'dockercompose': return 'compose';
    default: return byName(fileName.replace(/^.*[\\/]/, ''));
  }
}

function byName(name: string): HoverKind | null {
  if (/^(docker-)?compose.*\.ya?ml$/i.test(name)) {
    return 'compose';
  }
  if (/^(dockerfile|containerfile)(?!.*\.(ya?ml|json|md|dockerignore)$)|\.dockerfile$/i.test(name)) {
    return 'dockerfile';
  }
  return /^\.?devcontainer\.json$/i.test(name) ? 'devcontainer' : null;
}

/** A byte order mark is taken off, as the editor does. Broken text gives a document with fewer hovers, never an error. */
export function parseForHovers(kind: HoverKind, fileName: string, text: string): ParsedDocument {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  switch (kind) {
    case 'dockerfile': return parseDockerfile(fileName, plain);
    case 'compose': return parseCompose(fileName, plain);
    case 'devcontainer': return parseDevContainer(fileName, plain);
  }
}
