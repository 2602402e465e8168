// The checkout: every script of this folder works from any current directory.
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
/** @param {string[]} parts */
export const inRoot = (...parts) => join(root, ...parts);
/** What is installed once and kept between runs. */
export const kept = inRoot('.vscode-test');
