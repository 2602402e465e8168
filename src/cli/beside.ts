/** Files that come with the program: texts in other languages, pages about concepts. */
import { join } from 'node:path';
import { hostFs } from '../sources/hostFs.js';

/** The extension's folder as seen from `dist/cli.js`, and from the sources. */
const folders = ['..', '../..'];

/** Its text; undefined where it does not come with the program. */
export function beside(file: string): string | undefined {
  const fs = hostFs();
  return folders.map((folder) => fs.readText(join(__dirname, folder, file))).find((entry) => typeof entry === 'string');
}
