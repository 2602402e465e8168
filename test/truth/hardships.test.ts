/** Processes as deep as the kernel allows, and runtimes and containers that end while they are looked at. */
import { deepEqual, equal, ok } from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import type { Container, Isolation } from '../../src/model/isolation.js';
import { closeAll, closeOnSignals } from '../support/closing.mjs';
import { allProcesses, descendantsOf, isAlive, processOf, until } from '../support/processes.mjs';
import { namespaceNumber, statusWords } from '../support/truth/files.js';
import { whyNot } from '../support/truth/ground.js';
import type { Reader } from '../support/truth/readers.js';
import { containerd } from '../support/truth/runtimes/containerd.js';
import { launch, sleep } from '../support/truth/runtimes/launch.js';
import { lxc } from '../support/truth/runtimes/lxc.js';
import { makePlace, type Place } from '../support/truth/runtimes/place.js';
import { kernelReaders } from '../support/truth/runtimes/readers.js';

/** MAX_PID_NS_LEVEL of the kernel (linux/pid_namespace.h). */
const deepest = 32;

describe('hardships', { skip: whyNot() ?? false, timeout: 120_000 }, () => {
  let readers: readonly Reader[] = [];
  let place: Place;
  before(async () => {
    closeOnSignals({ code: 130 });
    place = await makePlace();
    readers = await kernelReaders(place);
  });
  after(closeAll);

  async function json(reader: Reader, ...words: string[]): Promise<unknown> {
    const { code, stdout, stderr } = await reader.lens(...words, '--json', '--no-engine');
    equal(code, 0, stderr);
    return JSON.parse(stdout);
  }

  test(`pid namespaces ${deepest} deep: each found in the one around it`, async () => {
    const script = place.path('nest.sh');
    writeFileSync(script, `if [ "$1" = 0 ]; then exec ${sleep.join(' ')}; fi\nexec unshare --pid --fork sh "$0" $(($1 - 1))\n`);
    const outside = launch(place, 'nest', ['sh', script, String(deepest)]);
    ok(await until(() => descendantsOf([outside]).some(({ argv }) => argv[0] === 'sleep'), 10_000));
    const inits = descendantsOf([outside]).filter(({ pid }) => statusWords(pid, 'NSpid').at(-1) === '1').map(({ pid }) => pid);
    const depth = (pid: number): number => statusWords(pid, 'NSpid').length;
    inits.sort((one, other) => depth(one) - depth(other));
    deepEqual(inits.map(depth), Array.from({ length: deepest }, (_, index) => index + 2));
    const innermost = inits.at(-1)!;
    for (const reader of readers) {
      const found = (await json(reader, 'list') as Container[]).filter(({ pid }) => pid !== null && inits.includes(pid));
      const byPid = new Map(found.map((each) => [each.pid, each]));
      deepEqual(inits.map((pid) => byPid.get(pid)?.runtime), inits.map(() => 'unshare'));
      deepEqual(inits.map((pid) => byPid.get(pid)?.parent), [null, ...inits.slice(0, -1).map((pid) => `pid-${pid}`)]);
      const { namespaces, processes } = await json(reader, 'explain', String(innermost)) as Isolation;
      deepEqual('value' in processes && processes.value.map(({ hostPid, containerPid }) => [hostPid, containerPid]), [[innermost, 1]]);
      if (reader.isRoot) {
        deepEqual([namespaces.pid.relation, namespaces.pid.id], ['private', { value: namespaceNumber(innermost, 'pid'), from: `/proc/${innermost}/ns/pid` }]);
      }
    }
  });

  test('containers that come and go while everything is looked at', async () => {
    const script = place.path('flicker.sh');
    writeFileSync(script, 'while sleep 0; do unshare --pid --fork --mount-proc sleep 0.1; done\n');
    const loops = [1, 2, 3].map((number) => launch(place, `flicker-${number}`, ['sh', script]));
    const seen = new Set<number>();
    const ended = (): number[] => [...seen].filter((pid) => processOf(pid) === null);
    for (let look = 0; look < 8 || ended().length < 3; look += 1) {
      for (const { pid } of await json(readers[look % readers.length]!, 'list') as Container[]) {
        seen.add(pid ?? 0);
      }
    }
    for (const pid of ended().slice(0, 3)) {
      const { code, stderr } = await readers[0]!.lens('explain', String(pid), '--no-engine');
      equal(code, 1, stderr);
      ok(!/\n\s+at /.test(stderr), stderr);
    }
    for (const reader of readers) {
      await json(reader, 'matrix');
    }
    for (const pid of loops) {
      process.kill(pid, 'SIGKILL');
    }
  });

  test('a runtime that died leaves its container, which is still found and named', { skip: lxc.whyNot() ?? containerd.whyNot() ?? false }, async () => {
    const [[ended], [left]] = [await lxc.make(place), await containerd.make(place)];
    const sandboxes = [ended!, left!];
    // containerd first: it would end what a shim leaves.
    const daemon = allProcesses().find(({ argv }) => argv.includes(`${place.path('containerd')}/config.toml`));
    const monitors = sandboxes.map(({ pid }) => processOf(processOf(pid)?.ppid ?? 0));
    for (const one of [daemon, ...monitors]) {
      ok(one && one.pid > 1);
      process.kill(one.pid, 'SIGKILL');
      await until(() => !isAlive(one), 5000);
    }
    const lives = (pid: number): boolean => {
      const found = processOf(pid);
      return found !== null && isAlive(found);
    };
    ok(await until(() => !lives(ended!.pid), 5000), 'LXC’s ends with its monitor');
    ok(lives(left!.pid), 'containerd’s lives without its shim');
    for (const reader of readers) {
      const listed = await json(reader, 'list') as Container[];
      equal(listed.some(({ name, pid }) => name === ended!.name || pid === ended!.pid), false);
      // Only its shim knew that it was containerd's; what is left is a container of runc.
      deepEqual(listed.filter(({ pid }) => pid === left!.pid).map(({ name, runtime }) => [name, runtime]), [[left!.name, 'runc']]);
      await json(reader, 'explain', left!.name ?? '');
    }
  });
});
