// Debian's kernel for virtual machines, as a package that is unpacked and never installed.
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { run } from '../programs.mjs';
import { kept } from '../root.mjs';
import { removeFolder, tempFolder } from '../tempFolder.mjs';

const collection = 'linux-image-cloud-amd64'; // depends on the newest one, whose name has the version
const place = join(kept, 'vm-kernel');

/** @returns {string} the package's path; one that was fetched before where apt cannot be asked now; throws with the reason where there is none */
export function fetchKernel() {
  mkdirSync(place, { recursive: true });
  try {
    return newest();
  } catch (error) {
    const before = readdirSync(place).filter((name) => name.endsWith('.deb')).sort().at(-1);
    if (before === undefined) throw error;
    return join(place, before);
  }
}

function newest() {
  const name = dependency() ?? (run('apt-get', ['update', '-qq']), dependency());
  if (name === undefined) throw new Error(`apt knows no ${collection}`);
  const version = /Candidate: (\S+)/.exec(run('apt-cache', ['policy', name]))?.[1];
  const path = join(place, `${name}_${version?.replaceAll(':', '%3a')}_amd64.deb`);
  if (!existsSync(path)) download(`${name}=${version}`, path);
  return path;
}

const dependency = () => /Depends: (linux-image-\S+)/.exec(run('apt-cache', ['depends', collection]))?.[1];

/** @param {string} wanted @param {string} path where it is only when it is whole */
function download(wanted, path) {
  const folder = tempFolder('vm');
  try {
    run('apt-get', ['download', '-qq', '-o', 'APT::Sandbox::User=root', wanted], { cwd: folder });
    run('cp', [join(folder, basename(path)), `${path}.part`]);
    renameSync(`${path}.part`, path);
  } finally {
    removeFolder(folder);
  }
}

/** @param {string} archive @param {string} folder @returns {{ image: string, modules: Map<string, string> }} modules: name → path */
export function unpackKernel(archive, folder) {
  run('dpkg-deb', ['-x', archive, folder]);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file));
  const image = files.find((file) => basename(file).startsWith('vmlinuz'));
  if (image === undefined) throw new Error(`${archive} has no kernel in it`);
  return { image, modules: new Map(files.flatMap((file) => /\.ko(\.xz)?$/.test(file) ? [[nameOf(file), file]] : [])) };
}

/** The kernel takes `-` and `_` in names of modules for the same. @param {string} file */
const nameOf = (file) => basename(file).replace(/\.ko(\.xz)?$/, '').replaceAll('-', '_');

/** @param {string} file */
const contents = (file) => file.endsWith('.xz') ? Buffer.from(run('xz', ['--decompress', '--stdout', file], { encoding: 'latin1' }), 'latin1') : readFileSync(file);

/** The modules and what they depend on (their own `depends=` says it), in the order in which they load. What is not there is built in.
 *  @param {Map<string, string>} modules @param {readonly string[]} wanted @returns {Map<string, Buffer>} */
export function inLoadingOrder(modules, wanted) {
  const ordered = new Map();
  const visit = (/** @type {string} */ name) => {
    const file = modules.get(name);
    if (file === undefined || ordered.has(name)) return;
    const text = contents(file);
    const depends = /\0depends=([^\0]*)\0/.exec(text.toString('latin1'))?.[1] ?? '';
    for (const other of depends.split(',').filter((one) => one !== '')) visit(other.replaceAll('-', '_'));
    ordered.set(name, text);
  };
  wanted.forEach(visit);
  return ordered;
}
