import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { capabilityMeaning, dockerDefault, podmanDefault } from '../../../src/explain/capabilityMeanings.js';
import { explain } from '../../../src/explain/explain.js';
import type { Fact } from '../../../src/explain/explanation.js';
import { reproduce } from '../../../src/explain/reproduce.js';
import { markdown } from '../../../src/explain/markdown.js';
import { plain } from '../../../src/explain/plain.js';
import { quote } from '../../../src/explain/shell.js';
import { difference } from '../../../src/explain/sections/configured.js';
import { instructionsOf } from '../../../src/explain/sections/layers.js';
import { textWidth, wrapped } from '../../../src/explain/textWidth.js';
import { conceptIds, type Isolation } from '../../../src/model/isolation.js';
import { read, unread } from '../../../src/model/reading.js';
import { cgroup, container, fourteen, inspect, namespaces, picture } from './pictures.js';

function factsOf(isolation: Isolation): Map<string, Fact> {
  return new Map(explain(isolation).sections.toReversed().flatMap(({ facts }) => flat(facts)).map((fact) => [fact.id, fact]));
}

function flat(facts: readonly Fact[]): Fact[] {
  return facts.flatMap((fact) => [fact, ...flat(fact.children ?? [])]);
}

describe('facts', () => {
  test('ids are unique in their section, concepts exist, every fact names its source', () => {
    for (const section of explain(picture()).sections) {
      const facts = flat(section.facts);
      assert.equal(new Set(facts.map(({ id }) => id)).size, facts.length, section.id);
      for (const { concept, source, id, value } of facts) {
        assert.ok(conceptIds.includes(concept), id);
        assert.notEqual(source, '', id);
        assert.notEqual(value, '', id);
      }
    }
  });

  test('rows say the answer as a person would', () => {
    const facts = factsOf(picture({ namespaces: namespaces({ net: { relation: 'shared', sharedWith: ['proxy'] }, user: { relation: 'private' } }) }));
    assert.match(facts.get('network')?.meaning ?? '', /all in it together: it is shared with proxy/u);
    const row = (id: string) => [facts.get(id)?.value, facts.get(id)?.meaning, facts.get(id)?.command];
    assert.deepEqual(row('pid'), ['private', 'PID 1 in there is 5873 out here.', 'readlink /proc/5873/ns/pid']);
    assert.equal(facts.get('net')?.value, 'shared with proxy');
    assert.equal(facts.get('user')?.meaning, 'Root in there is uid 100000 out here.');
    assert.equal(facts.get('net.id')?.value, 'net:[4026532190]');
    assert.deepEqual(facts.get('memory')?.meter, { used: 42991616, limit: 67108864 });
    assert.equal(facts.get('memory.used')?.meaning, 'Usage 50 MiB without 9 MiB of file pages that were not touched lately, as docker stats counts.');
    assert.equal(facts.get('memory.configured')?.command, 'docker inspect -f \'{{.HostConfig.Memory}}\' web');
    assert.equal(facts.get('memory.configured')?.meaning, 'The kernel enforces what was asked for.');
    assert.equal(facts.get('user.uidMap')?.value, '0 to 65535 are 100000 to 165535');
    assert.equal(facts.get('capabilities')?.value, '14 capabilities · the default');
    assert.equal(facts.get('root.layers.1')?.meaning, 'COPY site /srv, 4 KiB');
  });

  test('a process outside of the pid namespace has no number in there, and that is said', () => {
    const processes = read([{ hostPid: 5870, containerPid: 0, command: 'unshare' }, { hostPid: 5873, containerPid: 1, command: 'sleep' }], '/x/cgroup.procs');
    const facts = factsOf(picture({ processes }));
    assert.deepEqual([facts.get('processes.5870')?.label, facts.get('processes.5870')?.meaning], [
      'none', 'It has no number in there: it is in the cgroup, but outside of the pid namespace. It is 5870 out here.',
    ]);
    assert.equal(facts.get('processes.5873')?.meaning, 'PID 1 in there is 5873 out here.');
  });

  test('a relation that was told without the id shows what told it', () => {
    const facts = factsOf(picture({ namespaces: namespaces({
      net: { id: unread('denied', '/proc/5873/ns/net', 'EACCES: permission denied'), relationFrom: ['/proc/5873/net/dev'] },
      ipc: { id: unread('denied', '/proc/5873/ns/ipc', 'EACCES: permission denied'), relation: 'unknown', relationFrom: [] },
    }) }));
    assert.deepEqual([facts.get('net')?.value, facts.get('net')?.command], ['private', 'stat -c %i /proc/5873/net/dev']);
    assert.equal(facts.get('net.id')?.value, 'not readable: permission denied');
    assert.deepEqual([facts.get('ipc')?.value, facts.get('ipc')?.unread, facts.has('ipc.id')], ['not readable: permission denied', true, false]);
    assert.match(facts.get('ipc')?.meaning ?? '', /^This user may not read it\. Read as root/);
  });

  test('the group docker is advised for Docker only', () => {
    const ids = namespaces({ ipc: { id: unread('denied', '/proc/5873/ns/ipc', 'EACCES: permission denied'), relation: 'unknown', relationFrom: [] } });
    const advice = (runtime: 'docker' | 'podman' | 'lxc') => factsOf(picture({ namespaces: ids, container: container({ runtime }) })).get('ipc')?.meaning;
    assert.match(advice('docker') ?? '', /group docker/);
    for (const runtime of ['podman', 'lxc'] as const) {
      assert.equal(advice(runtime), 'This user may not read it. Read as root or as the user that runs the container.');
    }
  });

  test('the file that a container was configured by is named', () => {
    const facts = factsOf(picture({ container: container({ runtime: 'lxc', configFile: '/var/lib/lxc/web/config' }) }));
    assert.deepEqual([facts.get('root.configFile')?.value, facts.get('root.configFile')?.command], ['/var/lib/lxc/web/config', 'cat /var/lib/lxc/web/config']);
    assert.equal(factsOf(picture()).has('root.configFile'), false);
  });

  test('a limit that a group above tightens names the file that decided', () => {
    const memory = { ...cgroup().memory, limit: read(1048576, '/parent/memory.max') };
    const facts = factsOf(picture({ cgroup: cgroup({ memory }) }));
    assert.equal(facts.get('memory.limit')?.meaning, 'A group above is stricter than its own limit; decided by /parent/memory.max.');
    assert.match(facts.get('memory.configured')?.meaning ?? '', /stricter than was asked for: 1 MiB, decided by \/parent/);
    assert.match(factsOf(picture()).get('memory.limit')?.meaning ?? '', /^The smallest limit/);
  });

  test('the machine’s own user namespace', () => {
    const everyId = read([{ inside: 0, outside: 0, count: 4294967295 }], '/proc/5873/uid_map');
    const facts = factsOf(picture({ namespaces: namespaces({ user: { relation: 'initial' } }), idMap: { uid: everyId, gid: everyId } }));
    assert.equal(facts.get('user')?.value, 'initial');
    assert.equal(facts.get('user')?.meaning, 'Root in there is root out here.');
    assert.equal(facts.get('user.gidMap')?.value, 'every id is itself');
  });

  test('throttling is part of its periods, and nothing where there is no quota', () => {
    const throttled = { ...cgroup().cpu, periods: read(200, '/c'), throttledPeriods: read(6, '/c') };
    assert.match(factsOf(picture({ cgroup: cgroup({ cpu: throttled }) })).get('cpu')?.value ?? '', /^0\.5 cores · throttled 3 % of periods/);
    assert.doesNotMatch(factsOf(picture()).get('cpu')?.value ?? '', /throttled/);
  });

  test('summaries count what is there', () => {
    const explanation = explain(picture({ namespaces: namespaces({ net: { relation: 'shared' }, uts: { relation: 'initial' }, time: { relation: 'unknown' } }) }));
    assert.deepEqual(explanation.sections.map(({ summary }) => summary), [
      '5 private · 1 shared · 1 initial · 1 not known', '/docker/0fd0844ce269', 'overlay · 3 layers + writable',
      '14 capabilities · seccomp filter · no_new_privs on', '2 processes',
    ]);
  });

  test('without an engine there is nothing that was asked for', () => {
    assert.equal(factsOf(picture({ container: container({ engine: null, runtime: 'lxc' }) })).has('memory.configured'), false);
  });
});

test('on a page why something could not be read is said once, in the panel everywhere', () => {
  const failed = unread('failed', '/m', 'EIO: i/o error');
  const explanation = explain(picture({ cgroup: cgroup({ memory: { ...cgroup().memory, shmem: failed, kernel: failed, anonymous: failed } }) }));
  const times = (text: string) => text.split('EIO').length - 1;
  assert.deepEqual([times(plain(explanation, 100)), times(markdown(explanation)), times(JSON.stringify(explanation))], [1, 1, 3]);
  assert.equal(plain(explanation, 100).split('not readable: the read failed').length - 1, 3);
});

test('what the engine was asked to mount, and which of its default capabilities are not held', () => {
  const requested = read([{ kind: 'bind', source: '/srv', target: '/data', readOnly: true }, { kind: 'volume', source: 'db', target: '/db', readOnly: false }], inspect);
  const bare = picture();
  const facts = factsOf({ ...bare, root: { ...bare.root, requested }, privileges: { ...bare.privileges, capabilities: { ...bare.privileges.capabilities, effective: read(fourteen.slice(2), '/s') } } });
  assert.deepEqual([facts.get('root.requested')?.value, facts.get('root.requested')?.command], ['/data, /db', 'docker inspect -f \'{{json .Mounts}} {{json .HostConfig.Tmpfs}}\' web']);
  assert.deepEqual([facts.get('root.requested.0')?.value, facts.get('root.requested.0')?.meaning, facts.get('root.requested.1')?.value], ['the machine’s own /srv', 'Read-only.', 'volume db']);
  assert.equal(facts.get('capabilities.below')?.value, 'CAP_CHOWN, CAP_DAC_OVERRIDE');
  assert.equal(factsOf(bare).get('capabilities.below'), undefined);
});

test('a limit of a controller that is missing is said to be none', () => {
  const limit = unread('absent', '/m/memory.max', 'the controller is not enabled');
  const asked = (reading: typeof limit) => factsOf(picture({ cgroup: cgroup({ memory: { ...cgroup().memory, limit: reading } }) })).get('memory.configured')?.meaning;
  assert.equal(asked(limit), 'The kernel does not enforce it: this controller is missing.');
  assert.equal(asked(unread('denied', '/m/memory.max', 'EACCES')), 'What the kernel enforces: not readable: permission denied.');
});

test('configured beside effective', () => {
  assert.equal(difference('unlimited', 'unlimited', 0), 'same');
  assert.equal(difference(100, 96, 4), 'same');
  assert.equal(difference(100, 'unlimited', 4), 'looser');
  assert.equal(difference('unlimited', 100, 4), 'tighter');
});

test('history lines stand beside layers only where they are as many', () => {
  const line = (createdBy: string, size: number) => ({ createdBy, size });
  const named = (layers: string[], history: ReturnType<typeof line>[]) => instructionsOf(layers, history).map((each) => each?.createdBy);
  assert.deepEqual(named(['/i-init/diff', '/b', '/a'], [line('CMD', 0), line('COPY', 1), line('ADD', 2)]), [undefined, 'COPY', 'ADD']);
  assert.deepEqual(named(['/b', '/a'], [line('WORKDIR', 0), line('ADD', 2)]), ['WORKDIR', 'ADD']);
  assert.deepEqual(named(['/c', '/b', '/a'], [line('COPY', 1), line('ADD', 2)]), [undefined, undefined, undefined]);
  assert.deepEqual(instructionsOf(['/a'], undefined), [undefined]);
});

describe('commands that show the same', () => {
  const cases: readonly [string, string | undefined][] = [
    ['/proc/5873/ns/net', 'readlink /proc/5873/ns/net'],
    ['/proc/5873/root', 'readlink /proc/5873/root'],
    ['/proc/5873/status', 'cat /proc/5873/status'],
    ['/proc/5873/net/dev#inode', 'stat -c %i /proc/5873/net/dev'],
    ['/sys/fs/cgroup/a b/memory.max', 'cat \'/sys/fs/cgroup/a b/memory.max\''],
    ['/a/memory.usage, /a/memory.stat', 'cat /a/memory.usage /a/memory.stat'],
    ['/proc/5873/mountinfo, GET /containers/{id}/json', 'cat /proc/5873/mountinfo'],
    [inspect, 'docker inspect -f \'{{.State.Pid}}\' web'],
    ['GET /containers/{id}/top', 'docker top web -o pid,pidns,mntns,netns,ipcns,utsns,userns,cgroupns,timens,args'],
    ['GET /images/{id}/history', 'docker history --no-trunc registry.example:5000/library/nginx:1.27'],
    ['GET /info', 'docker info'],
    ['GET /containers/{id}/stats', 'docker stats --no-stream web'],
    ['linux/nsfs.h', undefined],
    ['/proc/5873/ns/net, linux/nsfs.h', 'readlink /proc/5873/ns/net'],
    ['GET /elsewhere', undefined],
  ];
  for (const [from, command] of cases) {
    test(from, () => assert.equal(reproduce(from, container(), '{{.State.Pid}}'), command));
  }

  test('name the engine where it is not the usual one, and the id where the name is none', () => {
    const engine = { kind: 'docker', endpoint: 'tcp://127.0.0.1:2375', version: '' } as const;
    assert.equal(reproduce(inspect, container({ engine }), 'x'), 'docker --host tcp://127.0.0.1:2375 inspect -f x web');
    assert.equal(reproduce(inspect, container({ name: '-rm', id: 'abc' }), 'x'), 'docker inspect -f x abc');
    assert.equal(reproduce(inspect, container({ engine: null }), 'x'), undefined);
  });

  test('no text becomes a second command', () => {
    const words = fc.array(fc.oneof(fc.constantFrom('\'', '"', '$(id)', '`id`', '\\', '\n', '; id', '!', '\u001b', ' ', '\u0085', '한'), fc.string({ maxLength: 5 })), { minLength: 1, maxLength: 6 })
      .map((parts) => parts.join('').replaceAll('\0', ''));
    fc.assert(fc.property(fc.array(words, { minLength: 20, maxLength: 20 }), (list) => {
      const { stdout } = spawnSync('bash', ['-c', `printf '%s\\0' ${list.map(quote).join(' ')}`], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } });
      assert.deepEqual(stdout.split('\0').slice(0, -1), list);
      // eslint-disable-next-line no-control-regex -- a terminal must not be sent any
      assert.ok(list.every((word) => !/[\u0000-\u001f\u007f]/.test(quote(word))));
    }), { numRuns: 20 });
  });
});

test('every capability of the default sets and of this kernel has a meaning of its own', () => {
  assert.equal(dockerDefault.length, 14);
  assert.equal(podmanDefault.length, 11);
  assert.deepEqual([...dockerDefault].sort(), [...fourteen].sort());
  assert.equal(new Set(dockerDefault.map(capabilityMeaning)).size, 14);
  assert.match(capabilityMeaning('CAP_99'), /does not describe/);
});

test('lines are wrapped to the width, also where characters are wide', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', '한', ' ', 'e\u0301', '漢') }), fc.integer({ min: 2, max: 40 }), (text, columns) => {
    const lines = wrapped(text, columns);
    assert.ok(lines.every((line) => textWidth(line) <= columns));
    assert.equal(lines.join('').replaceAll(' ', ''), text.replaceAll(' ', ''));
  }));
});

test('without a cgroup of its own the group around it is not called its', () => {
  const none = unread('unsupported', '/proc/5873/cgroup', 'no cgroup of its own');
  const { memory, cpu, pids } = cgroup();
  const isolation = picture({ cgroup: cgroup({ path: read('/user.slice', '/proc/5873/cgroup'),
    memory: { ...memory, limit: none }, cpu: { ...cpu, limit: none }, pids: { ...pids, limit: none } }) });
  assert.equal(explain(isolation).sections.find(({ id }) => id === 'cgroup')?.summary, 'none of its own');
  assert.match(factsOf(isolation).get('cgroup.path')?.meaning ?? '', /^It was started without a group of its own: other processes of the machine/, 'whichever machine that is');
  assert.equal(explain(picture()).sections.find(({ id }) => id === 'cgroup')?.summary, '/docker/0fd0844ce269');
});

test('from within, where the cgroups above are not shown, its own is still its own', () => {
  const above = unread('unsupported', '/sys/fs/cgroup', 'the cgroups above are not shown in here');
  const { memory, cpu, pids } = cgroup();
  const isolation = picture({ cgroup: cgroup({ path: read('/', '/proc/1/cgroup'),
    memory: { ...memory, limit: above }, cpu: { ...cpu, limit: above }, pids: { ...pids, limit: above } }) });
  assert.equal(explain(isolation).sections.find(({ id }) => id === 'cgroup')?.summary, '/');
  assert.match(factsOf(isolation).get('cgroup.path')?.meaning ?? '', /^The group of processes/);
});
