import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { EngineStatus } from '../../../src/model/snapshot.js';
import { groupsIn, userName } from '../../../src/sources/accounts.js';
import { type Diagnosis, type DiagnosisFacts, diagnose } from '../../../src/sources/diagnose.js';
import { diagnosisFacts } from '../../../src/sources/diagnosisFacts.js';
import type { EndpointChoice } from '../../../src/sources/endpoints.js';
import { hostFs } from '../../../src/sources/hostFs.js';

const choice: EndpointChoice = { endpoint: 'unix:///var/run/docker.sock', chosenBy: 'default', why: 'default' };
const socket = { path: '/var/run/docker.sock', kind: 'socket', uid: 0, gid: 999, mode: 0o660 } as const;
const outsider: DiagnosisFacts = {
  platform: 'linux', socket, owner: 'root', group: { name: 'docker', gid: 999, members: ['ann'] },
  reader: { uid: 1001, name: 'bob', groups: [1001] }, installed: true,
};

function diagnosisOf(status: EngineStatus, facts: DiagnosisFacts = outsider, change: Partial<EndpointChoice> = {}, detail = 'x'): Diagnosis {
  const { endpoint, chosenBy } = { ...choice, ...change };
  return diagnose({ kind: 'docker', endpoint, chosenBy, status, detail }, { ...choice, ...change }, facts);
}

describe('a diagnosis', () => {
  it('denied: the reader is in no group that may, and joining it equals being root', () => {
    const diagnosis = diagnosisOf('denied');
    assert.deepEqual(diagnosis.fixes, ['join-group', 'use-rootless']);
    assert.equal(diagnosis.staleGroup, false);
    assert.equal(diagnosis.groupEqualsRoot, true);
    assert.deepEqual(diagnosis.facts, outsider);
  });

  it('denied: in the group by /etc/group, but not in this process', () => {
    const diagnosis = diagnosisOf('denied', { ...outsider, reader: { uid: 1000, name: 'ann', groups: [1000] } });
    assert.deepEqual(diagnosis.fixes, ['log-in-again', 'use-rootless']);
    assert.equal(diagnosis.staleGroup, true);
  });

  it('denied: the group may not write either, or it is root\'s', () => {
    assert.deepEqual(diagnosisOf('denied', { ...outsider, socket: { ...socket, mode: 0o600 } }).fixes, ['use-rootless']);
    assert.deepEqual(diagnosisOf('denied', { ...outsider, group: { name: 'root', gid: 0, members: [] } }).fixes, ['use-rootless']);
    assert.deepEqual(diagnosisOf('denied', { platform: 'linux' }).fixes, ['use-rootless']);
  });

  for (const [status, facts, endpoint, detail, fixes] of [
    ['absent', outsider, undefined, '', ['start-engine']],
    ['absent', { ...outsider, installed: false }, undefined, '', ['install-engine']],
    ['absent', { ...outsider, desktop: true }, undefined, '', ['start-desktop']],
    ['absent', { ...outsider, platform: 'darwin' }, undefined, '', ['start-desktop']],
    ['absent', outsider, 'tcp://nowhere:2375', '', ['check-address']],
    ['refused', outsider, undefined, '', ['start-engine']],
    ['refused', outsider, 'tcp://127.0.0.1:2375', '', ['check-address', 'start-engine']],
    ['timeout', outsider, undefined, '', ['restart-engine']],
    ['timeout', outsider, 'tcp://10.0.0.1:2375', '', ['check-address']],
    ['tls', outsider, 'tcp://10.0.0.1:2376', 'HTTP 400: Client sent an HTTP request to an HTTPS server.', ['use-tls']],
    ['tls', outsider, 'tcp://10.0.0.1:2376', 'self-signed certificate', ['trust-authority']],
    ['tls', outsider, 'tcp://10.0.0.1:2376', 'certificate has expired', ['renew-certificate']],
    ['tls', outsider, 'tcp://10.0.0.1:2376', 'tlsv13 alert certificate required', ['give-certificate']],
    ['tls', outsider, 'tcp://10.0.0.1:2376', 'oh', ['check-certificates']],
    ['denied', outsider, 'tcp://10.0.0.1:2375', 'HTTP 403: no', ['ask-owner', 'check-what-listens']],
    ['malformed', outsider, 'tcp://10.0.0.1:2375', 'socket hang up', ['use-tls', 'check-what-listens', 'check-address']],
    ['malformed', outsider, 'tcp://10.0.0.1:2376', 'socket hang up', ['check-certificates', 'check-what-listens', 'check-address']],
    ['malformed', outsider, 'fd://', 'not an endpoint: fd://', ['check-address']],
    ['incompatible', outsider, undefined, 'HTTP 400: client version 1.51 is too old. Minimum supported API version is 1.60', ['update-lens']],
    ['incompatible', outsider, undefined, 'HTTP 400: client version 1.51 is too new. Maximum supported API version is 1.24', ['update-engine']],
    ['ssh', outsider, 'ssh://x', '', ['try-ssh']],
    ['incompatible', outsider, undefined, 'API 1.18 is older than 1.24', ['update-engine']],
    ['incompatible', outsider, undefined, 'the engine runs Windows containers', ['use-linux-containers']],
    ['malformed', outsider, undefined, 'not JSON', ['check-what-listens', 'check-address']],
    ['ok', outsider, undefined, '', []],
  ] as const) {
    it(`${status}${endpoint ? ` at ${endpoint}` : ''}: ${fixes.join(', ')}`, () => {
      assert.deepEqual(diagnosisOf(status, facts, endpoint === undefined ? {} : { endpoint }, detail).fixes, fixes);
    });
  }

  it('says first that DOCKER_HOST hides a context', () => {
    const diagnosis = diagnosisOf('absent', outsider, { chosenBy: 'DOCKER_HOST', hides: 'there' });
    assert.equal(diagnosis.hides, 'there');
    assert.deepEqual(diagnosis.fixes, ['unset-docker-host', 'start-engine']);
  });

  it('reads this machine without throwing, and knows who reads', () => {
    const facts = diagnosisFacts({ fs: hostFs(), platform: 'linux', env: {}, home: '/nonexistent', uid: 0, groups: [0] }, 'unix:///nonexistent');
    assert.deepEqual(facts.reader, { uid: 0, groups: [0], name: 'root' });
    assert.deepEqual(facts.groupNames, ['root']);
    assert.equal(facts.socket, undefined);
    assert.equal(facts.folder, undefined);
  });

  it('names the folder that bars the way', () => {
    const facts = diagnosisFacts({ fs: hostFs(), platform: 'linux', env: {}, home: '/nonexistent', uid: 0, groups: [0] }, 'unix:///proc/nonexistent/a/engine.sock');
    assert.equal(facts.folder?.path, '/proc');
    assert.equal(facts.folder.kind, 'folder');
  });
});

describe('accounts', () => {
  it('groups and users', () => {
    assert.deepEqual(groupsIn('root:x:0:\ndocker:x:999:ann,bob\nbroken\nodd:x:-1:\n'), [
      { name: 'root', gid: 0, members: [] }, { name: 'docker', gid: 999, members: ['ann', 'bob'] },
    ]);
    assert.equal(userName('root:x:0:0::/root:/bin/sh\nann:x:1000:1000::/:/bin/sh\n', 1000), 'ann');
    assert.equal(userName('root:x:0:0::/root:/bin/sh\n', 7), undefined);
  });

  it('any text', () => {
    fc.assert(fc.property(fc.string(), (text) => groupsIn(text).every(({ gid }) => Number.isInteger(gid))));
  });
});
