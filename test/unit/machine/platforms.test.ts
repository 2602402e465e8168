/** Systems without a Linux kernel, and Windows' own kernel: what works says so, and what does not says why, in both languages. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import * as l10n from '@vscode/l10n';
import type { IsolationWithFindings } from '../../../src/model/isolation.js';
import type { Machine } from '../../../src/model/machine.js';
import { type Reading, isRead } from '../../../src/model/reading.js';
import type { Snapshot } from '../../../src/model/snapshot.js';
import { wslOf } from '../../../src/model/wsl.js';
import { whereWords } from '../../../src/explain/machine/whereWords.js';
import { childItems } from '../../../src/views/tree/children.js';
import { rootItems } from '../../../src/views/tree/roots.js';
import { rowText } from '../../../src/views/tree/rowText.js';
import { containersOf } from '../../../src/model/containers.js';
import { calledOn } from '../cli/called.js';
import { type Answers, dockerThat, json, withEngine } from '../sources/engineOverSocket.js';
import { fakeMachine } from '../sources/fakeProc.js';

const folder = mkdtempSync(join(tmpdir(), 'platforms-'));
const names = ['DOCKER_HOST', 'DOCKER_CONTEXT', 'DOCKER_CONFIG', 'HOME'] as const;
const kept = Object.fromEntries(names.map((name) => [name, process.env[name]]));
names.forEach((name) => Reflect.deleteProperty(process.env, name));
process.env.HOME = folder;
after(() => {
  names.forEach((name) => Reflect.deleteProperty(process.env, name));
  Object.assign(process.env, Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)));
  rmSync(folder, { recursive: true });
});

const id = 'a'.repeat(64);
/** As Docker Desktop answers: its engine has a kernel of its own. */
const desktop: Answers = dockerThat((request, response) => {
  const path = (request.url ?? '').replace(/^\/v[\d.]+/, '').replace(/\?.*$/, '');
  const bodies: Readonly<Record<string, unknown>> = {
    '/containers/json': [{ Id: id, Names: ['/web'], Image: 'nginx', State: 'running' }],
    [`/containers/${id}/json`]: { Id: id, Image: 'sha256:1', State: { Status: 'running', Pid: 1 }, Config: { Image: 'nginx' }, HostConfig: { Memory: 67108864, NetworkMode: 'default' }, Mounts: [] },
    '/info': { ID: 'X', Name: 'docker-desktop', KernelVersion: '6.10.14-linuxkit', MemoryLimit: true, OperatingSystem: 'Docker Desktop' },
  };
  json(response, bodies[path] ?? { message: 'page not found' }, path in bodies ? 200 : 404);
});

const systems = [['darwin', 'macOS'], ['win32', 'Windows']] as const;
const words = { en: /This machine has no Linux kernel: it runs (macOS|Windows)\./, ko: /이 머신에는 리눅스 커널이 없습니다\. (macOS|Windows)에서는/ } as const;

for (const [platform, name] of systems) {
  describe(name, () => {
    test('the machine says that it has no Linux kernel, and no number is made up for it', async () => {
      const { code, out } = await calledOn(platform, 'machine', '--no-engine', '--json');
      assert.equal(code, 0);
      const machine = JSON.parse(out) as Machine;
      assert.deepEqual([machine.platform, machine.wsl], [platform, null]);
      const { kernel, bootId, processor, memory, cgroup, virtualMachines, virtualization: { hypervisor, container } } = machine;
      for (const reading of [kernel, bootId, processor, memory, cgroup, virtualMachines, hypervisor, container] as Reading<unknown>[]) {
        assert.ok(!isRead(reading));
        assert.deepEqual([reading.unread, reading.detail], ['unsupported', `no Linux kernel on this platform (${platform})`]);
      }
    });

    for (const lang of ['en', 'ko'] as const) {
      test(`the machine in words, in ${lang}`, async () => {
        const { code, out } = await calledOn(platform, 'machine', '--no-engine', '--lang', lang);
        assert.equal(code, 0);
        assert.match(out.replaceAll(/\s+/g, ' '), words[lang]);
        assert.ok(out.includes(name));
        assert.doesNotMatch(out, /\/proc\/|undefined|\$ /);
      });

      test(`a container is explained by its engine's facts alone, in ${lang}`, async () => {
        await withEngine(desktop, async ({ endpoint }) => {
          const { code, out, err } = await calledOn(platform, 'explain', 'web', '--host', endpoint, '--lang', lang);
          assert.deepEqual([code, err], [0, '']);
          assert.match(out, /^web/);
          assert.match(out, /64\s+MiB/);
          assert.doesNotMatch(out, /\/proc\/(self|1)\//);
        });
      });
    }

    test('its kernel\'s facts are another machine\'s, and none of them a value', async () => {
      await withEngine(desktop, async ({ endpoint }) => {
        const isolation = JSON.parse((await calledOn(platform, 'explain', 'web', '--json', '--host', endpoint)).out) as IsolationWithFindings;
        assert.deepEqual(isolation.cgroup.configured.memory, { value: 67108864, from: 'GET /containers/{id}/json' });
        for (const reading of [isolation.cgroup.path, isolation.idMap.uid, isolation.privileges.seccomp, isolation.namespaces.net.id] as Reading<unknown>[]) {
          assert.ok(!isRead(reading));
          assert.ok(['remote', 'unsupported'].includes(reading.unread), reading.unread);
        }
      });
    });

    test('the tree has the engine\'s containers, and this machine\'s row says why it has none', async () => {
      await withEngine(desktop, async ({ endpoint }) => {
        const snapshot = JSON.parse((await calledOn(platform, 'snapshot', 'web', '--host', endpoint)).out) as Snapshot;
        const items = rootItems({ known: { snapshot, containers: containersOf(snapshot), complete: true }, explained: () => undefined, diagnosis: () => undefined });
        assert.deepEqual(items.map(rowText).map(({ description }) => description), [`no Linux kernel here (${name})`, '1 running']);
        const [machine] = items;
        assert.ok(machine?.kind === 'machine' && words.en.test(machine.meaning.join(' ')));
        assert.deepEqual(childItems(machine), []);
        assert.ok(items[1] !== undefined && childItems(items[1]).some((item) => item.kind === 'container' && item.container.name === 'web'));
      });
    });

    test('hovers work', async () => {
      const file = join(folder, 'Dockerfile');
      writeFileSync(file, 'FROM scratch\nUSER root\n');
      const { code, out } = await calledOn(platform, 'hover', file, '2', '2');
      assert.equal(code, 0);
      assert.ok(out.length > 10);
    });

    test('where no engine answers, what to start is what runs engines there', async () => {
      const { code, err } = await calledOn(platform, 'list');
      assert.equal(code, 0);
      assert.match(err, platform === 'win32' ? /^isolation-lens: npipe:\/\/\/\/\.\/pipe\/docker_engine: / : /^isolation-lens: unix:\/\/\/var\/run\/docker\.sock: /);
      assert.match(err, /Start Docker Desktop, or what runs the engine here/);
      assert.doesNotMatch(err, /systemctl|Neither was found/);
    });
  });
}

describe('WSL', () => {
  test('by the kernel\'s name', () => {
    for (const [release, wsl] of [
      ['5.15.167.4-microsoft-standard-WSL2', 2], ['6.6.87.2-microsoft-standard-WSL2+', 2], ['4.19.128-microsoft-standard', 2],
      ['4.4.0-19041-Microsoft', 1], ['6.1.0-18-amd64', null], ['6.5.0-1018-azure', null], ['', null],
    ] as const) {
      assert.equal(wslOf(release), wsl, release);
    }
  });

  for (const [release, wsl, said] of [['5.15.167.4-microsoft-standard-WSL2', 2, { en: /kernel of WSL 2/, ko: /WSL 2의 커널입니다/ }], ['4.4.0-19041-Microsoft', 1, { en: /WSL 1, which has no Linux kernel/, ko: /WSL 1입니다/ }]] as const) {
    test(`${wsl}: the machine says so`, async () => {
      const machine = fakeMachine();
      machine.file('proc/sys/kernel/osrelease', `${release}\n`);
      machine.file('proc/sys/kernel/version', '#1 SMP\n');
      machine.file('proc/sys/kernel/hostname', 'pc\n');
      const places = ['--no-engine', '--path.procfs', machine.procfs, '--path.sysfs', machine.sysfs];
      assert.equal((JSON.parse((await calledOn('linux', 'machine', '--json', ...places)).out) as Machine).wsl, wsl);
      for (const lang of ['en', 'ko'] as const) {
        assert.match((await calledOn('linux', 'machine', '--lang', lang, ...places)).out.replaceAll(/\s+/g, ' '), said[lang]);
      }
      rmSync(machine.folder, { recursive: true });
    });
  }
});

test('a window on another machine says which one it shows; one on its own says nothing', () => {
  l10n.config({ contents: '{}' });
  const remotes = ['wsl', 'ssh-remote', 'tunnel', 'dev-container', 'codespaces', '127.0.0.1:8080', 'something-else'];
  assert.equal(new Set(remotes.map(whereWords)).size, remotes.length);
  assert.equal(whereWords('attached-container'), whereWords('dev-container'));
  assert.match(whereWords('code.example.com'), /in a browser/);
  assert.equal(whereWords(undefined), '');
  assert.ok(whereWords('x'.repeat(10_000)).length < 300);
});
