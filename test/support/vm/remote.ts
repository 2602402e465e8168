/** The same containers as another machine's engine gives them: what only its kernel knows is `remote`, never this kernel's. */
import { type IsolationWithFindings, namespaceTypes } from '../../../src/model/isolation.js';
import type { Reading } from '../../../src/model/reading.js';
import { type Subject, compareConfigured, compareContainer, devicesIn } from './compare.js';
import { type Counter, compareCounter, compareUsed, counters, ownLevel } from './counters.js';
import type { Facts } from './facts.js';
import { levelsOf } from './witness.js';

/** Facts that the engine itself gives, and so the only ones that may have a value. */
const given = ['namespaces', 'cgroup.configured', 'root.hostPath', 'root.driver', 'root.layers', 'root.writableLayer', 'root.readOnly', 'root.maskedPaths', 'root.requested',
  'root.readOnlyPaths', 'root.history', 'privileges.user', 'privileges.privileged', 'privileges.devices'];

export function compareRemote(facts: Facts, subject: Subject): void {
  compareContainer(facts, subject);
  compareConfigured(facts, subject);
  compareIds(facts, subject);
  compareGiven(facts, subject);
  const { name, inspected, before, after, isolation: { cgroup } } = subject;
  // An engine counts in the container's own cgroup, whatever a group above allows.
  const told = counters.filter((counter) => isTold(counter, subject));
  for (const counter of told) compareCounter(facts, `outside: ${name}`, { ...counter, level: ownLevel }, cgroup, inspected, [before, after]);
  compareUsed(facts, `outside: ${name}`, cgroup);
  const known = [...given, 'cgroup.memory.used', ...told.map((counter) => `cgroup.${counter.name}`)];
  for (const [path, reading] of readingsIn(subject.isolation)) {
    const what = `outside: ${subject.name} ${path}`;
    facts.same(`${what}, from the engine`, 'value' in reading ? reading.from.split(', ').filter((from) => !from.startsWith('GET /')) : isRefusal(reading.from, subject) || reading, 'value' in reading ? [] : true);
    if (!known.some((prefix) => path.startsWith(prefix))) compareUnread(facts, what, path, reading, subject);
  }
}

/** Where the same pid is in use here as well, the file that shows whose it is may be named as the reason. */
const isRefusal = (from: string, { inspected: { State } }: Subject) => from.startsWith('GET /') || from === `/proc/${State.Pid}/cgroup`;

/** Without any input or output the engine has no list of devices, as if it did not count; then nothing is concluded. */
function isTold({ inStats, file }: Counter, { before, after, inspected }: Subject): boolean {
  return inStats && (file !== 'io.stat' || [before, after].every((witness) => witness.text(`${levelsOf(inspected)[0]}/io.stat`) !== ''));
}

/** Some of what the kernel would say follows from what the engine was asked; then it is marked as concluded. */
function compareUnread(facts: Facts, what: string, path: string, reading: Reading<unknown>, { inspected: { HostConfig } }: Subject): void {
  const options = (HostConfig.SecurityOpt ?? []) as readonly string[];
  if (path === 'privileges.noNewPrivileges' && options.includes('no-new-privileges')) facts.same(what, reading, { value: true, from: reading.from, guessed: true });
  else if (path === 'privileges.seccomp' && HostConfig.Privileged === true) facts.same(what, reading, { value: 'disabled', from: reading.from, guessed: true });
  else facts.unread(what, reading, 'remote');
}

/** Ids come through the engine's own `ps`; what is the same as whose is told by them or by what the engine was asked. */
function compareIds(facts: Facts, { name, inspected, all, before, isolation }: Subject): void {
  for (const type of namespaceTypes) {
    const idOf = (pid: number) => before.namespaces.get(pid)?.get(type);
    const own = idOf(inspected.State.Pid);
    const initial = own === idOf(1);
    const others = [...all].filter(([other, { State }]) => !initial && other !== name && idOf(State.Pid) === own).map(([other]) => other).sort();
    const { id, relation, sharedWith, relationFrom } = isolation.namespaces[type];
    facts.value(`outside: ${name} ${type} namespace`, id, own, 'GET /containers/{id}/top');
    facts.same(`outside: ${name} ${type} relation`, relation, initial ? 'initial' : others.length > 0 ? 'shared' : 'private');
    facts.same(`outside: ${name} ${type} sharers`, sharedWith, others);
    facts.same(`outside: ${name} ${type} concluded from the engine only`, relationFrom.filter((from) => !from.startsWith('GET /')), []);
  }
}

function compareGiven(facts: Facts, { name, inspected: { GraphDriver, HostConfig, Config }, isolation: { root, privileges } }: Subject): void {
  const { MergedDir, UpperDir, LowerDir } = GraphDriver.Data;
  facts.value(`outside: ${name} root.hostPath`, root.hostPath, MergedDir);
  facts.value(`outside: ${name} root.driver`, root.driver, GraphDriver.Name);
  facts.value(`outside: ${name} root.writableLayer`, root.writableLayer, UpperDir);
  facts.value(`outside: ${name} root.layers`, root.layers, LowerDir?.split(':'));
  facts.value(`outside: ${name} root.readOnly`, root.readOnly, HostConfig.ReadonlyRootfs as boolean);
  facts.value(`outside: ${name} root.maskedPaths`, root.maskedPaths, (HostConfig.MaskedPaths ?? []) as string[]);
  facts.value(`outside: ${name} root.readOnlyPaths`, root.readOnlyPaths, (HostConfig.ReadonlyPaths ?? []) as string[]);
  const [uid = 0, gid = 0] = Config.User === '' ? [] : Config.User.split(':').map(Number);
  facts.value(`outside: ${name} user`, privileges.user, { uid, gid, hostUid: uid });
  facts.value(`outside: ${name} devices`, privileges.devices, devicesIn(HostConfig));
  facts.value(`outside: ${name} privileged`, privileges.privileged, HostConfig.Privileged as boolean);
}

/** Every Reading of the picture, by its path in it. */
export function readingsIn(isolation: IsolationWithFindings): [string, Reading<unknown>][] {
  const walk = (value: unknown, path: string): [string, Reading<unknown>][] => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
    if ('from' in value && ('value' in value || 'unread' in value)) return [[path, value as Reading<unknown>]];
    return Object.entries(value).flatMap(([key, inner]) => walk(inner, path === '' ? key : `${path}.${key}`));
  };
  return walk(isolation, '');
}
