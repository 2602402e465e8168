// Boots the machine: emulated (no /dev/kvm needed), its engine and its ssh reachable on this machine's loopback only.
import { spawn } from 'node:child_process';
import { closeSync, cpSync, existsSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { onClose } from '../closing.mjs';
import { endProcesses, processOf, until } from '../processes.mjs';
import { bound, programOf } from '../programs.mjs';
import { inRoot } from '../root.mjs';
import { say, seconds } from '../say.mjs';
import { removeFolder, tempFolder } from '../tempFolder.mjs';
import { ensureParts, makeDisk } from './build.mjs';
import { sshInto } from './ssh.mjs';

const bootLimit = 180_000;

/** @typedef {{ host: string, sshPort: number, ssh: (script: string) => string, programs: () => string, stop: () => Promise<void> }} Machine
 *  host: its engine, as DOCKER_HOST has it; ssh: runs a shell script in there as root and gives what it printed; programs: a folder with an `ssh` that may go there */

/** @returns {Promise<Machine>} with the built product at /product; ends with this process */
export async function startMachine() {
  const parts = ensureParts();
  const folder = tempFolder('vm');
  const since = Date.now();
  try {
    makeDisk(join(folder, 'product.img'), productTree(folder), '32M');
    const [enginePort, sshPort] = await freePorts(2);
    const { end, ended } = launch(parts, folder, enginePort, sshPort);
    const ssh = sshInto({ ...parts, folder, port: sshPort });
    const stop = onClose(async () => {
      ssh.end();
      await end();
      removeFolder(folder);
    });
    await ready(join(folder, 'console'), ended).catch(async (error) => {
      await stop();
      throw error;
    });
    say(`A machine with cgroup v2 is up (${seconds(since)})`);
    return { host: `tcp://127.0.0.1:${enginePort}`, sshPort, ssh: ssh.run, programs: ssh.programs, stop };
  } catch (error) {
    removeFolder(folder);
    throw error;
  }
}

/** What a .vsix has of the command line. @param {string} folder */
function productTree(folder) {
  const tree = join(folder, 'product');
  for (const part of ['dist', 'l10n', 'media/concepts', 'package.json']) if (existsSync(inRoot(part))) cpSync(inRoot(part), join(tree, part), { recursive: true });
  return tree;
}

/** @param {number} count @returns {Promise<number[]>} */
async function freePorts(count) {
  const servers = await Promise.all(Array.from({ length: count }, () => new Promise((resolve, reject) => {
    const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => resolve(server));
  })));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/** @param {import('./build.mjs').Parts} parts @param {string} folder @param {number} enginePort @param {number} sshPort */
function launch(parts, folder, enginePort, sshPort) {
  const log = openSync(join(folder, 'qemu.log'), 'a');
  const disk = (/** @type {string} */ file) => ['-drive', `file=${file},if=virtio,format=raw,cache=unsafe,snapshot=on`]; // what it writes is thrown away
  const child = spawn(...bound('SIGKILL', programOf('qemu-system-x86_64') ?? '', [
    '-name', 'lens-vm', '-accel', 'tcg,thread=multi', '-m', '1536', '-smp', '2', '-display', 'none', '-no-reboot', '-serial', `file:${folder}/console`,
    '-kernel', parts.kernel, '-initrd', parts.early, '-append', 'console=ttyS0 quiet cgroup_no_v1=all panic=-1',
    ...disk(parts.disk), ...disk(join(folder, 'product.img')),
    '-netdev', `user,id=net,hostfwd=tcp:127.0.0.1:${enginePort}-:2375,hostfwd=tcp:127.0.0.1:${sshPort}-:22`, '-device', 'virtio-net-pci,netdev=net,romfile=']),
  { stdio: ['ignore', log, log], env: { ...process.env, TMPDIR: folder } });
  closeSync(log);
  let over = false;
  child.once('exit', () => (over = true)).once('error', () => (over = true));
  child.unref();
  const identity = processOf(child.pid ?? 0);
  const words = () => readFileSync(join(folder, 'qemu.log'), 'utf8').trim();
  return { end: () => endProcesses(identity === null ? [] : [identity]), ended: () => (over ? `qemu ended: ${words()}` : undefined) };
}

/** @param {string} file @param {() => string | undefined} ended */
async function ready(file, ended) {
  const text = () => (existsSync(file) ? readFileSync(file, 'latin1').replaceAll('\0', '') : '');
  await until(() => ended() !== undefined || /lens: ready|lens: no engine|Kernel panic/.test(text()), bootLimit, 200);
  if (text().includes('lens: ready')) return;
  throw new Error(`the machine did not start (${ended() ?? `${bootLimit / 1000} s`}):\n${text().split('\n').slice(-12).join('\n')}`);
}
