/** The title that the file's last stage writes on its image; containers inherit the image's labels. */
import { pairsOf } from './pairs.js';
import type { ParsedDockerfile } from './parse.js';
import { plainWords } from './words.js';

export function titleLabelOf({ instructions, text, escape }: ParsedDockerfile): string | undefined {
  let title: string | undefined;
  for (const { keyword, keywordEnd, end } of instructions) {
    if (keyword === 'FROM') {
      title = undefined;
    }
    if (keyword === 'LABEL') {
      title = pairsOf(plainWords(text, keywordEnd, end, escape)).find(({ name }) => name === 'org.opencontainers.image.title')?.value ?? title;
    }
  }
  return title?.includes('$') === true ? undefined : title;
}
