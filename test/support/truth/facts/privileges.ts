/** `privileges`: `capsh --decode`, the words of /proc/PID/status, `ps`, `docker inspect`. */
import { type Expectation, is, unread } from '../expectation.js';
import { output } from '../commands.js';
import { cat, statusWords } from '../files.js';
import { at, listAt, textAt } from '../json.js';
import { type Scene, deniedTo, gone, inspectAnswer, untold } from '../scene.js';
import { refusal } from '../world.js';

type Fact = [string, Expectation];

const sets = { effective: 'CapEff', permitted: 'CapPrm', inheritable: 'CapInh', bounding: 'CapBnd', ambient: 'CapAmb' };

export function privilegeFacts(scene: Scene): Fact[] {
  const facts = scene.fixed === undefined ? nothing(scene) : ofProcess(scene, scene.program ?? scene.before.pid);
  return [...facts, ...ofEngine(scene)].map(([path, expectation]) => [`privileges.${path}`, expectation]);
}

function nothing(scene: Scene): Fact[] {
  return ['user', 'noNewPrivileges', 'seccomp', 'lsm', ...Object.keys(sets).map((name) => `capabilities.${name}`)].map((path) => [path, gone(scene)]);
}

const decoded = new Map<string, readonly string[]>();

/** `capsh --decode=HEX` prints `0x…=cap_chown,cap_kill`. */
export function capsh(hex: string): readonly string[] {
  const names = decoded.get(hex) ?? (output('capsh', [`--decode=${hex}`]).trim().split('=')[1] ?? '').split(',').filter(Boolean).map((name) => name.toUpperCase());
  decoded.set(hex, names);
  return names;
}

/** What a set holds, by /proc/PID/status and capsh. */
export function capabilitiesIn(pid: number, set: keyof typeof sets): readonly string[] {
  return capsh(statusWords(pid, sets[set])[0] ?? '');
}

function ofProcess(scene: Scene, pid: number): Fact[] {
  const file = `/proc/${pid}/status`;
  const seccomp = ['disabled', 'strict', 'filter'][Number(statusWords(pid, 'Seccomp')[0])];
  return [
    ['user', is(userOf(pid), 'ps -o uid,gid, uid_map', file)],
    ['noNewPrivileges', is(statusWords(pid, 'NoNewPrivs')[0] === '1', `cat ${file}`, file)],
    ['seccomp', is(seccomp, `cat ${file}`, file)],
    ['lsm', label(scene, `/proc/${pid}/attr/current`)],
    ...(Object.keys(sets) as (keyof typeof sets)[]).map((set): Fact => [
      `capabilities.${set}`, is(capabilitiesIn(pid, set), `capsh --decode of ${sets[set]}`, file),
    ]),
  ];
}

interface User {
  readonly uid: number;
  readonly gid: number;
  readonly hostUid: number;
}
const users = new Map<number, User>();

/** `ps` counts as the machine does; the map tells what that is called inside. */
export function userOf(pid: number): User {
  const user = users.get(pid) ?? askedUser(pid);
  users.set(pid, user);
  return user;
}

function askedUser(pid: number): User {
  const [hostUid, hostGid] = output('ps', ['-o', 'uid=,gid=', '-p', String(pid)]).trim().split(/\s+/).map(Number);
  return { uid: inside(pid, 'uid_map', hostUid!), gid: inside(pid, 'gid_map', hostGid!), hostUid: hostUid! };
}

function inside(pid: number, map: string, id: number): number {
  const line = cat(`/proc/${pid}/${map}`).trim().split('\n').map((each) => each.trim().split(/\s+/).map(Number))
    .find(([, outside = 0, count = 0]) => id >= outside && id < outside + count);
  return line === undefined ? 65_534 : id - line[1]! + line[0]!;
}

function label(scene: Scene, file: string): Expectation {
  const error = refusal(scene.eyes, file);
  if (error === 'EINVAL') {
    return unread('unsupported', `cat ${file} (EINVAL)`, file);
  }
  const asked = [textAt(scene.before.inspect, 'AppArmorProfile'), textAt(scene.before.inspect, 'ProcessLabel')].find((word) => word !== '');
  if (error !== undefined) {
    return scene.eyes.reader.asksEngine && asked !== undefined ? is(asked, 'docker inspect', inspectAnswer) : deniedTo(scene, file);
  }
  return is(cat(file).replace(/[\0\n]+$/, ''), `cat ${file}`, file);
}

function ofEngine({ eyes: { reader }, before: { inspect } }: Scene): Fact[] {
  const devices = listAt(inspect, 'HostConfig', 'Devices').map((device) => `${textAt(device, 'PathOnHost')}:${textAt(device, 'PathInContainer')}:${textAt(device, 'CgroupPermissions')}`);
  const nobody = untold('nobody: the engine does not answer');
  return [
    ['privileged', reader.asksEngine ? is(at(inspect, 'HostConfig', 'Privileged'), 'docker inspect', inspectAnswer) : nobody],
    ['devices', reader.asksEngine ? is(devices, 'docker inspect', inspectAnswer) : nobody],
  ];
}
