/** Hovers of the extension under test, as the editor is given them. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';

/** Our hover there; undefined where it says nothing. */
export async function markdownAt(document: vscode.TextDocument, line: number, character: number): Promise<vscode.MarkdownString | undefined> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, new vscode.Position(line, character));
  return hovers.flatMap(({ contents }) => contents).filter((content) => content instanceof vscode.MarkdownString).find(({ value }) => value.includes('isolationLens.'));
}

/** What it says, as Markdown. */
export async function hoverAt(document: vscode.TextDocument, line: number, character: number): Promise<string | undefined> {
  return (await markdownAt(document, line, character))?.value;
}

/** A file of that name, and the editor's document of it: written once, for the editor keeps what it has read. */
export async function documentIn(folder: string, name: string, text: string): Promise<vscode.TextDocument> {
  const path = join(folder, name);
  await writeFile(path, text);
  return vscode.workspace.openTextDocument(path);
}
