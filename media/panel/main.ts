/** The page's entry: what the extension sends goes to the page; what the reader did before is there again. */
import './nonce.js';
import type { ToPanel } from '../../src/protocol.js';
import { post } from './api.js';
import { ConceptView } from './concept/conceptPage.js';
import { keepLast, keepScroll, lastKept, scrollKept } from './memory.js';
import { isToPanel } from './message.js';
import { Page } from './page.js';
import { skeleton } from './skeleton.js';
import { registerComponents } from './ui.js';

registerComponents();
const root = document.getElementById('root') ?? document.body;
const page = new Page(root);
/** Takes the page's place when the first concept comes. */
let concepts: ConceptView | undefined;
let shownConcept = '';
page.wait(skeleton());
root.setAttribute('aria-busy', 'true');

const last = lastKept();
if (isToPanel(last) && (last.type === 'explanation' || last.type === 'concept')) {
  receive(last);
  window.scrollTo({ top: scrollKept() });
}

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (isToPanel(data)) {
    receive(data);
  }
});
let scrollTimer: ReturnType<typeof setTimeout> | undefined;
window.addEventListener('scroll', () => {
  clearTimeout(scrollTimer);
  scrollTimer = setTimeout(() => keepScroll(window.scrollY), 200);
}, { passive: true });
post({ type: 'ready' });

function receive(message: ToPanel): void {
  root.removeAttribute('aria-busy');
  switch (message.type) {
    case 'explanation':
      keepLast(message.explanation.container.id, message.explanation.container.name, message);
      page.explanation(message);
      break;
    case 'concept':
      concept(message);
      break;
    case 'sample':
      page.sample(message.sample);
      break;
    case 'ended':
      page.ended(message.says, message.at);
      break;
    case 'problem':
      (concepts ?? page).problem(message.says);
      break;
  }
}

/** Another concept begins at its top; the same one stays where the reader is. */
function concept(message: Extract<ToPanel, { type: 'concept' }>): void {
  const { id, title } = message.page;
  const turned = shownConcept !== '' && shownConcept !== id;
  keepLast(id, title, message);
  concepts ??= new ConceptView(root);
  concepts.concept(message);
  shownConcept = id;
  if (turned) {
    window.scrollTo({ top: 0 });
  }
}
