/** Content behind a button or a summary: stays as the reader left it, and is made when it is first opened. */
import { h, on, type Child } from './element.js';
import { icon } from './icons.js';
import { isOpen, setOpen } from './memory.js';

/** A `details` element whose whole first line opens it. */
export function disclosure(key: string, style: string, summary: Child, content: () => Child): HTMLDetailsElement {
  const element = h('details', { class: style, open: isOpen(key) }, h('summary', { 'data-key': key }, icon('chevron'), summary));
  const body = once(content);
  const fill = () => element.open && element.append(body());
  fill();
  return on(element, 'toggle', () => {
    fill();
    setOpen(key, element.open);
  });
}

export interface Toggle {
  readonly button: HTMLElement;
  readonly body: HTMLElement;
}

/** The same with a button that stands in a line of its own among other things; `body` goes wherever it fits. */
export function toggle(key: string, text: Child, content: () => Child): Toggle {
  const body = h('div', { class: 'toggled' });
  const made = once(content);
  const show = (open: boolean) => {
    button.setAttribute('aria-expanded', String(open));
    body.hidden = !open;
    if (open) {
      body.append(made());
    }
  };
  const button = on(h('button', { class: 'toggle', type: 'button', 'data-key': key }, icon('chevron'), text), 'click', () => {
    const open = button.getAttribute('aria-expanded') !== 'true';
    setOpen(key, open);
    show(open);
  });
  show(isOpen(key));
  return { button, body };
}

function once(content: () => Child): () => HTMLElement {
  let made: HTMLElement | undefined;
  return () => (made ??= h('div', { class: 'disclosed' }, content()));
}
