/** Parsers of one kernel file each: tables of what kernels write, and of what they do not. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { capabilityNames, parseCapabilities } from '../../../src/model/capabilities.js';
import { insideId, isIdentity, parseIdMap } from '../../../src/model/idmap.js';
import { read, unread } from '../../../src/model/reading.js';
import { parseStat } from '../../../src/model/stat.js';
import { hasMemory, nsPids, nsPidsOf, parentOf, statusField, statusReading, wholeNumber } from '../../../src/model/status.js';

const status = 'Name:\ta\\nNSpid:\t1\nState:\tS (sleeping)\nPid:\t42\nPPid:\t7\nNSpid:\t42\t1\nVmSize:\t 1 kB\nThreads:\t1\n'
  + 'CapEff:\t0000000000000000\nnonvoluntary_ctxt_switches:\t3\n';

describe('status', () => {
  test('a field is found at the beginning of its line only', () => {
    assert.equal(statusField(status, 'Pid'), '42');
    assert.equal(statusField(status, 'PPid'), '7');
    assert.equal(statusField(status, 'Name'), 'a\\nNSpid:\t1');
    assert.equal(statusField(status, 'pid'), undefined);
    assert.equal(statusField('', 'Pid'), undefined);
    assert.equal(statusField('Pid:\n', 'Pid'), '');
    assert.equal(statusField('Pid:\t4', 'Pid'), undefined, 'the file ends in the middle of a line: the number may go on');
    assert.deepEqual([nsPidsOf(status), parentOf(status)], [[42, 1], 7]);
  });

  test('before Linux 4.1 there is no NSpid: the pid alone', () => {
    assert.deepEqual(nsPidsOf('Name:\tx\nPid:\t9\n'), [9]);
    assert.deepEqual(nsPidsOf('Name:\tx\n'), []);
    assert.deepEqual(nsPidsOf('NSpid:\t9\tx\nPid:\t9\n'), [9]);
  });

  test('a line cut off is malformed, one that this kernel has not is unsupported, and a reason stays', () => {
    const parse = (words: string): string => words;
    assert.deepEqual(statusReading(read(status, '/f'), 'Pid', parse), { value: '42', from: '/f' });
    assert.deepEqual(statusReading(read(status, '/f'), 'Seccomp', parse), { unread: 'unsupported', from: '/f', detail: 'no line "Seccomp"' });
    assert.deepEqual(statusReading(read(status.slice(0, 60), '/f'), 'CapEff', parse), { unread: 'malformed', from: '/f', detail: 'no line "CapEff"' });
    assert.deepEqual(statusReading(unread('denied', '/f'), 'Pid', parse), { unread: 'denied', from: '/f' });
    assert.equal('unread' in statusReading(read('NSpid:\t\n', '/f'), 'NSpid', nsPids), true);
  });

  test('zombies and kernel threads have no memory; a status cut off before the line is given the benefit', () => {
    assert.equal(hasMemory(status), true);
    assert.equal(hasMemory(status.replace('S (sleeping)', 'Z (zombie)')), false);
    assert.equal(hasMemory(status.replace(/VmSize.*\n/, '')), false);
    assert.equal(hasMemory(status.slice(0, status.indexOf('VmSize'))), true);
  });

  test('numbers are whole, and small enough to be held', () => {
    assert.equal(wholeNumber('4294967295'), 4294967295);
    for (const word of ['', '-1', '1.5', '0x10', '9007199254740993', ' 1', 'NaN', '1e3']) {
      assert.throws(() => wholeNumber(word), Error, word);
    }
  });

  test('no text makes it throw or invent a pid', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, name) => {
      statusField(text, name);
      assert.ok(nsPidsOf(text).every(Number.isSafeInteger));
      const found = statusReading(read(text, '/f'), 'NSpid', nsPids);
      assert.ok('unread' in found || text.includes('NSpid:'));
    }));
    fc.assert(fc.property(fc.array(fc.nat(), { minLength: 1 }), (pids) => {
      assert.deepEqual(nsPidsOf(`Name:\tx\nNSpid:\t${pids.join('\t')}\n`), pids);
    }));
  });
});

describe('stat', () => {
  const line = (comm: string): string => `42 (${comm}) S 7 42 42 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 123456 9 9\n`;

  test('the name may hold parentheses, blanks and newlines', () => {
    for (const comm of ['sleep', 'a) S 1 2 (b', ') Z 1', 'a\nb', '', '(sd-pam)', '42 (x']) {
      assert.deepEqual(parseStat(line(comm)), { pid: 42, comm, state: 'S', parent: 7, startTime: 123456 });
    }
  });

  test('anything less than a whole line is an error', () => {
    for (const text of ['', '42', '42 (x', 'x) S', '42 (x) S 7', line('x').slice(0, 30), line('x').replace('123456', '-1')]) {
      assert.throws(() => parseStat(text), Error, text);
    }
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      try {
        const { pid, startTime } = parseStat(text);
        assert.ok(Number.isSafeInteger(pid) && Number.isSafeInteger(startTime));
      } catch (error) {
        assert.ok(error instanceof Error);
      }
    }));
  });

  test('whatever the name, the start time is the same', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 15 }), (comm) => {
      assert.equal(parseStat(line(comm)).startTime, 123456);
    }));
  });
});

describe('id maps', () => {
  const rootless = '         0       1002          1\n         1     165536      65536\n';

  test('each line is a range', () => {
    assert.deepEqual(parseIdMap(rootless), [{ inside: 0, outside: 1002, count: 1 }, { inside: 1, outside: 165536, count: 65536 }]);
    assert.deepEqual(parseIdMap(''), []);
    for (const text of ['0 0 1', '0 0 655', '0 0\n', '0 0 1 1\n', 'a 0 1\n', '-1 0 1\n', '0 0 99999999999999999999\n']) {
      assert.throws(() => parseIdMap(text), Error, text);
    }
  });

  test('an id outside is looked up to the last one of a range', () => {
    const ranges = parseIdMap(rootless);
    assert.deepEqual([1002, 165536, 231071, 231072, 0].map((id) => insideId(ranges, id)), [0, 1, 65536, undefined, undefined]);
  });

  test('the identity is one full range', () => {
    assert.equal(isIdentity(parseIdMap('0 0 4294967295\n')), true);
    for (const text of ['', '0 0 65536\n', '0 1 4294967295\n', rootless]) {
      assert.equal(isIdentity(parseIdMap(text)), false, text);
    }
  });

  test('every id of a range goes in and comes out', () => {
    fc.assert(fc.property(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 2 ** 31 }), fc.nat(), (inside, outside, count, step) => {
      const ranges = parseIdMap(` ${inside} ${outside} ${count}\n`);
      const within = step < count;
      assert.equal(insideId(ranges, outside + step), within ? inside + step : undefined);
    }));
  });
});

describe('capabilities', () => {
  test('sets as kernels print them', () => {
    assert.deepEqual(parseCapabilities('0000000000000000'), []);
    assert.deepEqual(parseCapabilities('000001ffffffffff'), capabilityNames);
    assert.equal(capabilityNames.length, 41);
    // Docker's default: https://docs.docker.com/engine/security/#linux-kernel-capabilities
    assert.deepEqual(parseCapabilities('00000000a80425fb'), [
      'CAP_CHOWN', 'CAP_DAC_OVERRIDE', 'CAP_FOWNER', 'CAP_FSETID', 'CAP_KILL', 'CAP_SETGID', 'CAP_SETUID', 'CAP_SETPCAP',
      'CAP_NET_BIND_SERVICE', 'CAP_NET_RAW', 'CAP_SYS_CHROOT', 'CAP_MKNOD', 'CAP_AUDIT_WRITE', 'CAP_SETFCAP',
    ]);
    assert.deepEqual(parseCapabilities('8000020000000000'), ['CAP_41', 'CAP_63']);
  });

  test('anything else is an error, never an empty set', () => {
    for (const text of ['', 'xyz', '0x1', '-1', '1 2', 'a80425fb', '1'.repeat(15), '1'.repeat(17), `0x${'0'.repeat(14)}`]) {
      assert.throws(() => parseCapabilities(text), Error, text);
    }
  });

  test('as many names as bits', () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (mask) => {
      const bits = mask.toString(2).replaceAll('0', '').length;
      assert.equal(parseCapabilities(mask.toString(16).padStart(16, '0')).length, bits);
    }));
  });
});
