/** Every recording of a real container: what is found in it, against the recorded text itself. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { build } from '../../../src/model/build.js';
import { containersOf } from '../../../src/model/containers.js';
import { type Container, type Isolation, namespaceTypes } from '../../../src/model/isolation.js';
import { kernelDir } from '../../../src/model/proof.js';
import { isRead } from '../../../src/model/reading.js';
import { type Recording, fixtureNames, recordingOf, snapshotOfFixture } from '../../support/snapshotOfFixture.js';

interface Expected {
  readonly pid: number;
  readonly runtime: string;
  readonly name: string;
  readonly id: string;
  readonly lowLevel?: string;
  readonly engine?: 'docker' | 'podman';
  readonly pod?: string;
  /** Whose rights are shown, where it is not the first process. */
  readonly program?: number;
  /** uid and gid inside. */
  readonly user?: readonly [number, number];
  /** hostPid:containerPid of all processes; `null` where the recording has not all of them. */
  readonly processes: readonly string[] | 'unread';
}

const docker = { runtime: 'docker', lowLevel: 'runc', engine: 'docker' } as const;
const podman = { runtime: 'podman', lowLevel: 'runc', engine: 'podman' } as const;

const expectations: Readonly<Record<string, readonly Expected[]>> = {
  'bwrap-root': [{ pid: 32413, runtime: 'bubblewrap', name: 'bwrap-32413', id: 'pid-32413', program: 32425, processes: ['32413:1', '32425:2'] }],
  'chroot-only': [{ pid: 32511, runtime: 'chroot', name: 'sleep-32511', id: 'pid-32511', processes: 'unread' }],
  'containerd-ct1': [{ pid: 12099, runtime: 'containerd', name: 'ct1', id: 'ct1', lowLevel: 'runc', processes: ['12099:1'] }],
  'docker-cgroupns-v1': [
    { ...docker, pid: 16967, name: 'rt-cghost', id: '100f52c444d425eef558a3228de8074c7a41c8dec51ec8cf3ceedf424f17ee28', processes: ['16967:1'] },
    { ...docker, pid: 17514, name: 'rt-cgparent', id: 'ec7d76a795e1c3969889b2e878597d020d55ecab78bce668ff69cc61e404b09e', processes: ['17514:1'] },
    { ...docker, pid: 17033, name: 'rt-cgprivate', id: '7d8bd266216ddcb4f351a3b1d476745183040c9473d3c8ff20fc83754267849c', processes: ['17033:1'] },
  ],
  'docker-default-v1': [{ ...docker, pid: 17383, name: 'rt-default', id: 'e6baa4d7a9c5c54cd638a388d374007a875e9d772c3166e7c867b8d8b2b39411', processes: ['17383:1'] }],
  'docker-default-v2': [{ ...docker, pid: 345, name: 'v2-default', id: 'e9f9923dd62b2700171325e0ae8367f96e8b59b26bf9a8e58caf2d1f0ddb5a41', processes: ['345:1'] }],
  'docker-hostns-v1': [
    { ...docker, pid: 17204, name: 'rt-hostns', id: '5a41f2a277fd8878ef59a197b644565968a89cc2b1dddd93fcb70b9ee0add499', processes: ['17204:17204'] },
    { ...docker, pid: 16587, name: 'rt-nethost', id: 'b477bdd3ab785469d67dff8f6c431c3ae5ab6eff23baa3a01fbe958741fb5849', processes: ['16587:1'] },
    { ...docker, pid: 16636, name: 'rt-pidhost', id: '6636a7389b3ff63b4944e3ec458c93294939fca77e95bcf2abe49a323abf9cf1', processes: ['16636:16636'] },
    { ...docker, pid: 16832, name: 'rt-utshost', id: '20e45402d82c3e46314a27513ad3194a798f076050213c41a6c9032296710e08', processes: ['16832:1'] },
  ],
  'docker-init-v1': [{ ...docker, pid: 17450, name: 'rt-init', id: 'e1df6b4531c95d7c2e5e6fbe89c13ab5509261e246490d3581e2063c2de5b57e', processes: ['17450:1', '17477:7', '17478:8'] }],
  'docker-limited-v1': [{ ...docker, pid: 17317, name: 'rt-limited', id: 'c518b038f5ea2c5d98b9f52f00929bd1247542be4f77ec64da066102fe8794c0', user: [1000, 1000], processes: ['17317:1'] }],
  'docker-limited-v2': [{ ...docker, pid: 399, name: 'v2-limited', id: '11d95ef3a797bfd729c01e907d39464d033963697d43267778e45bcba3d0e01d', user: [1000, 1000], processes: ['399:1'] }],
  'docker-privileged-v1': [{ ...docker, pid: 19880, name: 'rt-almostpriv', id: 'df5c3e4d4b46d5c8e4f11fb7bc30890d3a37b0cfbd3d27ccc55cdb0dfede20a4', processes: ['19880:1'] }],
  'docker-privileged-v2': [{ ...docker, pid: 456, name: 'v2-priv', id: 'a148a0896c37e3ef062372b80242732ee8ba0c804c0ff70a30ca2ec82b9a3dc7', processes: ['456:1'] }],
  'docker-rootless-v1': [
    { ...docker, pid: 31686, name: 'rl1', id: '9c7592de1427c7a93ba1584b5d5fb6d08003e65035e1ab4a06efe373d76f6126', processes: ['31686:1'] },
    { ...docker, pid: 31750, name: 'rl2', id: '22b0f4956e3107145148793e87ece660ccb54706c9b459c5219a62b599fa456a', processes: ['31750:1'] },
  ],
  'docker-sharedns-v1': [
    { ...docker, pid: 16770, name: 'rt-ipcpeer', id: '3e8d0a7f9d9fa84123592a30a8c4818576d0b0502ded1d279671d091f838a798', processes: ['16770:1'] },
    { ...docker, pid: 16699, name: 'rt-ipcshare', id: '93bdff6e59e953d180d48736875470125b650d809339f5e932a3b93ae4d8ffad', processes: ['16699:1'] },
    { ...docker, pid: 16532, name: 'rt-netpeer', id: '6b86e6e138bce69bcc9aa8e840a6da890f51b859eaa4dd98692bb3777248c790', processes: ['16532:1'] },
    { ...docker, pid: 17252, name: 'rt-pidpeer', id: '0c5e962234d66b9fd7af91bcab21dd968661a2590cb486714c6b30c55889e3f0', processes: ['17252:7'] },
    { ...docker, pid: 5873, name: 'web', id: '0fd0844ce2697eabd61ea38871e3060d25bc1c126bdfb982107322cfb54ab460', processes: ['5873:1'] },
  ],
  firejail: [{ pid: 32429, runtime: 'firejail', name: 'firejail-32429', id: 'pid-32429', program: 32435, processes: ['32429:1', '32435:3'] }],
  'lxc-lx1': [{ pid: 11018, runtime: 'lxc', name: 'lx1', id: 'pid-11018', processes: 'unread' }],
  nspawn: [{ pid: 32434, runtime: 'systemd-nspawn', name: 'nsp1', id: 'pid-32434', processes: ['32434:1', '32436:2'] }],
  'podman-pod': [
    { ...podman, pid: 8086, name: '016f2a056556-infra', id: '9838b9c66c7f84e21a1cc6905ee06df7a9413fadd4fc2057f12e8f2090e9d370', pod: 'pd-pod', processes: ['8086:1'] },
    { ...podman, pid: 8107, name: 'pd-pod-a', id: 'a986cee1b2cb40c991a3f0fb14ead20dd360f4b2a0b790ebfe2e49f798fec708', pod: 'pd-pod', processes: ['8107:1'] },
    { ...podman, pid: 8137, name: 'pd-pod-b', id: 'f6a4d200a752f941b8441a362b9517983dadcaf16a31858f8b32a22b6ade2ffa', pod: 'pd-pod', processes: ['8137:1'] },
  ],
  'podman-privileged': [{ ...podman, pid: 8187, name: 'pd-priv', id: '8e85938e19a489c418b838dee11522e6696828aa05378514b30babd642fbfa36', processes: ['8187:1'] }],
  'podman-root': [
    { ...podman, pid: 7829, name: 'pd-lim', id: '31271c9b1cf831d94759c9f8d785560e18aca9a8039ddf604a59e48351d9457c', processes: ['7829:1'] },
    { ...podman, pid: 7799, name: 'pd-root', id: '2f7b2c9e5318f2192888648bbb7b70d4c94406ea23cac10590f234e4f2939b49', processes: ['7799:1'] },
  ],
  'podman-rootless': [{ pid: 9787, runtime: 'podman', lowLevel: 'runc', name: 'pdl-2', id: 'e4dae663778338cea7f8a326c7157648c0a30fb4ed102b52125f14d7a293e0bc', processes: ['9787:1'] }],
  'podman-rootless-systemd-v2': [{ pid: 1560, runtime: 'podman', lowLevel: 'crun', name: 'rp1', id: '2acf326677d5bacc8a04e251fb5b25c24e6dc301ede2941aa1e54d88cf606f32', processes: ['1560:1'] }],
  runc: [{ pid: 12269, runtime: 'runc', name: 'rc1', id: 'rc1', processes: ['12269:1'] }],
  'sandbox-root-v1': [{ pid: 20694, runtime: 'unshare', name: 'sleep-20694', id: 'pid-20694', processes: ['20679:0', '20694:1'] }],
  'sandbox-root-v2': [{ pid: 317, runtime: 'unshare', name: 'sleep-317', id: 'pid-317', processes: ['310:0', '317:1'] }],
  'sandbox-rootless': [{ pid: 20545, runtime: 'unshare', name: 'sleep-20545', id: 'pid-20545', processes: ['20545:1'] }],
  'systemd-unit-v2': [
    { pid: 5421, runtime: 'systemd-service', name: 'chr1.service', id: 'pid-5421', processes: ['5421:5421'] },
    { pid: 5419, runtime: 'systemd-service', name: 'hard1.service', id: 'pid-5419', user: [63450, 63450], processes: ['5419:5419'] },
  ],
  'unshare-root': [{ pid: 32415, runtime: 'unshare', name: 'sleep-32415', id: 'pid-32415', processes: ['32415:1'] }],
  'unshare-rootless': [{ pid: 32432, runtime: 'unshare', name: 'sleep-32432', id: 'pid-32432', processes: ['32432:1'] }],
  'vm-qemu-kvm': [],
  'vm-qemu-tcg': [],
};

/** The number in a recorded link. */
function recordedId(recording: Recording, pid: number | 'self', type: string): number {
  const { link } = recording[`proc/${pid}/ns/${type}`] as { link: string };
  return Number(link.slice(link.indexOf('[') + 1, -1));
}

/** The words of a recorded status line. */
function recordedStatus(recording: Recording, pid: number, name: string): string[] {
  const line = (recording[`proc/${pid}/status`] as string).split('\n').find((each) => each.startsWith(`${name}:\t`));
  return (line ?? '').slice(name.length + 1).trim().split('\t');
}

test('every recording is a case here', () => {
  assert.deepEqual(fixtureNames(), Object.keys(expectations).sort());
  assert.equal(fixtureNames().length, 31);
});

for (const [name, expected] of Object.entries(expectations)) {
  describe(`recording ${name}`, () => {
    const recording = recordingOf(name);
    const snapshot = snapshotOfFixture(name);
    const all = containersOf(snapshot);
    const here = all.filter((container) => isRead(kernelDir(snapshot, container)));
    const pictures = new Map(here.map((container) => [container.pid, build(snapshot, container, all)]));

    test('finds its containers, and no other process', () => {
      assert.deepEqual(here.map(summary), expected.map(({ pid, runtime, name: called, id, lowLevel, engine, pod }) => (
        [pid, runtime, called, id, lowLevel ?? null, engine ?? null, pod ?? null])));
    });

    test('containers of which only the list tells have no process here', () => {
      assert.deepEqual(all.filter((container) => !here.includes(container)).filter(({ pid }) => pid !== null), []);
    });

    for (const each of expected) {
      const picture = (): Isolation => pictures.get(each.pid)!;

      test(`${each.name}: namespaces`, () => {
        for (const type of namespaceTypes) {
          const id = recordedId(recording, each.pid, type);
          const initial = id === recordedId(recording, 'self', type);
          const sharing = initial ? [] : expected
            .filter(({ pid }) => pid !== each.pid && recordedId(recording, pid, type) === id)
            .map((other) => other.name).sort();
          const found = picture().namespaces[type];
          assert.deepEqual(found.id, { value: id, from: `/proc/${each.pid}/ns/${type}` }, type);
          assert.deepEqual([found.relation, found.sharedWith], [initial ? 'initial' : sharing.length > 0 ? 'shared' : 'private', sharing], type);
          assert.ok(found.relationFrom.includes(`/proc/${each.pid}/ns/${type}`), type);
        }
      });

      test(`${each.name}: privileges`, () => {
        const { user, capabilities, noNewPrivileges, seccomp, lsm } = picture().privileges;
        const program = each.program ?? each.pid;
        const from = `/proc/${program}/status`;
        const [uid, gid] = each.user ?? [0, 0];
        const owner = Number(recording[`proc/${program}/.owner`]);
        assert.deepEqual(user, { value: { uid, gid, hostUid: owner }, from });
        for (const [set, line] of [['effective', 'CapEff'], ['permitted', 'CapPrm'], ['inheritable', 'CapInh'], ['bounding', 'CapBnd'], ['ambient', 'CapAmb']] as const) {
          const hex = recordedStatus(recording, program, line)[0]!;
          assert.deepEqual(maskOf(capabilities[set], from), BigInt(`0x${hex}`), set);
        }
        assert.deepEqual(noNewPrivileges, { value: recordedStatus(recording, program, 'NoNewPrivs')[0] === '1', from });
        assert.deepEqual(seccomp, { value: ['disabled', 'strict', 'filter'][Number(recordedStatus(recording, program, 'Seccomp')[0])], from });
        const label = recording[`proc/${program}/attr/current`];
        assert.deepEqual(isRead(lsm) ? lsm.value : lsm.unread, typeof label === 'string' ? label.trim() : 'unsupported');
      });

      test(`${each.name}: processes, each with the pids of its NSpid line`, () => {
        const { processes } = picture();
        if (each.processes === 'unread') {
          assert.equal(isRead(processes), false);
          return;
        }
        assert.ok(isRead(processes), JSON.stringify(processes));
        assert.deepEqual(processes.value.map(({ hostPid, containerPid }) => `${hostPid}:${containerPid}`), each.processes);
        for (const { hostPid, containerPid, command } of processes.value) {
          assert.equal(command, (recording[`proc/${hostPid}/cmdline`] as string).replace(/\0+$/, '').replaceAll('\0', ' '));
          const pids = recordedStatus(recording, hostPid, 'NSpid').map(Number);
          assert.ok(containerPid === 0 ? pids.length === 1 : pids.includes(containerPid));
        }
      });

      test(`${each.name}: id maps`, () => {
        for (const kind of ['uid', 'gid'] as const) {
          const lines = (recording[`proc/${each.pid}/${kind}_map`] as string).trim().split('\n');
          const ranges = lines.map((line) => line.trim().split(/ +/).map(Number));
          assert.deepEqual(picture().idMap[kind], {
            value: ranges.map(([inside, outside, count]) => ({ inside, outside, count })), from: `/proc/${each.pid}/${kind}_map`,
          });
        }
      });
    }
  });
}

function summary({ pid, runtime, name, id, lowLevelRuntime, engine, pod }: Container): unknown[] {
  return [pid, runtime, name, id, lowLevelRuntime ?? null, engine?.kind ?? null, pod?.name ?? null];
}

/** linux/capability.h, in the order of its numbers. */
const numbers = `chown dac_override dac_read_search fowner fsetid kill setgid setuid setpcap linux_immutable net_bind_service
  net_broadcast net_admin net_raw ipc_lock ipc_owner sys_module sys_rawio sys_chroot sys_ptrace sys_pacct sys_admin sys_boot
  sys_nice sys_resource sys_time sys_tty_config mknod lease audit_write audit_control setfcap mac_override mac_admin syslog
  wake_alarm block_suspend audit_read perfmon bpf checkpoint_restore`.split(/\s+/);

function maskOf(reading: Isolation['privileges']['capabilities']['effective'], from: string): bigint {
  assert.ok(isRead(reading) && reading.from === from);
  return reading.value.reduce((mask, name) => mask | (1n << BigInt(numbers.indexOf(name.slice(4).toLowerCase()))), 0n);
}

test('what Podman itself calls the effective capabilities is what the kernel says', () => {
  const snapshot = snapshotOfFixture('podman-pod');
  const all = containersOf(snapshot);
  const { EffectiveCaps: theirs } = recordingOf('podman-pod')['engine/pd-pod-a.libpod-inspect.json'] as { EffectiveCaps: string[] };
  const { effective } = build(snapshot, all.find(({ name }) => name === 'pd-pod-a')!, all).privileges.capabilities;
  assert.ok(isRead(effective));
  assert.deepEqual([...effective.value].sort(), [...theirs].sort());
});
