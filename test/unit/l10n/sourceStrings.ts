/** The strings that the sources give to `l10n.t`, under the keys that a bundle has for them. */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export interface SourceStrings {
  /** Key of the bundle → the English text. */
  readonly texts: ReadonlyMap<string, string>;
  /** Calls whose text is no literal, so that nobody could translate it: `file:line`. */
  readonly unreadable: readonly string[];
}

const sources = fileURLToPath(new URL('../../../src/', import.meta.url));

export function sourceStrings(): SourceStrings {
  const texts = new Map<string, string>();
  const unreadable: string[] = [];
  for (const name of readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file))) {
    const code = readFileSync(sources + name, 'utf8');
    if (!code.includes('@vscode/l10n')) {
      continue;
    }
    const file = ts.createSourceFile(name, code, ts.ScriptTarget.Latest, true);
    for (const call of callsOf(file)) {
      const string = stringOf(call.arguments[0]);
      if (string === undefined) {
        unreadable.push(`${name}:${String(file.getLineAndCharacterOfPosition(call.pos).line + 1)}`);
      } else {
        texts.set(...string);
      }
    }
  }
  return { texts, unreadable };
}

function callsOf(node: ts.Node): ts.CallExpression[] {
  const own = ts.isCallExpression(node) && node.expression.getText() === 'l10n.t' ? [node] : [];
  const below: ts.CallExpression[] = [];
  ts.forEachChild(node, (child) => void below.push(...callsOf(child)));
  return [...own, ...below];
}

/** `'text'`, or `{ message: 'text', args: […], comment: 'what it is' }`, whose key is `text/what it is`. */
function stringOf(argument: ts.Expression | undefined): [key: string, text: string] | undefined {
  if (argument !== undefined && ts.isObjectLiteralExpression(argument)) {
    const [message, comment] = [property(argument, 'message'), property(argument, 'comment')];
    return message === undefined || comment === undefined ? undefined : [`${message}/${comment}`, message];
  }
  const text = argument === undefined ? undefined : literal(argument);
  return text === undefined ? undefined : [text, text];
}

function property(object: ts.ObjectLiteralExpression, name: string): string | undefined {
  const found = object.properties.find((entry) => ts.isPropertyAssignment(entry) && entry.name.getText() === name);
  return found !== undefined && ts.isPropertyAssignment(found) ? literal(found.initializer) : undefined;
}

function literal(node: ts.Expression): string | undefined {
  return ts.isStringLiteralLike(node) ? node.text : undefined;
}
