/** The top of the page: the name, what it is in one line, and the one sentence. */
import type { Explanation } from '../../src/explain/explanation.js';
import { clip } from '../../src/explain/foreignText.js';
import type { Container } from '../../src/model/isolation.js';
import type { WordId } from '../../src/wordIds.js';
import { post } from './api.js';
import { h } from './element.js';
import { icon } from './icons.js';
import { button } from './ui.js';
import { word } from './words.js';

const states: Readonly<Record<Container['state'], WordId>> = {
  created: 'stateCreated',
  running: 'stateRunning',
  paused: 'statePaused',
  restarting: 'stateRestarting',
  exited: 'stateExited',
  dead: 'stateDead',
};

export function header({ container, sentence }: Explanation): HTMLElement {
  const about = [word(states[container.state]), container.image, runtimeOf(container), container.pid === null ? null : `PID ${container.pid}`];
  return h('header', { class: 'header' },
    h('div', { class: 'header-top' },
      h('h1', {}, clip(container.name, 200)),
      button(word('refresh'), icon('refresh'), () => post({ type: 'refresh' }))),
    h('p', { class: 'about' }, about.filter((part) => part !== null && part !== '').map((part, i) => h('span', { class: i === 0 ? 'state' : undefined }, clip(part ?? '', 200)))),
    h('p', { class: 'sentence' }, sentence));
}

function runtimeOf({ runtime, lowLevelRuntime, engine }: Container): string {
  const version = engine === null || engine.version === '' ? '' : ` ${engine.version}`;
  const below = lowLevelRuntime === undefined || lowLevelRuntime === runtime ? '' : ` (${lowLevelRuntime})`;
  return `${runtime === 'unknown' ? word('unknownRuntime') : runtime}${version}${below}`;
}
