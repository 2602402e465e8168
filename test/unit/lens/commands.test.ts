import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { containerArgument, engineArgument, valueArgument } from '../../../src/views/commands/argument.js';
import { commands } from '../../../src/ids.js';
import { oneLine, withoutIcons, withoutLinks } from '../../../src/views/plainText.js';
import { diagnosisText } from '../../../src/explain/diagnosis/diagnosisText.js';
import { machineRow } from '../../../src/views/tree/machineRow.js';
import { container, engine, fact, snapshot } from './madeUp.js';

test('a container is given as nothing, as text or as a row', () => {
  assert.equal(containerArgument(undefined), undefined);
  assert.equal(containerArgument(null), undefined);
  assert.equal(containerArgument(''), undefined);
  assert.equal(containerArgument('web'), 'web');
  assert.equal(containerArgument({ kind: 'container', key: 'x', container: container({ id: 'i' }) }), 'i');
  for (const other of [7, {}, [], { kind: 'fact', container: { id: 'i' } }, { kind: 'container' }, { kind: 'container', container: null }]) {
    assert.equal(containerArgument(other), null);
  }
});

test('an engine is given as its row alone', () => {
  assert.equal(engineArgument({ kind: 'engine', key: 'x', engine: engine({ endpoint: 'ssh://there' }) }), 'ssh://there');
  for (const other of [undefined, null, 'ssh://there', {}, { kind: 'container', engine: engine() }, { kind: 'engine' }, { kind: 'engine', engine: { endpoint: 7 } }]) {
    assert.equal(engineArgument(other), undefined);
  }
});

test('from a workspace that is not trusted nothing can be run on another machine', () => {
  const { contributes } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { contributes: { commands: { command: string; enablement?: string }[] } };
  assert.equal(contributes.commands.find(({ command }) => command === commands.readFar)?.enablement, 'isWorkspaceTrusted');
});

test('a value is given as text or as a fact’s row', () => {
  assert.equal(valueArgument('41 MiB'), '41 MiB');
  assert.equal(valueArgument({ kind: 'fact', key: 'x', fact: fact({ value: 'private' }) }), 'private');
  for (const other of [undefined, null, 7, {}, { kind: 'section' }, { kind: 'fact', fact: { value: 7 } }]) {
    assert.equal(valueArgument(other), null);
  }
});

test('foreign text brings no icon, no link, no second line', () => {
  assert.equal(withoutIcons('$(flame) x $('), '\\$(flame) x \\$(');
  assert.equal(withoutLinks('[x](command:y)'), '[x] (command:y)');
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.integer({ min: 2, max: 50 }), (text, most) => {
    const line = oneLine(text, most);
    assert.ok(line.length <= most);
    assert.ok(!['\n', '\r', '\u001b', '\u2028'].some((character) => line.includes(character)));
    assert.doesNotMatch(withoutLinks(text), /\]\(/u);
  }));
});

test('each failure of an engine has words and something to do, and none opens the socket to all', () => {
  for (const status of ['absent', 'denied', 'refused', 'timeout', 'tls', 'ssh', 'incompatible', 'malformed'] as const) {
    const { says, detail, todo } = diagnosisText(engine({ status, detail: 'what\nit said' }), undefined);
    assert.notEqual(says, '');
    assert.equal(detail, 'what\\nit said');
    assert.ok(todo.length > 0);
    assert.doesNotMatch(todo.join(' '), /chmod|666/u);
  }
});

test('a diagnosis names the socket, its group and who is stale', () => {
  const { evidence, todo } = diagnosisText(engine({ status: 'denied' }), {
    status: 'denied', endpoint: 'unix:///run/x.sock', chosenBy: 'default', why: '', hides: 'colima', staleGroup: true, groupEqualsRoot: true,
    fixes: ['unset-docker-host', 'log-in-again'],
    facts: {
      platform: 'linux', owner: 'root', group: { name: 'dockers', gid: 998, members: ['me'] }, groupNames: ['me', 'wheel'],
      socket: { path: '/run/x.sock', kind: 'socket', uid: 0, gid: 998, mode: 0o660 },
    },
  });
  assert.deepEqual(evidence, [
    '/run/x.sock belongs to root:dockers, mode 660', 'Your groups: me, wheel', 'DOCKER_HOST hides the Docker context colima',
  ]);
  assert.match(todo[0] ?? '', /colima/u);
  assert.match(todo[1] ?? '', /You are in the group dockers now/u);
});

test('this machine in a row: kernel, hypervisor, hierarchies; what is not known is left out', () => {
  const mount = (type: string) => `30 24 0:27 / /sys/fs/cgroup/${type} rw - ${type} ${type} rw,memory`;
  const machine = (files: Record<string, string>, platform = 'linux') => machineRow(snapshot([], { files, platform }));
  assert.equal(machine({}), 'Linux');
  assert.match(machine({}, 'darwin'), /no Linux kernel here \(macOS\)/u);
  assert.equal(machine({ '/proc/sys/kernel/osrelease': '5.15.167.4-microsoft-standard-WSL2\n' }), 'Linux 5.15 · WSL 2');
  assert.equal(machine({ '/proc/sys/kernel/osrelease': '6.18.5\n', '/proc/self/mountinfo': `${mount('cgroup')}\n${mount('cgroup2')}\n` }), 'Linux 6.18 · hybrid cgroups');
  assert.equal(machine({ '/proc/sys/kernel/osrelease': '6.1.0-18-amd64\n', '/proc/self/mountinfo': `${mount('cgroup2')}\n` }), 'Linux 6.1 · cgroup v2');
  assert.equal(machine({ '/sys/devices/system/clocksource/clocksource0/available_clocksource': 'kvm-clock tsc\n' }), 'Linux · guest of KVM');
});
