/** Every reason and every fix has words of its own in both languages, and none of them opens an engine to everybody. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, describe, test } from 'node:test';
import * as l10n from '@vscode/l10n';
import { fixWords } from '../../../src/explain/diagnosis/fixWords.js';
import { saidWords } from '../../../src/explain/diagnosis/saidWords.js';
import { apiReasons, fixIds, sshReasons, tlsReasons } from '../../../src/model/diagnosis.js';

const korean = readFileSync(new URL('../../../l10n/bundle.l10n.ko.json', import.meta.url), 'utf8');
const names = { endpoint: 'unix:///run/x.sock', group: 'docker', context: 'there', product: '' };
const statuses = ['absent', 'denied', 'refused', 'timeout', 'tls', 'ssh', 'incompatible', 'malformed'] as const;

/** A mode for everybody, by whatever tool. */
const open = /chmod|chown|setfacl|\b0?[67]66\b|\b0?[67]77\b|[ao]\+r?w|umask/i;

for (const [language, contents, root] of [['English', '{}', /all that root can/], ['Korean', korean, /root가 할 수 있는/]] as const) {
  describe(language, () => {
    after(() => l10n.config({ contents: '{}' }));
    const each = <T>(work: () => T): T => {
      l10n.config({ contents });
      return work();
    };

    test('each fix says what to do, in words of its own', () => each(() => {
      const words = fixIds.map((fix) => fixWords(fix, names));
      assert.equal(new Set(words).size, fixIds.length);
      assert.ok(words.every((text) => text.length > 10));
    }));

    test('no fix opens the socket to everybody', () => each(() => {
      for (const fix of fixIds) {
        for (const product of ['', 'Colima']) {
          assert.doesNotMatch(fixWords(fix, { ...names, product }), open, fix);
        }
      }
    }));

    test('whoever is to join a group, or to listen over TCP, is told that this is as good as root', () => each(() => {
      for (const fix of ['join-group', 'log-in-again', 'join-group-there', 'leave-tls'] as const) {
        assert.match(fixWords(fix, names), root, fix);
      }
    }));

    test('each reason has words of its own', () => each(() => {
      const at = (status: (typeof statuses)[number]) => ({ status, endpoint: 'unix:///x' });
      const words = [
        ...statuses.map((status) => saidWords(at(status))),
        ...sshReasons.filter((reason) => reason !== 'other').map((ssh) => saidWords(at('ssh'), { ssh })),
        ...tlsReasons.filter((reason) => reason !== 'other').map((tls) => saidWords(at('tls'), { tls })),
        ...apiReasons.map((api) => saidWords(at('incompatible'), { api })),
        saidWords({ status: 'absent', endpoint: 'context there' }), saidWords({ status: 'malformed', endpoint: 'context there' }),
      ];
      assert.equal(new Set(words).size, words.length);
    }));
  });
}

test('the command that starts an engine is that of its kind and of whose it is', () => {
  const start = (endpoint: string): string => fixWords('start-engine', { ...names, endpoint });
  assert.match(start('unix:///var/run/docker.sock'), /“sudo systemctl start docker”/);
  assert.match(start('unix:///run/user/1000/docker.sock'), /“systemctl --user start docker”/);
  assert.match(start('unix:///run/user/1000/podman/podman.sock'), /“systemctl --user start podman\.socket”/);
  assert.match(fixWords('start-desktop', { ...names, product: 'OrbStack' }), /^Start OrbStack\.$/);
});
