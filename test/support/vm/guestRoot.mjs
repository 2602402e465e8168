// The machine's file system: this machine's own programs with their libraries, two people, keys, and init.
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { programOf, run } from '../programs.mjs';

const programs = ['busybox', 'dockerd', 'containerd', 'containerd-shim-runc-v2', 'runc', 'docker-init', 'docker-proxy', 'dropbear', 'ps', 'setpriv', 'findmnt', 'unshare', 'nsenter'];

export const ordinaryUser = { name: 'ordinary', uid: 1001 };
const { name, uid } = ordinaryUser;

/** @type {Record<string, string>} */
const texts = {
  'etc/passwd': `root:x:0:0::/root:/bin/sh\n${name}:x:${uid}:${uid}::/home/${name}:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n`,
  'etc/group': `root:x:0:\ntty:x:5:\ndocker:x:105:${name}\n${name}:x:${uid}:\nnogroup:x:65534:\n`,
  'etc/shadow': `root:*:19000::::::\n${name}:*:19000::::::\n`,
  'etc/nsswitch.conf': 'passwd: files\ngroup: files\nshadow: files\nhosts: files\n',
  'etc/hosts': '127.0.0.1 localhost lens-vm\n',
};

/** @param {string} tree an empty folder @param {string} keys where `key` and `host_key` are (and their .pub) */
export function fillGuestRoot(tree, keys) {
  for (const folder of ['usr/bin', 'usr/sbin', 'usr/lib', 'usr/lib64', 'etc', 'proc', 'sys', 'dev', 'run', 'tmp', 'var/lib', 'product', `home/${name}/.ssh`, 'root/.ssh']) {
    mkdirSync(join(tree, folder), { recursive: true });
  }
  for (const folder of ['bin', 'sbin', 'lib', 'lib64']) symlinkSync(`usr/${folder}`, join(tree, folder));
  symlinkSync('../run', join(tree, 'var/run'));
  for (const program of programs) addProgram(tree, needed(program));
  addProgram(tree, process.execPath, '/usr/bin/node');
  addProgram(tree, needed('docker'), '/usr/bin/docker'); // the far end of an engine's ssh:// address
  addApplets(tree);
  for (const [path, text] of Object.entries(texts)) writeFileSync(join(tree, path), text);
  copyFileSync('/etc/os-release', join(tree, 'etc/os-release'));
  addKeys(tree, keys);
  copyFileSync(new URL('init.sh', import.meta.url), join(tree, 'sbin/init'));
  chmodSync(join(tree, 'sbin/init'), 0o755);
}

/** @param {string} program */
function needed(program) {
  const path = programOf(program);
  if (path === undefined) throw new Error(`no ${program} here to put into the machine`);
  return path;
}

/** @param {string} tree @param {string} source @param {string} [target] */
function addProgram(tree, source, target = source) {
  const listed = spawnSync('ldd', [source], { encoding: 'utf8' }); // fails for what is linked statically
  const libraries = listed.status === 0 ? [...listed.stdout.matchAll(/(\/\S+) \(0x/g)].map(([, path]) => /** @type {string} */ (path)) : [];
  for (const [from, to] of [[source, target], ...libraries.map((path) => [path, path])]) {
    const place = join(tree, to ?? '');
    mkdirSync(dirname(place), { recursive: true });
    if (!existsSync(place)) copyFileSync(realpathSync(from ?? ''), place);
  }
}

/** @param {string} tree */
function addApplets(tree) {
  for (const applet of run(needed('busybox'), ['--list']).split('\n').filter((one) => one !== '')) {
    const place = join(tree, 'bin', applet);
    if (!existsSync(place) && !existsSync(join(tree, 'sbin', applet))) symlinkSync('busybox', place);
  }
}

/** @param {string} tree @param {string} keys */
function addKeys(tree, keys) {
  run(needed('dropbearconvert'), ['openssh', 'dropbear', join(keys, 'host_key'), join(tree, 'etc/host_key')]);
  chmodSync(join(tree, 'etc/host_key'), 0o600);
  for (const home of ['root', `home/${name}`]) copyFileSync(join(keys, 'key.pub'), join(tree, home, '.ssh/authorized_keys'));
  for (const path of ['', '/.ssh', '/.ssh/authorized_keys']) chownSync(join(tree, `home/${name}${path}`), uid, uid);
}
