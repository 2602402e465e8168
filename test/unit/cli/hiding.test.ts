/** A `/proc` that hides the processes of others: what is not there may be there all the same. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
import { after, describe, test } from 'node:test';
import type { Snapshot } from '../../../src/model/snapshot.js';
import { fakeMachine } from '../sources/fakeProc.js';
import { called } from './called.js';

const machine = fakeMachine();
const hidden = fakeMachine();
const id = 'a'.repeat(64);
hidden.file('proc/1/mountinfo', '20 1 254:0 / / rw - ext4 /dev/vda rw\n21 20 0:5 / /proc rw - proc proc rw,hidepid=invisible\n');
machine.process(100, { nsPids: [100, 1], cgroup: `0::/docker/${id}\n`, namespaces: { pid: 4026532003 } });
after(() => [machine, hidden].forEach(({ folder }) => rmSync(folder, { recursive: true })));

const at = ({ procfs, sysfs }: { readonly procfs: string; readonly sysfs: string }): readonly string[] =>
  ['--no-engine', '--path.procfs', procfs, '--path.sysfs', sysfs];
const words = '/proc is mounted with hidepid=invisible: processes of other users are not shown.';

describe('where /proc hides processes', () => {
  for (const command of [['list'], ['list', '--all'], ['list', '--json']]) {
    test(`${command.join(' ')} says so on stderr`, async () => {
      const { code, err } = await called(...command, ...at(hidden));
      assert.equal(code, 0);
      assert.ok(err.split('\n').includes(`isolation-lens: ${words}`), err);
    });
  }

  test('a pid that is not found is said to be maybe hidden, and nothing points at what does not help', async () => {
    const { code, err } = await called('explain', '4711', ...at(hidden));
    assert.equal(code, 1);
    assert.ok(err.endsWith(`No container was found at all. ${words}\n`), err);
    assert.doesNotMatch(err, /shows where it looked/);
  });
});

test('where it hides none, nothing is said of it', async () => {
  assert.equal((await called('list', ...at(machine))).err, '');
  assert.doesNotMatch((await called('explain', 'nobody', ...at(machine))).err, /hidepid/);
});

test('places given from the working folder are kept as they are from the root', async () => {
  const words = at({ procfs: relative(process.cwd(), machine.procfs), sysfs: relative(process.cwd(), machine.sysfs) });
  const { code, out } = await called('snapshot', id.slice(0, 12), ...words);
  assert.equal(code, 0);
  assert.deepEqual((JSON.parse(out) as Snapshot).roots, { proc: machine.procfs, sys: machine.sysfs });
});

test('an answer that cannot be written is said to be so', (context) => {
  if (!existsSync('/dev/full')) {
    context.skip('no /dev/full here');
    return;
  }
  const { status, stderr } = spawnSync('bash', ['-c', `"${process.execPath}" --import tsx src/cli.ts --help > /dev/full`], { encoding: 'utf8' });
  assert.equal(status, 1);
  assert.equal(stderr, 'isolation-lens: The answer could not be written: ENOSPC: no space left on device.\n');
});
