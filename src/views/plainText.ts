/** Names, labels, commands and paths are anybody's text: what is done to them before VS Code shows them. */
export { oneLine } from '../explain/foreignText.js';

/** For quick picks, which draw `$(name)` as an icon. */
export function withoutIcons(text: string): string {
  return text.replaceAll('$(', '\\$(');
}

/** For notifications, which turn `[text](command:…)` into a link. */
export function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (');
}
