// Debian's kernel for virtual machines, as a package that is unpacked and never installed.
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { run } from '../programs.mjs';
import { removeFolder } from '../tempFolder.mjs';

const collection = 'linux-image-cloud-amd64'; // depends on the newest one, whose name has the version

/** @returns {{ name: string, version: string }} of the package; throws where apt does not know it */
export function newestKernel() {
  const name = dependency() ?? (run('apt-get', ['update', '-qq']), dependency());
  if (name === undefined) throw new Error(`apt knows no ${collection}`);
  const version = /Candidate: (\S+)/.exec(run('apt-cache', ['policy', name]))?.[1];
  if (version === undefined || version === '(none)') throw new Error(`apt has no ${name}`);
  return { name, version };
}

const dependency = () => /Depends: (linux-image-\S+)/.exec(run('apt-cache', ['depends', collection]))?.[1];

/** @param {{ name: string, version: string }} kernel @param {string} folder emptied first @returns {{ image: string, modules: Map<string, string> }} modules: name → path */
export function unpackKernel({ name, version }, folder) {
  removeFolder(folder);
  mkdirSync(folder, { recursive: true });
  run('apt-get', ['download', '-qq', '-o', 'APT::Sandbox::User=root', `${name}=${version}`], { cwd: folder });
  const archive = readdirSync(folder).find((file) => file.endsWith('.deb'));
  if (archive === undefined) throw new Error(`apt-get download ${name} left no package`);
  run('dpkg-deb', ['-x', join(folder, archive), join(folder, 'files')]);
  const files = readdirSync(join(folder, 'files'), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, 'files', file));
  const image = files.find((file) => basename(file).startsWith('vmlinuz'));
  if (image === undefined) throw new Error(`${name} has no kernel in it`);
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
