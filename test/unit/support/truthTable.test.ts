/** The table of engine × fact, counted from what was printed. */
import { deepEqual, equal, throws } from 'node:assert/strict';
import { test } from 'node:test';
import { markdown, replaced } from '../../support/truth/readmeTable.mjs';
import { rowOf, together } from '../../support/truth/table.js';

const about = { what: 'LXC', asked: 'the kernel', reader: 'root', named: 'its name' };
const read = { value: 1, from: '/x' };
const denied = { unread: 'denied', from: '/x' };
const namespaces = (relation: string) => Object.fromEntries(['cgroup', 'ipc', 'mnt', 'net', 'pid', 'time', 'user', 'uts'].map((type) => [type, { relation }]));
const sets = { effective: read, permitted: read, inheritable: read, bounding: read, ambient: denied };
const picture = {
  namespaces: { ...namespaces('private'), ipc: { relation: 'unknown' } },
  cgroup: { memory: { limit: read }, cpu: { limit: { value: 'unlimited', from: '/x' } }, pids: { limit: denied } },
  root: { mechanism: { value: 'pivot_root', from: '/x' } },
  privileges: { user: denied, noNewPrivileges: { value: false, from: '/x' }, seccomp: read, capabilities: sets },
  findings: [{ id: 'a' }, { id: 'b' }],
};

test('what was told is counted, what was not told is not', () => {
  const row = rowOf(about, picture, 100);
  deepEqual([row.namespaces, row.limits, row.root, row.privileges, row.findings], [[7, 8], [2, 3], ['pivot_root'], [6, 8], 2]);
});

test('two of the same are one row', () => {
  const none = { unread: 'unsupported', from: '/x', detail: 'no cgroup of its own: others are in / too' };
  const other = { ...picture, cgroup: { memory: { limit: none }, cpu: { limit: none }, pids: { limit: none } }, root: { mechanism: denied } };
  equal(rowOf(about, other, 1).limits, undefined);
  const row = together(rowOf(about, picture, 100), rowOf({ ...about, named: 'its id' }, other, 1));
  deepEqual([row.containers, row.namespaces, row.limits, row.root, row.compared, row.named], [2, [14, 16], [2, 3], ['denied', 'pivot_root'], 101, 'its name or its id']);
});

test('rows become Markdown, and take the place of the old ones', () => {
  const first = rowOf(about, picture, 1);
  const table = markdown([first, { ...first, reader: 'an | ordinary user', limits: undefined }]);
  deepEqual(table.split('\n').slice(2), [
    '| LXC | the kernel | root | 1 of 1 | its name | 7 of 8 | 2 of 3 | pivot_root | 6 of 8 | 2 |',
    '|  | the kernel | an \\| ordinary user | 1 of 1 | its name | 7 of 8 | none of its own | pivot_root | 6 of 8 | 2 |',
  ]);
  const [begin, end] = ['<!-- truth table: written by LENS_README=1 npm test truth -->', '<!-- end of the truth table -->'];
  equal(replaced(`a\n${begin}\nold\n${end}\nb\n`, 'new'), `a\n${begin}\nnew\n${end}\nb\n`);
  throws(() => replaced('nothing', 'new'));
});
