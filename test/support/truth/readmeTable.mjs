// `LENS_README=1 npm test truth` writes the table of the README anew, from the rows that this run left in out/truth-table.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from '../root.mjs';

const folder = inRoot('out', 'truth-table');
const begin = '<!-- truth table: written by LENS_README=1 npm test truth -->';
const end = '<!-- end of the truth table -->';
/** Rows in the order of the test files that made them. */
const order = ['docker', 'remapped', 'engines', 'tls', 'swarm', 'v2', 'podman', 'rootless', 'runtimes'];
const titles = ['made by', 'asked', 'read by', 'found', 'named by', 'namespaces', 'cgroup limits', 'root', 'rights', 'findings'];

/** @typedef {import('./table.js').Row} Row */

export function forgetRows() {
  rmSync(folder, { recursive: true, force: true });
}

/** @returns {Row[]} */
function rows() {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length)) : [];
  const place = (/** @type {string} */ name) => (order.includes(name) ? order.indexOf(name) : order.length);
  return files.sort((one, other) => place(one) - place(other)).flatMap((name) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')));
}

/** @param {readonly [number, number] | undefined} count */
const told = (count) => (count === undefined ? 'none of its own' : `${count[0]} of ${count[1]}`);

/** @param {readonly Row[]} all @returns {string} */
export function markdown(all) {
  const lines = all.map((row, index) => {
    const same = index > 0 && all[index - 1]?.what === row.what;
    return [same ? '' : row.what, row.asked, row.reader, `${row.containers} of ${row.containers}`, row.named, told(row.namespaces), told(row.limits), row.root.join(', '), told(row.privileges), String(row.findings)];
  });
  return [titles, titles.map(() => '---'), ...lines].map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n');
}

/** @param {string} readme @param {string} table @returns {string} */
export function replaced(readme, table) {
  const [from, to] = [readme.indexOf(begin), readme.indexOf(end)];
  if (from < 0 || to < from) throw new Error('the README has no place for the truth table');
  return `${readme.slice(0, from + begin.length)}\n${table}\n${readme.slice(to)}`;
}

export function rewriteReadme() {
  const path = inRoot('README.md');
  writeFileSync(path, replaced(readFileSync(path, 'utf8'), markdown(rows())));
}
