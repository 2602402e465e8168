/** The small buttons: copy a text, type a command into a terminal, open a concept. */
import { post } from './api.js';
import { h, on } from './element.js';
import { icon, type IconName } from './icons.js';
import { word } from './words.js';

const said = h('div', { class: 'visually-hidden', role: 'status' });
const copiedFor = 1500;

/** Where assistive technology hears that something was copied; stays on the page while the rest is built anew. */
export function statusLine(): HTMLElement {
  return said;
}

export function copyButton(text: string, name: string, key: string): HTMLElement {
  const button = iconButton('copy', `${name}: ${text}`, `${key}/copy`, () => {
    post({ type: 'copy', text });
    button.replaceChildren(icon('check'));
    said.textContent = word('copied');
    setTimeout(() => {
      button.replaceChildren(icon('copy'));
      said.textContent = '';
    }, copiedFor);
  });
  return button;
}

export function runButton(command: string, key: string): HTMLElement {
  return iconButton('run', `${word('run')}: ${command}`, `${key}/run`, () => post({ type: 'runInTerminal', command }));
}

export function conceptIconButton(id: string, subject: string, key: string): HTMLElement {
  return iconButton('help', `${subject}: ${word('learn')}`, `${key}/concept`, () => post({ type: 'concept', id }));
}

/** Opens the concept; its visible text is the same everywhere, so its name also says of what. */
export function conceptLink(id: string, subject: string, key: string): HTMLElement {
  const link = h('button', { class: 'link', type: 'button', 'aria-label': `${word('learn')} ${subject}`, 'data-key': `${key}/concept` }, word('learn'));
  return on(link, 'click', () => post({ type: 'concept', id }));
}

function iconButton(name: IconName, label: string, key: string, press: () => void): HTMLButtonElement {
  return on(h('button', { class: 'icon-button', type: 'button', title: label, 'aria-label': label, 'data-key': key }, icon(name)), 'click', press);
}
