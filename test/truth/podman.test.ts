/**
 * Podman as root and as an ordinary user: each container found, named and explained, through its API and through the kernel
 * alone, and never twice. Every fact is compared with a witness that shares no code with it.
 */
import { deepEqual, equal, ok } from 'node:assert/strict';
import { after, test, type TestContext } from 'node:test';
import { closeAll, closeOnSignals } from '../support/closing.mjs';
import { whyNot } from '../support/truth/ground.js';
import { Ledger, type Verdict } from '../support/truth/ledger.js';
import { type Reader, reader } from '../support/truth/readers.js';
import { eyesOn, isListedOnce, judge, kernelOnly, type Way } from '../support/truth/runtimes/judge.js';
import { asSomebody } from '../support/truth/runtimes/launch.js';
import { makePlace, type Place } from '../support/truth/runtimes/place.js';
import { Podman, whyNoPodman } from '../support/truth/runtimes/podman.js';
import { kernelReaders, stageOf } from '../support/truth/runtimes/readers.js';
import type { Sandbox } from '../support/truth/runtimes/sandbox.js';
import { lend } from '../support/truth/subordinate.js';
import { Table } from '../support/truth/table.js';

const MiB = 2 ** 20;
const here = whyNot();
const ledger = new Ledger();

function judged(verdict: Verdict): void {
  ledger.add(verdict);
  deepEqual(verdict.disagreements, []);
}

async function suite(context: TestContext, what: string, table: Table, sandboxes: readonly Sandbox[], reading: Reader, way: Way): Promise<void> {
  const eyes = await eyesOn(reading, sandboxes, way);
  const asked = way.engine === undefined ? 'the kernel' : 'its API and the kernel';
  for (const sandbox of sandboxes) {
    await context.test(`${sandbox.name ?? ''}, read by ${reading.name}, asked: ${asked}`, async () => {
      judged(isListedOnce(eyes, sandbox));
      const { verdict, isolation } = await judge(sandbox, eyes, way);
      judged(verdict);
      table.add({ what, asked, reader: reading.name, named: 'its name' }, isolation, verdict.compared);
    });
  }
}

const throughApi = (podman: Podman): Way => (
  { words: ['--host', podman.host], engine: { api: podman.api(), inspect: ({ name = '' }) => podman.inspect(name) } });

function startPod(podman: Podman, place: Place): Sandbox[] {
  const pod = place.name('pod');
  podman.do('pod', 'create', '--name', pod, '--network', 'none', '--share', 'net,ipc');
  const member = podman.start(place.name('in-pod'), '--pod', pod);
  const infra = podman.do('pod', 'inspect', '--format', '{{.InfraContainerID}}', pod);
  return [member, podman.sandbox(podman.do('container', 'inspect', '--format', '{{.Name}}', infra))];
}

test('Podman as root', { skip: here ?? whyNoPodman(false) ?? false, timeout: 200_000 }, async (context) => {
  closeOnSignals({ code: 130 });
  const place = await makePlace();
  const podman = new Podman(place, false);
  await podman.begin();
  const table = new Table('podman');
  const sandboxes = [
    podman.start(place.name('plain'), '--network', 'none'),
    {
      ...podman.start(place.name('limited'), '--network', 'none', '--memory', '64m', '--cpus', '0.5', '--pids-limit', '32'),
      shows: { 'cgroup.memory.limit': 64 * MiB, 'cgroup.cpu.limit': 0.5, 'cgroup.pids.limit': 32 },
    },
    ...startPod(podman, place),
  ];
  const [root, stranger] = await kernelReaders(place);
  await suite(context, 'Podman, root’s', table, sandboxes, root!, throughApi(podman));
  await suite(context, 'Podman, root’s', table, sandboxes, root!, kernelOnly);
  await suite(context, 'Podman, root’s', table, sandboxes, stranger!, kernelOnly);
  await context.test('the namespaces are those of podman ps --ns', () => comparedWithPodman(podman, sandboxes, root!));
  table.save();
  podman.do('pod', 'rm', '--force', '--all', '--time', '0');
  podman.do('rm', '--force', '--all', '--time', '0');
});

/** Podman reads them itself. */
async function comparedWithPodman(podman: Podman, sandboxes: readonly Sandbox[], root: Reader): Promise<void> {
  const told = JSON.parse(podman.do('ps', '--ns', '--no-trunc', '--format', 'json')) as { Id: string; Namespaces: Record<string, string> }[];
  const names = { MNT: 'mnt', CGROUP: 'cgroup', IPC: 'ipc', NET: 'net', PIDNS: 'pid', USER: 'user', UTS: 'uts' };
  for (const { id = '' } of sandboxes) {
    const { stdout } = await root.lens('explain', id, '--json', '--host', podman.host);
    const { namespaces } = JSON.parse(stdout) as { namespaces: Record<string, { id: { value: number } }> };
    const theirs = Object.fromEntries(Object.entries(told.find((each) => each.Id === id)?.Namespaces ?? {}).map(([name, number]) => [name.toUpperCase(), number]));
    const ours = Object.entries(names).map(([, type]) => String(namespaces[type]?.id.value));
    deepEqual(ours, Object.keys(names).map((name) => theirs[name]));
  }
  equal(told.length, sandboxes.length);
}

test('Podman of an ordinary user', { skip: here ?? whyNoPodman(true) ?? false, timeout: 120_000 }, async (context) => {
  closeOnSignals({ code: 130 });
  const place = await makePlace();
  lend('/etc/subuid', 'nobody');
  lend('/etc/subgid', 'nobody');
  const podman = new Podman(place, true);
  await podman.begin();
  const table = new Table('rootless');
  const sandboxes = [podman.start(place.name('rootless'), '--network', 'none')];
  const [root, stranger] = await kernelReaders(place);
  const own = reader(await stageOf(place), 'its own user', asSomebody.slice(1), true);
  const owner: Reader = { ...own, isRoot: true };
  for (const [reading, way] of [[owner, throughApi(podman)], [owner, kernelOnly], [root!, kernelOnly], [stranger!, kernelOnly]] as const) {
    await suite(context, 'Podman, an ordinary user’s', table, sandboxes, reading, way);
  }
  table.save();
  podman.do('rm', '--force', '--all', '--time', '0');
});

after(async () => {
  await closeAll();
  console.log(`Podman: ${ledger.summary()}`);
  ok(here !== undefined || ledger.allAgree);
});
