// How long a hover takes where the file is parsed already, over every tenth position of two large files.
import { spawnSync } from 'node:child_process';
import { inRoot } from '../test/support/root.mjs';
import { percentile, written } from './timing.mjs';

export function hoverFigures() {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', inRoot('bench', 'allHovers.mts')], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout).map((/** @type {{ name: string, parse: number, times: number[] }} */ { name, parse, times }) =>
    [`hover, ${name}`, `p50 ${written(percentile(times, 0.5))}, p99 ${written(percentile(times, 0.99))} (parsed once in ${written(parse)})`]);
}
