/**
 * Text from outside, made safe to look at: what would be invisible or would turn the line around is spelled out, and what
 * would fill the page is cut. It is set as a text node only, so HTML in it stays text.
 */
import { clip, visible } from '../../src/explain/foreignText.js';

const longest = 2000;

export function plainText(text: string, limit = longest): string {
  return visible(clip(text, limit));
}
