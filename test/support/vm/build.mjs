// Makes the machine's kernel, first file system, disk and keys once; the stamp, written last, says what of.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { programOf, run } from '../programs.mjs';
import { kept } from '../root.mjs';
import { say, seconds } from '../say.mjs';
import { removeFolder, tempFolder } from '../tempFolder.mjs';
import { fillGuestRoot } from './guestRoot.mjs';
import { fetchKernel, inLoadingOrder, unpackKernel } from './kernel.mjs';

const modules = ['virtio_pci', 'virtio_blk', 'virtio_net', 'ext4', 'overlay', 'bridge', 'veth'];
export const place = join(kept, 'vm');

/** @typedef {{ kernel: string, early: string, disk: string, key: string, hostKey: string, stamp: string }} Parts paths */
/** @param {string} folder @returns {Parts} */
const partsIn = (folder) => ({ kernel: join(folder, 'vmlinuz'), early: join(folder, 'early.gz'), disk: join(folder, 'disk.img'), key: join(folder, 'key'), hostKey: join(folder, 'host_key'), stamp: join(folder, 'stamp') });

/** @returns {Parts} throws with the reason where they cannot be made */
export function ensureParts() {
  const kernel = fetchKernel();
  const stamp = stampOf(kernel);
  const parts = partsIn(place);
  if (existsSync(parts.stamp) && readFileSync(parts.stamp, 'utf8') === stamp) return parts;
  const since = Date.now();
  const made = `${place}-${process.pid}`; // beside it, so that a half of it is never taken for the whole
  try {
    make(made, kernel);
    writeFileSync(partsIn(made).stamp, stamp);
    removeFolder(place);
    renameSync(made, place);
  } finally {
    removeFolder(made);
  }
  say(`Made a machine with cgroup v2 of ${basename(kernel)} (${seconds(since)})`);
  return parts;
}

/** @param {string} folder @param {string} kernel the package */
function make(folder, kernel) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const parts = partsIn(folder);
  const work = tempFolder('vm');
  try {
    const { image, modules: found } = unpackKernel(kernel, join(work, 'kernel'));
    copyFileSync(image, parts.kernel);
    packEarly(parts.early, join(work, 'early'), inLoadingOrder(found, modules));
    for (const key of [parts.key, parts.hostKey]) run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'lens-vm', '-f', key]);
    fillGuestRoot(join(work, 'root'), folder);
    makeDisk(parts.disk, join(work, 'root'), '3G');
  } finally {
    removeFolder(work);
  }
}

/** Says all that goes into it. @param {string} kernel */
function stampOf(kernel) {
  const here = new URL('.', import.meta.url);
  const hash = createHash('sha256');
  for (const file of readdirSync(here).filter((name) => /\.(mjs|sh)$/.test(name)).sort()) hash.update(readFileSync(new URL(file, here)));
  for (const program of ['dockerd', 'runc', 'dropbear', 'busybox', process.execPath].map((one) => programOf(one) ?? one)) hash.update(`${program} ${existsSync(program) ? statSync(program).mtimeMs : 'none'}`);
  return `${basename(kernel)} ${hash.digest('hex')}\n`;
}

/** @param {string} archive @param {string} tree @param {Map<string, Buffer>} ordered */
function packEarly(archive, tree, ordered) {
  for (const folder of ['bin', 'dev', 'disk', 'modules']) mkdirSync(join(tree, folder), { recursive: true });
  copyFileSync(programOf('busybox') ?? '', join(tree, 'bin/busybox'));
  copyFileSync(new URL('early.sh', import.meta.url), join(tree, 'init'));
  [...ordered].forEach(([name, contents], at) => writeFileSync(join(tree, 'modules', `${String(at).padStart(2, '0')}-${name}.ko`), contents));
  run('sh', ['-c', 'chmod 755 init && find . | cpio --quiet -o -H newc | gzip -1 > "$1"', 'sh', archive], { cwd: tree });
}

/** An ext4 file system with the tree in it. @param {string} file @param {string} tree @param {string} size */
export function makeDisk(file, tree, size) {
  run('mke2fs', ['-q', '-F', '-t', 'ext4', '-d', tree, file, size]);
}
