// Runs the unit tests: plain Node, no editor, no engine. `node test/support/unit.mjs [part of a file's name …]`
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const wanted = process.argv.slice(2);
const files = readdirSync('test/unit', { recursive: true })
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => join('test/unit', name))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
  .sort();
const { status } = spawnSync(process.execPath, ['--import', 'tsx', '--test', ...files], { stdio: 'inherit' });
process.exitCode = status ?? 1;
