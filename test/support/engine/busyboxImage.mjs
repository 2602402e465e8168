// No registry is asked: the image is made from this machine's busybox and given to the engine by `docker import`.
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { ensurePackages, packages } from '../packages.mjs';
import { programOf, run } from '../programs.mjs';
import { removeFolder, tempFolder } from '../tempFolder.mjs';

export const image = 'lens-busybox';

/** @param {(...args: string[]) => string} docker @returns {boolean} whether it had to be made */
export function ensureImage(docker) {
  if (docker('images', '-q', image) !== '') return false;
  ensurePackages([packages.busybox]);
  const busybox = programOf('busybox');
  if (busybox === undefined) throw new Error('no busybox here to make an image of (Debian: busybox-static)');
  const folder = tempFolder('image');
  try {
    const tree = fillRoot(join(folder, 'root'), busybox);
    const archive = join(folder, 'root.tar');
    run('tar', ['--numeric-owner', '--owner=0', '--group=0', '-C', tree, '-cf', archive, '.']);
    docker('import', '--message', 'A root file system with nothing but busybox', '--change', 'ENV PATH=/bin', '--change', 'CMD ["sh"]', archive, `${image}:latest`);
    return true;
  } finally {
    removeFolder(folder);
  }
}

/** A root file system of one program. @param {string} tree @param {string} busybox */
export function fillRoot(tree, busybox) {
  for (const name of ['bin', 'etc', 'root', 'tmp', 'www', 'proc', 'sys', 'dev']) mkdirSync(join(tree, name), { recursive: true });
  copyFileSync(busybox, join(tree, 'bin', 'busybox'));
  for (const library of librariesOf(busybox)) {
    mkdirSync(join(tree, dirname(library)), { recursive: true });
    copyFileSync(library, join(tree, library));
  }
  for (const applet of run(busybox, ['--list']).split('\n').filter((name) => /^[\w[.-]+$/.test(name) && name !== 'busybox')) symlinkSync('busybox', join(tree, 'bin', applet));
  writeFileSync(join(tree, 'etc', 'passwd'), 'root:x:0:0:root:/root:/bin/sh\nweb:x:1000:1000::/www:/bin/sh\n');
  writeFileSync(join(tree, 'etc', 'group'), 'root:x:0:\nweb:x:1000:\n');
  writeFileSync(join(tree, 'www', 'index.html'), 'served from inside a container\n');
  return tree;
}

/** None for the static build. @param {string} program */
function librariesOf(program) {
  const listed = spawnSync('ldd', [program], { encoding: 'utf8' });
  return listed.status === 0 ? [...listed.stdout.matchAll(/(\/\S+) \(0x/g)].map(([, path]) => /** @type {string} */ (path)) : [];
}
