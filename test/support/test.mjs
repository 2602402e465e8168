// `npm test [group …]`: checks, unit, truth, integration, ui; installs what is missing, starts one engine for the groups that need
// one, runs all of them and ends with one line of counts. 0 all right, 1 something failed, 2 no such group.
import { closeAll, closeOnSignals, isClosing, onClose } from './closing.mjs';
import { countsOf, failed, nothing, skipped, sum } from './groups/tally.mjs';
import { ensureNodeModules } from './nodeModules.mjs';
import { ensurePackages, packages } from './packages.mjs';
import { messageOf, say, seconds } from './say.mjs';
import { removeFolder, tempFolder } from './tempFolder.mjs';

/** @typedef {import('./groups/tally.mjs').Tally} Tally */
const minutes = (/** @type {number} */ count) => count * 60_000;
const groups = ['checks', 'unit', 'truth', 'integration', 'ui'];
const { chromium, nanum, compiler, docker, dockerCli, busybox, procps, capabilities, utilLinux, iproute, iptables } = packages;
const { podman, runc, catatonit, uidmap, containerd, lxc, nspawn, bubblewrap, firejail, openssl, sshServer } = packages;
const forEngine = [docker, dockerCli, busybox, procps, capabilities, utilLinux, iproute, iptables];
const forTruth = [podman, runc, catatonit, uidmap, containerd, lxc, nspawn, bubblewrap, firejail, openssl, sshServer];
const forEditor = [chromium, nanum, compiler];

const wanted = process.argv.length > 2 ? process.argv.slice(2) : groups;
const unknown = wanted.filter((name) => !groups.includes(name));
if (unknown.length > 0) {
  console.error(`No such group: ${unknown.join(', ')}. There are: ${groups.join(', ')}.`);
  process.exit(2);
}
closeOnSignals({ code: 130, withParent: process.env.npm_lifecycle_event !== undefined });
const wants = (/** @type {string[]} */ ...names) => names.some((name) => wanted.includes(name));

/** @typedef {{ env: NodeJS.ProcessEnv, engine: boolean, requests: { method: string, path: string }[] | undefined, why: string, tidy: () => void }} Ground */

/** What tests left behind, by its label: before a file is tried again, and in the end. @param {(...args: string[]) => string} docker */
function removeTestContainers(docker) {
  const ids = docker('ps', '--all', '--quiet', '--filter', 'label=lens.test').split('\n').filter((id) => id !== '');
  if (ids.length > 0) docker('rm', '--force', '--volumes', ...ids);
}

/** @returns {Promise<Ground>} what the groups run on */
async function prepare() {
  const home = tempFolder('config'); // no contexts of the person who runs this
  onClose(() => removeFolder(home));
  const env = { ...process.env, DOCKER_CONFIG: home };
  for (const name of ['DOCKER_CONTEXT', 'NODE_OPTIONS', 'NODE_TEST_CONTEXT']) delete env[name];
  const why = 'no group that needs an engine was asked for';
  const none = { env, engine: false, requests: undefined, tidy: () => undefined };
  if (!wants('truth', 'integration', 'ui')) return { ...none, why };
  try {
    const { startEngine } = await import('./engine/privateEngine.mjs');
    const { startRequestLog } = await import('./requestLog.mjs');
    const engine = await startEngine();
    const log = await startRequestLog(engine.host);
    const tidy = onClose(() => removeTestContainers(engine.docker));
    return { env: { ...env, DOCKER_HOST: log.host, LENS_ENGINE_HOST: engine.host, LENS_IMAGE: engine.image }, engine: true, requests: log.requests, why, tidy };
  } catch (error) {
    say(`No engine for the tests: ${messageOf(error)}`);
    delete env.DOCKER_HOST;
    return { ...none, why: messageOf(error) };
  }
}

/** @param {string} name @param {Ground} ground @returns {Promise<Tally>} */
async function runGroup(name, { env, engine, why, tidy }) {
  const { nodeTests, testFiles } = await import('./groups/nodeTests.mjs');
  if (name === 'checks') return (await import('./groups/checks.mjs')).checks();
  if (name === 'integration') return (await import('./groups/integration.mjs')).integration({ env, tidy, limit: minutes(5) });
  if (name === 'ui') return (await import('./groups/ui.mjs')).ui({ env, tidy, limit: minutes(8) });
  const files = testFiles(name);
  if (files.length === 0) return nothing();
  if (name === 'unit') return nodeTests('unit', files, { env, limit: minutes(5), brief: true });
  if (!engine) return sum(files.map((file) => skipped(file, why)));
  return truth(files, env);
}

/** The README's table is written from what this run has seen. @param {readonly string[]} files @param {NodeJS.ProcessEnv} env */
async function truth(files, env) {
  const { nodeTests } = await import('./groups/nodeTests.mjs');
  const { forgetRows, rewriteReadme } = await import('./truth/readmeTable.mjs');
  forgetRows();
  const tally = await nodeTests('truth', files, { env: { ...env, DOCKER_HOST: env.LENS_ENGINE_HOST }, limit: minutes(11), concurrency: 1 });
  if (process.env.LENS_README === '1' && tally.failed === 0) rewriteReadme();
  return tally;
}

/** @param {string} name @param {() => Promise<Tally> | Tally} work @returns {Promise<Tally>} */
async function report(name, work) {
  const since = Date.now();
  console.log(`\n== ${name}`);
  const tally = await Promise.resolve().then(work).catch((error) => failed(`${name}: ${messageOf(error)}`));
  for (const skip of tally.skips) console.log(`   skipped: ${skip}`);
  for (const failure of tally.failures) console.log(`   FAILED: ${failure}`);
  console.log(`== ${name}: ${countsOf(tally)} (${seconds(since)})`);
  return tally;
}

async function main() {
  ensurePackages([...(wants('truth', 'integration', 'ui') ? forEngine : []), ...(wants('truth') ? forTruth : []), ...(wants('integration', 'ui') ? forEditor : [])]);
  ensureNodeModules();
  if (!wants('checks') && wants('truth', 'integration', 'ui')) (await import('./vsix.mjs')).buildAll();
  const ground = await prepare();
  const tallies = [];
  for (const name of groups.filter((one) => wants(one))) {
    tallies.push({ name, ...(await report(name, () => runGroup(name, ground))) });
    if (isClosing()) return; // Ctrl+C: the rest is not begun
  }
  if (wants('integration', 'ui')) {
    const { judge } = await import('./groups/requests.mjs');
    tallies.push({ name: 'requests', ...(await report('requests', () => judge(ground.requests, ground.why))) });
  }
  await closeAll();
  console.log('');
  for (const tally of tallies) console.log(`${tally.name.padEnd(12)} ${countsOf(tally)}`);
  const all = sum(tallies);
  console.log(countsOf(all));
  process.exit(all.failed > 0 ? 1 : 0);
}

main().catch(async (error) => {
  console.error(messageOf(error));
  await closeAll();
  console.log(countsOf(failed('npm test')));
  process.exit(1);
});
