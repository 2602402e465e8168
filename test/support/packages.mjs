// Debian packages: installed when this is root on a machine with apt, else named for the person to install.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { programOf } from './programs.mjs';
import { say } from './say.mjs';

/** @typedef {{ name: string, why: string, present: () => boolean }} Package */

/** @param {string} name @param {string} why @param {string[]} programs any of them will do @returns {Package} */
const program = (name, why, ...programs) => ({ name, why, present: () => programs.some((one) => programOf(one) !== undefined) });

export const packages = {
  chromium: program('chromium', 'the browser that tests and screenshots drive', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'),
  nanum: { name: 'fonts-nanum', why: 'Korean glyphs in that browser', present: () => existsSync('/usr/share/fonts/truetype/nanum') || hasKoreanFont() },
  compiler: program('g++', 'compiles the editor’s log channels', 'g++', 'c++', 'clang++'),
  docker: program('docker.io', 'the engine that tests ask', 'dockerd'),
  dockerCli: program('docker-cli', 'the engine’s own command line, which makes the test containers', 'docker'),
  busybox: program('busybox-static', 'the root file system of test containers', 'busybox'),
  procps: program('procps', '`ps`, which the engine and the tests compare with', 'ps'),
  capabilities: program('libcap2-bin', '`capsh`, which the tests compare with', 'capsh'),
  utilLinux: program('util-linux', '`unshare` and `lsns`', 'unshare'),
  iproute: program('iproute2', '`ip`, for the engine’s own network namespace', 'ip'),
  iptables: program('iptables', 'the engine’s bridge network', 'iptables'),
  podman: program('podman', 'an engine that the tests ask beside Docker', 'podman'),
  runc: program('runc', 'starts Podman’s containers', 'runc'),
  catatonit: program('catatonit', 'the first process of Podman’s pods', 'catatonit'),
  uidmap: program('uidmap', 'ids for Podman without root', 'newuidmap'),
  containerd: program('containerd', '`ctr`, whose containers the tests look for', 'ctr'),
  lxc: program('lxc', 'containers that the tests look for', 'lxc-create'),
  nspawn: program('systemd-container', '`systemd-nspawn`, whose containers the tests look for', 'systemd-nspawn'),
  bubblewrap: program('bubblewrap', '`bwrap`, whose sandboxes the tests look for', 'bwrap'),
  firejail: program('firejail', 'sandboxes that the tests look for', 'firejail'),
  openssl: program('openssl', 'certificates for an engine behind TLS', 'openssl'),
  sshServer: program('openssh-server', '`sshd`, for an engine behind ssh', 'sshd'),
};

function hasKoreanFont() {
  const fonts = programOf('fc-list');
  return fonts !== undefined && spawnSync(fonts, [':lang=ko'], { encoding: 'utf8' }).stdout.trim() !== '';
}

const isRoot = () => process.getuid?.() === 0;
const apt = () => programOf('apt-get');

/** @param {readonly Package[]} wanted @returns {Package[]} what is still missing afterwards */
export function ensurePackages(wanted) {
  const missing = wanted.filter((one) => !one.present()).filter(({ name }, at, all) => all.findIndex((other) => other.name === name) === at);
  if (missing.length === 0) return [];
  for (const { name, why } of missing) say(`Missing: ${name} (${why})`);
  const names = missing.map(({ name }) => name);
  const tool = apt();
  if (!isRoot() || tool === undefined || process.env.LENS_NO_APT === '1') {
    say(`Not installed by this script, since it ${isRoot() ? 'found no apt-get' : 'is not run as root'}: sudo apt-get install --no-install-recommends ${names.join(' ')}`);
    return missing;
  }
  say(`apt-get install ${names.join(' ')}`);
  if (!installed(tool, names)) for (const name of names) installed(tool, [name]); // one that this release does not have must not stop the others
  return missing.filter((one) => !one.present());
}

/** @param {string} tool @param {readonly string[]} names */
function installed(tool, names) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const call = (/** @type {readonly string[]} */ args) => spawnSync(tool, args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: 300_000 });
  if (!updated) call(['update', '-qq']);
  updated = true;
  const done = call(['install', '-y', '-qq', '--no-install-recommends', ...names]);
  if (done.status !== 0) say(`apt-get could not install ${names.join(' ')}: ${String(done.stderr).trim().split('\n').slice(-3).join(' / ')}`);
  return done.status === 0;
}
let updated = false;
