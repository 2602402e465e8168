/** The concepts' pages as they come with the extension, in the reader's language. Each is read once. */
import * as vscode from 'vscode';
import type { ConceptPage } from '../../explain/concepts/page.js';
import type { ConceptId } from '../../model/isolation.js';

export class Book {
  readonly #pages = new Map<ConceptId, Promise<ConceptPage>>();

  constructor(
    private readonly extension: vscode.Uri,
    private readonly read: () => Promise<(id: ConceptId, markdown: string) => ConceptPage>,
  ) {}

  /** Rejects where the page is missing or not understood, which the tests rule out for what is shipped. */
  page(id: ConceptId): Promise<ConceptPage> {
    const known = this.#pages.get(id) ?? this.#load(id);
    this.#pages.set(id, known);
    known.catch(() => this.#pages.delete(id));
    return known;
  }

  async #load(id: ConceptId): Promise<ConceptPage> {
    const language = vscode.env.language.startsWith('ko') ? 'ko' : 'en';
    const uri = vscode.Uri.joinPath(this.extension, 'media', 'concepts', language, `${id}.md`);
    const [bytes, read] = await Promise.all([vscode.workspace.fs.readFile(uri), this.read()]);
    return read(id, new TextDecoder().decode(bytes));
  }
}
