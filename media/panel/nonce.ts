/**
 * Imported first. The toolkit makes one style element when it is loaded, to try `:focus-visible`; the page's policy lets
 * it in only under the script's nonce, which the toolkit looks for in this meta element.
 */
import { h } from './element.js';

const nonce = document.currentScript?.nonce ?? '';
if (nonce !== '') {
  document.head.append(h('meta', { property: 'csp-nonce', content: nonce }));
}
