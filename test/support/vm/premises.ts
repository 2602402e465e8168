/** Numbers as the kernel's documentation says them, for the options that the containers were started with: without them
 *  there would be nothing to compare. */
import assert from 'node:assert/strict';
import type { Inspected } from './containers.js';
import { type Witness, levelsOf } from './witness.js';

const limited = {
  'memory.max': '67108864', 'memory.low': '33554432', 'memory.swap.max': '33554432', 'cpu.max': '25000 100000', 'cpu.weight': '20', 'cpuset.cpus.effective': '1', 'pids.max': '20',
  'io.weight': 'default 2930', 'io.max': '254:0 rbps=2097152 wbps=4194304 riops=max wiops=max',
};

export function assertPremises(witness: Witness, containers: ReadonlyMap<string, Inspected>): void {
  const said = (name: string, file: string) => levelsOf(containers.get(name) ?? assert.fail(name)).map((level) => witness.text(`${level}/${file}`)?.trim());
  assert.deepEqual(Object.fromEntries(Object.keys(limited).map((file) => [file, said('limited', file)[0]])), limited);
  assert.match(said('limited', 'memory.events')[0] ?? '', /^oom_kill [1-9]/m);
  assert.match(said('limited', 'cpu.stat')[0] ?? '', /^nr_throttled [1-9]/m);
  assert.match(said('limited', 'io.stat')[0] ?? '', /wbytes=[1-9]\d{6}/);
  assert.deepEqual(said('nested', 'memory.max'), ['67108864', '33554432']);
  assert.deepEqual(said('nested', 'cpu.max'), ['50000 100000', '20000 100000']);
  assert.equal(witness.members(containers.get('powerful') ?? assert.fail()).length, 2);
}
