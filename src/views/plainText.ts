/** Names, labels, commands and paths are anybody's text: what is done to them before VS Code shows them. */
import { clip, visible } from '../explain/foreignText.js';

/** One short line in which control and direction characters are spelled out. */
export function oneLine(text: string, most = 200): string {
  // Cut first as well: a megabyte is not worth looking through for a row of 200 characters.
  return clip(visible(clip(text, most)), most);
}

/** For quick picks, which draw `$(name)` as an icon. */
export function withoutIcons(text: string): string {
  return text.replaceAll('$(', '\\$(');
}

/** For notifications, which turn `[text](command:…)` into a link. */
export function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (');
}
