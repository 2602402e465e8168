/** The pages' commands about a container: filled in from recordings, and handed to a real shell where names are hostile. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { hasBlank } from '../../../src/explain/concepts/blanks.js';
import { filledIn, filledLine } from '../../../src/explain/concepts/filledIn.js';
import { readConcept } from '../../../src/explain/concepts/readConcept.js';
import { build } from '../../../src/model/build.js';
import { containersOf } from '../../../src/model/containers.js';
import { conceptIds, type Isolation } from '../../../src/model/isolation.js';
import { unread } from '../../../src/model/reading.js';
import { snapshotOfFixture } from '../../support/snapshotOfFixture.js';
import { container, picture } from '../explain/pictures.js';

function recorded(fixture: string, name: string): Isolation {
  const snapshot = snapshotOfFixture(fixture);
  const all = containersOf(snapshot, {});
  const found = all.find((one) => one.name === name);
  assert.ok(found !== undefined, all.map((one) => one.name).join());
  return build(snapshot, found, all);
}

function linesAbout(isolation: Isolation): string[] {
  const pages = conceptIds.map((id) => readConcept(id, readFileSync(new URL(`../../../media/concepts/en/${id}.md`, import.meta.url), 'utf8')));
  return pages.flatMap((page) => filledIn(page, isolation).blocks.flatMap((block) => (block.kind === 'code' ? block.text.split('\n') : [])));
}

/** What is not about the container: a folder and a disk that nobody can guess, and a limit that is not ours to change. */
const stayBlank = /sudo chroot DIRECTORY|DEVICE:1mb|(?:docker|podman) .*update --cpus 0\.5 NAME/;

for (const [fixture, name] of [['docker-limited-v1', 'rt-limited'], ['docker-limited-v2', 'v2-limited'], ['podman-root', 'pd-lim']] as const) {
  test(`nothing about the container is left blank: ${fixture}`, () => {
    const lines = linesAbout(recorded(fixture, name));
    assert.deepEqual(lines.filter((line) => hasBlank(line) && !stayBlank.test(line)), []);
    assert.equal(lines.filter((line) => stayBlank.test(line)).length, 3);
    assert.ok(lines.length > 50);
  });
}

test('the files of a cgroup are those of the version that counts there', () => {
  const line = 'cat /sys/fs/cgroup/GROUP/memory.max /sys/fs/cgroup/GROUP/memory.events';
  const [v1, v2] = [recorded('docker-limited-v1', 'rt-limited'), recorded('docker-limited-v2', 'v2-limited')];
  assert.equal(filledLine(line, v1), ['memory.limit_in_bytes', 'memory.oom_control'].reduce((said, file) => `${said} /sys/fs/cgroup/memory/docker/${v1.container.id}/${file}`, 'cat'));
  assert.match(filledLine(line, v2), /^cat (\/sys\/fs\/cgroup\/\S+)\/memory\.max \1\/memory\.events$/u);
  assert.match(filledLine('cat /sys/fs/cgroup/GROUP/cpu.max /sys/fs/cgroup/GROUP/cpu.stat', v1), /cpu\.cfs_quota_us \S+cpu\.cfs_period_us \S+cpu\.stat$/u);
});

test('the engine’s own program is asked where the container is', () => {
  const at = (kind: 'docker' | 'podman', endpoint: string) => picture({ container: container({ name: 'web', engine: { kind, endpoint, version: '1' } }) });
  assert.equal(filledLine('docker exec CONTAINER id', at('docker', 'unix:///var/run/docker.sock')), 'docker exec web id');
  assert.equal(filledLine('docker exec CONTAINER id', at('docker', 'tcp://10.0.0.2:2375')), 'docker --host tcp://10.0.0.2:2375 exec web id');
  assert.equal(filledLine('time docker run --rm busybox true', at('podman', 'unix:///run/podman/podman.sock')), 'time podman run --rm busybox true');
});

test('without an engine its commands stay as they are', () => {
  const alone = picture({ container: container({ engine: null, pid: 5873 }) });
  assert.equal(filledLine('docker exec CONTAINER id', alone), 'docker exec CONTAINER id');
  assert.equal(filledLine('grep Cap /proc/PID/status', alone), 'grep Cap /proc/5873/status');
});

test('a pid of another kernel is not looked for on this one', () => {
  const here = picture();
  const remote = { ...here, cgroup: { ...here.cgroup, path: unread('remote', '/proc/5873/cgroup', 'another machine') } } as Isolation;
  assert.equal(filledLine('cat /proc/PID/uid_map', remote), 'cat /proc/PID/uid_map');
});

test('what another machine’s kernel says is asked there', () => {
  const far = { ...picture({ container: container({ name: 'web', pid: 5873, engine: { kind: 'docker', endpoint: 'ssh://me@there:2222/run/docker.sock', version: '1' } }) }), far: { endpoint: 'ssh://me@there:2222/run/docker.sock', readAt: '2026-01-01T00:00:00.000Z' } };
  assert.equal(filledLine('grep Cap /proc/PID/status', far), "ssh ssh://me@there:2222 'grep Cap /proc/5873/status'");
  assert.equal(filledLine('uname -r', far), 'uname -r');
  assert.match(filledLine('docker exec CONTAINER id', far), /^docker --host ssh:\S+ exec web id$/u);
});

for (const image of ['a b', '$& $1 $$', '$(touch /tmp/no) `id`', '\'; id; \'', '"', '\\', 'ünïcode:이미지', '*']) {
  test(`an image named ${image} is one word of the command`, () => {
    const line = filledLine('docker history IMAGE', picture({ container: container({ image, engine: { kind: 'docker', endpoint: 'unix:///run/docker.sock', version: '' } }) }));
    const words = execFileSync('/bin/sh', ['-c', `set -f; printf '%s\\0' ${line}`], { encoding: 'utf8' }).split('\0').slice(0, -1);
    assert.deepEqual(words, ['docker', 'history', image]);
  });
}

test('an image that would be an option is not filled in', () => {
  assert.equal(filledLine('docker history IMAGE', picture({ container: container({ image: '--help' }) })).endsWith(' history IMAGE'), true);
});
