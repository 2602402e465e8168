// All facts of all running containers, beside `lsns -J` (namespaces only) and `docker inspect` (what was asked for only).
import { spawnSync } from 'node:child_process';
import { inRoot } from '../test/support/root.mjs';
import { median, timed, written } from './timing.mjs';

/** @param {string} program @param {string[]} words @param {NodeJS.ProcessEnv} env */
function run(program, words, env) {
  const { status, stderr, stdout } = spawnSync(program, words, { env, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${program} ${words.slice(0, 3).join(' ')}: ${stderr}`);
  return stdout;
}

/** @param {string} host @param {number} containers @param {number} runs */
export function factFigures(host, containers, runs) {
  const env = { ...process.env, DOCKER_HOST: host };
  const ids = run('docker', ['ps', '--quiet', '--no-trunc', '--filter', 'label=lens.bench=1'], env).trim().split('\n');
  const facts = () => run(process.execPath, ['--import', 'tsx', inRoot('bench', 'allFacts.mts')], env);
  /** @type {{ ours: number[], lsns: number[], inspect: number[] }} */
  const times = { ours: [], lsns: [], inspect: [] };
  for (let index = 0; index < runs; index += 1) { // in turns, so that a noisy moment meets all three
    times.ours.push(Number(facts()));
    times.lsns.push(timed(() => run('lsns', ['-J'], env)));
    times.inspect.push(timed(() => run('docker', ['inspect', ...ids], env)));
  }
  const [ours, lsns, inspect] = [median(times.ours), median(times.lsns), median(times.inspect)];
  return [
    [`all facts of ${String(containers)} containers`, `${written(ours)} (${(ours / lsns).toFixed(1)} × lsns, ${(ours / inspect).toFixed(1)} × docker inspect)`],
    ['`lsns -J`, namespaces only', written(lsns)],
    ['`docker inspect` of the same containers', written(inspect)],
  ];
}
