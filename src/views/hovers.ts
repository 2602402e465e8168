/** Hovers over Dockerfiles, compose files and devcontainer.json: asks the pure part, renders what it says. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type HoverKind, type ParsedDocument, hoverKindOf, parseForHovers, patterns } from '../explain/hovers/documents.js';
import type { Effect, Hover, HoverRange, LiveLine, Span } from '../explain/hovers/hover.js';
import { baseOf, hoverAt } from '../explain/hovers/hoverAt.js';
import { codeSpan, plain } from '../explain/hovers/markdownText.js';
import { shown } from '../explain/hovers/say.js';
import { conceptName, effectWord, nowLine } from '../explain/hovers/words.js';
import { commands, contextKeys } from '../ids.js';
import type { KnownContainers } from '../knownContainers.js';
import type { ConceptId } from '../model/isolation.js';

const selector: vscode.DocumentFilter[] = [
  { language: 'dockerfile' },
  { language: 'dockercompose' },
  ...Object.values(patterns).flat().map((pattern) => ({ pattern: `**/${pattern}` })),
];

export function registerHovers(known: KnownContainers): vscode.Disposable {
  const parsed = new WeakMap<vscode.TextDocument, { readonly version: number; readonly document: ParsedDocument }>();
  const parsedOf = (document: vscode.TextDocument, kind: HoverKind): ParsedDocument => {
    const kept = parsed.get(document);
    if (kept?.version === document.version && kept.document.kind === kind) {
      return kept.document;
    }
    const fresh = { version: document.version, document: parseForHovers(kind, document.fileName, document.getText()) };
    parsed.set(document, fresh);
    return fresh.document;
  };
  const tell = onceTold();
  const prepare = (editor: vscode.TextEditor | undefined) => {
    const kind = editor !== undefined && isOn(editor.document) ? hoverKindOf(editor.document.fileName, editor.document.languageId) : null;
    if (editor !== undefined && kind !== null) {
      known.prepare(baseOf(parsedOf(editor.document, kind)));
    }
  };
  prepare(vscode.window.activeTextEditor);
  return vscode.Disposable.from(vscode.window.onDidChangeActiveTextEditor(prepare), vscode.languages.registerHoverProvider(selector, {
    async provideHover(document, { line, character }) {
      const kind = isOn(document) ? hoverKindOf(document.fileName, document.languageId) : null;
      const file = kind === null ? null : parsedOf(document, kind);
      const dry = file === null ? null : hoverAt(file, line, character);
      if (file === null || dry === null) {
        return null;
      }
      tell();
      // What runs is asked for only where it has something to say.
      const hover = dry.facts.length === 0 ? dry : hoverAt(file, line, character, await known.live(baseOf(file))) ?? dry;
      return new vscode.Hover(markdownOf(hover), rangeOf(hover.range));
    },
  }));
}

/** The walkthrough's step about hovers is done with the first one. */
function onceTold(): () => void {
  let told = false;
  return () => {
    if (!told) {
      told = true;
      void vscode.commands.executeCommand('setContext', contextKeys.hovered, true);
    }
  };
}

function isOn(document: vscode.TextDocument): boolean {
  return vscode.workspace.getConfiguration('isolationLens', document).get('hovers', true);
}

function rangeOf({ start, end }: HoverRange): vscode.Range {
  return new vscode.Range(start.line, start.column, end.line, end.column);
}

const icons: Readonly<Record<Effect, string>> = { strengthens: '$(shield)', weakens: '$(warning)', neutral: '$(circle-outline)' };

/** Within a paragraph. */
const lineBreak = '  \n';

export function markdownOf(hover: Hover): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString('', true);
  markdown.isTrusted = { enabledCommands: [commands.explainConcept, commands.explainContainer] };
  markdown.appendMarkdown(`**${plain(hover.title)}** · ${icons[hover.effect]} ${plain(effectWord(hover.effect))}`);
  for (const paragraph of hover.paragraphs) {
    markdown.appendMarkdown('\n\n');
    paragraph.forEach((span) => appendSpan(markdown, span));
  }
  hover.live.forEach((line, index) => {
    markdown.appendMarkdown(index === 0 ? '\n\n' : lineBreak);
    appendLive(markdown, line);
  });
  if (hover.found !== undefined) {
    markdown.appendMarkdown(lineBreak);
    hover.found.forEach((span) => appendSpan(markdown, span));
  }
  markdown.appendMarkdown(`\n\n${conceptLink(l10n.t('About {0}', conceptName(hover.concept)), hover.concept)}`);
  return markdown;
}

function appendSpan(markdown: vscode.MarkdownString, span: Span): void {
  switch (span.kind) {
    case 'text': markdown.appendMarkdown(plain(span.text)); break;
    case 'code': markdown.appendMarkdown(codeSpan(span.text)); break;
    case 'link': markdown.appendMarkdown(conceptLink(span.text, span.concept)); break;
    case 'foreign': appendForeign(markdown, span.text); break;
  }
}

/** A plain word, path or number looks best as code; whatever has other characters is text without any markup. */
function appendForeign(markdown: vscode.MarkdownString, text: string): void {
  const line = shown(text);
  if (/^[\w./:@=,+…-]+$/u.test(line)) {
    markdown.appendMarkdown(codeSpan(line));
  } else {
    markdown.appendText(line);
  }
}

/** As text without any markup, which may be broken between words: a blank of `appendText` holds them together. Not for the start of a line. */
function appendWords(markdown: vscode.MarkdownString, text: string): void {
  text.split(' ').forEach((word, index) => {
    markdown.appendMarkdown(index === 0 ? '' : ' ').appendText(word);
  });
}

/** "now: `web` memory 41 MiB of 64 MiB", where it was read, and the way to the whole picture. */
function appendLive(markdown: vscode.MarkdownString, { container, id, label, value, source, onBase }: LiveLine): void {
  const [before = '', between = '', after = ''] = nowLine(onBase, '\u0000', '\u0000').split('\u0000');
  markdown.appendMarkdown(`$(pulse) ${plain(before)}`);
  appendForeign(markdown, container);
  markdown.appendMarkdown(plain(between));
  appendWords(markdown, shown(`${label} ${value}`));
  markdown.appendMarkdown(`${plain(after)} · `);
  appendForeign(markdown, source);
  markdown.appendMarkdown(` · ${commandLink(l10n.t('Explain'), commands.explainContainer, id)}`);
}

function conceptLink(text: string, concept: ConceptId): string {
  return commandLink(text, commands.explainConcept, concept);
}

/** The argument may be anybody's text: nothing of it ends the link early. */
function commandLink(text: string, command: string, argument: string): string {
  const encoded = encodeURIComponent(JSON.stringify([argument])).replace(/[()'*!~]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
  return `[${plain(text)}](command:${command}?${encoded})`;
}
