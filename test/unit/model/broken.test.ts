/** Recordings with files cut off, garbled, closed or missing: a picture always, and no value that the recording has not. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { build } from '../../../src/model/build.js';
import { containersOf } from '../../../src/model/containers.js';
import { type Container, type Isolation, capabilitySets, namespaceTypes } from '../../../src/model/isolation.js';
import { type Reading, isRead } from '../../../src/model/reading.js';
import type { Entry, Snapshot } from '../../../src/model/snapshot.js';
import { snapshotOfFixture } from '../../support/snapshotOfFixture.js';

type Damage = { readonly cut: number } | { readonly entry: Entry } | { readonly missing: true };

const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.record({ cut: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({ entry: fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.record({ unread: fc.constantFrom('denied' as const, 'gone' as const, 'failed' as const) }),
    fc.record({ link: fc.string() }), fc.record({ list: fc.array(fc.string()) }),
  ) }),
  fc.constant({ missing: true as const }),
);

function damaged(snapshot: Snapshot, damages: readonly (readonly [number, Damage])[]): Snapshot {
  const files = { ...snapshot.files };
  const paths = Object.keys(files).filter((path) => path.startsWith('/proc/'));
  for (const [index, what] of damages) {
    const path = paths[index % paths.length]!;
    const entry = files[path];
    if ('entry' in what) {
      files[path] = what.entry;
    } else if ('missing' in what) {
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete
      delete files[path];
    } else if (typeof entry === 'string') {
      // An empty map, and one that ends after a whole line, are maps: only a cut within a line can be seen.
      files[path] = entry.slice(0, path.endsWith('_map') ? -2 : Math.floor(entry.length * what.cut));
    }
  }
  return { ...snapshot, files };
}

function pictures(snapshot: Snapshot): Map<string, Isolation> {
  const all: readonly Container[] = containersOf(snapshot);
  return new Map(all.map((container) => [container.id, build(snapshot, container, all)]));
}

/** The readings that are of one file each, so that a wrong value could only be an invented one. */
function singles({ namespaces, privileges, idMap }: Isolation): [string, Reading<unknown>][] {
  return [
    ...namespaceTypes.map((type): [string, Reading<unknown>] => [`ns ${type}`, namespaces[type].id]),
    ...capabilitySets.map((set): [string, Reading<unknown>] => [set, privileges.capabilities[set]]),
    ['user', privileges.user], ['seccomp', privileges.seccomp], ['no_new_privs', privileges.noNewPrivileges], ['uid_map', idMap.uid], ['gid_map', idMap.gid],
  ];
}

for (const name of ['docker-limited-v2', 'docker-sharedns-v1', 'podman-rootless', 'nspawn', 'sandbox-root-v2', 'systemd-unit-v2', 'chroot-only']) {
  describe(`${name}, damaged`, () => {
    const whole = snapshotOfFixture(name);
    const truth = pictures(whole);

    test('cut off and missing files give reasons, never other values', () => {
      const harmless = damage.filter((what) => !('entry' in what) || (typeof what.entry === 'object' && 'unread' in what.entry));
      fc.assert(fc.property(fc.array(fc.tuple(fc.nat(), harmless), { maxLength: 12 }), (damages) => {
        for (const [id, picture] of pictures(damaged(whole, damages))) {
          const expected = new Map(singles(truth.get(id) ?? picture));
          for (const [what, reading] of singles(picture)) {
            const known = expected.get(what);
            assert.ok(!isRead(reading) || (known !== undefined && isRead(known) && isDeepStrictEqual(known.value, reading.value)), `${id} ${what}`);
          }
        }
      }), { numRuns: 40 });
    });

    test('rubbish makes nothing throw', () => {
      fc.assert(fc.property(fc.array(fc.tuple(fc.nat(), damage), { maxLength: 30 }), (damages) => {
        pictures(damaged(whole, damages));
      }), { numRuns: 40 });
    });
  });
}
