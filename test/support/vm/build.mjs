// Makes the machine's kernel, first file system, disk and keys once; the stamp, written last, says what of.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { programOf, run } from '../programs.mjs';
import { kept } from '../root.mjs';
import { say, seconds } from '../say.mjs';
import { removeFolder, tempFolder } from '../tempFolder.mjs';
import { fillGuestRoot } from './guestRoot.mjs';
import { inLoadingOrder, newestKernel, unpackKernel } from './kernel.mjs';

const modules = ['virtio_pci', 'virtio_blk', 'virtio_net', 'ext4', 'overlay', 'bridge', 'veth'];
export const place = join(kept, 'vm');
const stamp = join(place, 'stamp');

/** @typedef {{ kernel: string, early: string, disk: string, key: string, hostKey: string }} Parts paths */
/** @type {Parts} */
const parts = { kernel: join(place, 'vmlinuz'), early: join(place, 'early.gz'), disk: join(place, 'disk.img'), key: join(place, 'key'), hostKey: join(place, 'host_key') };

/** @returns {Parts} throws with the reason where they cannot be made */
export function ensureParts() {
  const kernel = newestKernel();
  const made = wantedStamp(kernel);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === made) return parts;
  const since = Date.now();
  removeFolder(place);
  mkdirSync(place, { recursive: true, mode: 0o700 });
  const work = tempFolder('vm');
  try {
    const { image, modules: found } = unpackKernel(kernel, join(work, 'kernel'));
    copyFileSync(image, parts.kernel);
    packEarly(join(work, 'early'), inLoadingOrder(found, modules));
    for (const name of ['key', 'host_key']) run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'lens-vm', '-f', join(place, name)]);
    const tree = join(work, 'root');
    fillGuestRoot(tree, place);
    makeDisk(parts.disk, tree, '3G');
  } finally {
    removeFolder(work);
  }
  writeFileSync(stamp, made);
  say(`Made a machine with cgroup v2 of ${kernel.name} (${seconds(since)})`);
  return parts;
}

/** Everything that goes into it. @param {{ name: string, version: string }} kernel */
function wantedStamp({ name, version }) {
  const here = new URL('.', import.meta.url);
  const hash = createHash('sha256');
  for (const file of readdirSync(here).sort()) hash.update(readFileSync(new URL(file, here)));
  for (const program of ['dockerd', 'runc', 'sshd', 'busybox', process.execPath].map((one) => programOf(one) ?? one)) hash.update(`${program} ${existsSync(program) ? statSync(program).mtimeMs : 'none'}`);
  return `${name} ${version} ${hash.digest('hex')}\n`;
}

/** @param {string} tree @param {Map<string, Buffer>} ordered */
function packEarly(tree, ordered) {
  for (const folder of ['bin', 'dev', 'disk', 'modules']) mkdirSync(join(tree, folder), { recursive: true });
  copyFileSync(programOf('busybox') ?? '', join(tree, 'bin/busybox'));
  copyFileSync(new URL('early.sh', import.meta.url), join(tree, 'init'));
  [...ordered].forEach(([name, contents], at) => writeFileSync(join(tree, 'modules', `${String(at).padStart(2, '0')}-${name}.ko`), contents));
  run('sh', ['-c', 'chmod 755 init && find . | cpio --quiet -o -H newc | gzip -1 > "$1"', 'sh', parts.early], { cwd: tree });
}

/** An ext4 file system with the tree in it. @param {string} file @param {string} tree @param {string} size */
export function makeDisk(file, tree, size) {
  run('mke2fs', ['-q', '-F', '-t', 'ext4', '-d', tree, file, size]);
}
