/**
 * Pressure stall information of a cgroup, wherever cgroup2 is mounted:
 *
 *     some avg10=0.00 avg60=0.28 avg300=0.24 total=1391300
 *     full avg10=0.00 avg60=0.22 avg300=0.18 total=1103202
 *
 * The averages are percent, the total is microseconds. https://docs.kernel.org/accounting/psi.html
 */
import { type Levels, ownFile } from './cgroupLevels.js';
import type { Cgroup, Pressure, Stall } from './isolation.js';
import { type Reading, map } from './reading.js';
import type { Snapshot } from './snapshot.js';

export const pressureFiles = ['cpu.pressure', 'memory.pressure', 'io.pressure'] as const;

/** `levels` are those of the unified hierarchy. */
export function pressureOf(snapshot: Snapshot, levels: Reading<Levels>): Cgroup['pressure'] {
  const of = (name: string) => map(ownFile(snapshot, levels, { v2: name, v1: null }), parsePressure);
  return { cpu: of('cpu.pressure'), memory: of('memory.pressure'), io: of('io.pressure') };
}

/** `full` is null where there is no such line: older kernels have none for cpu. */
export function parsePressure(text: string): Pressure {
  const lines = text.split('\n');
  const some = lines.find((line) => line.startsWith('some '));
  const full = lines.find((line) => line.startsWith('full '));
  if (some === undefined) {
    throw new Error('no line "some"');
  }
  return { some: parseStall(some), full: full === undefined ? null : parseStall(full) };
}

const stall = /^\w+ avg10=(\d+(?:\.\d+)?) avg60=(\d+(?:\.\d+)?) avg300=(\d+(?:\.\d+)?) total=(\d+)$/;

function parseStall(line: string): Stall {
  const numbers = stall.exec(line.trim())?.slice(1).map(Number);
  if (numbers === undefined) {
    throw new Error(`no line of pressure: ${line.slice(0, 80)}`);
  }
  const [avg10 = 0, avg60 = 0, avg300 = 0, microseconds = 0] = numbers;
  return { avg10, avg60, avg300, totalSeconds: microseconds / 1e6 };
}
