/** The page of one container: built anew from each `explanation`, while what is open and focused stays so. */
import type { Pictures } from '../../src/explain/pictures.js';
import type { SectionId } from '../../src/explain/explanation.js';
import type { Sample, ToPanel } from '../../src/protocol.js';
import { statusLine } from './actions.js';
import { banner } from './banner.js';
import { h } from './element.js';
import { farNote } from './far.js';
import { findingsSection } from './findings.js';
import { header } from './header.js';
import { cards, type Cards } from './live/cards.js';
import { History } from './live/history.js';
import { layers } from './pictures/layers.js';
import { matrix } from './pictures/matrix.js';
import { wall } from './pictures/wall.js';
import { sectionElement } from './section.js';
import { setWords } from './words.js';

type Shown = Extract<ToPanel, { type: 'explanation' }>;

export class Page {
  private readonly notices = h('div', { class: 'notices' });
  private readonly content = h('div', { class: 'content' });
  private shownAs = '';
  private id = '';
  private history = new History();
  private live: Cards | null = null;

  constructor(private readonly root: HTMLElement) {
    root.replaceChildren(this.notices, this.content, statusLine());
  }

  get empty(): boolean {
    return this.shownAs === '';
  }

  wait(element: HTMLElement): void {
    this.content.replaceChildren(element);
  }

  explanation(message: Shown): void {
    this.root.classList.remove('is-ended');
    this.notices.replaceChildren();
    const text = JSON.stringify(message);
    if (text === this.shownAs) {
      return;
    }
    this.shownAs = text;
    if (this.id !== message.explanation.container.id) {
      this.id = message.explanation.container.id;
      this.history = new History();
    }
    setWords(message.words);
    keepingFocus(() => this.build(message));
  }

  sample(sample: Sample): void {
    this.history.add(sample);
    this.live?.refresh();
  }

  ended(says: string, at?: number): void {
    this.root.classList.add('is-ended');
    this.notice(banner('ended', says, at));
  }

  problem(says: string): void {
    this.notice(banner('problem', says));
    if (this.empty) {
      this.content.replaceChildren();
    }
  }

  private notice(element: HTMLElement): void {
    this.notices.replaceChildren(element);
  }

  private build({ explanation, pictures, mayRun, live }: Shown): void {
    this.live = live === false ? null : cards(explanation, pictures?.limits, this.history);
    const beside = (id: SectionId) => (id === 'cgroup' ? this.live?.element ?? null : pictureOf(id, pictures));
    this.content.replaceChildren(
      header(explanation),
      ...[farNote(explanation.far, mayRun !== false)].filter((note) => note !== null),
      findingsSection(explanation),
      ...explanation.sections.map((section) => sectionElement(section, mayRun !== false, beside(section.id))));
  }
}

function pictureOf(id: SectionId, pictures: Pictures | undefined): HTMLElement | null {
  if (id === 'namespaces' && pictures !== undefined) {
    return matrix(pictures.namespaces);
  }
  if (id !== 'root' || pictures === undefined) {
    return null;
  }
  return h('div', { class: 'figures' }, wall(pictures.wall), pictures.root === undefined ? null : layers(pictures.root));
}

/** The control that had the focus is found again by its key in what was built anew. */
function keepingFocus(build: () => void): void {
  const key = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.key : undefined;
  build();
  if (key !== undefined) {
    document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
  }
}
