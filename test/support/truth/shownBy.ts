/** What the output of a fact's command has to hold for the fact to be seen in it. Nothing here knows how the product reads or writes. */
import type { Fact } from '../../../src/explain/explanation.js';
import type { Isolation } from '../../../src/model/isolation.js';
import { at } from './json.js';

/** The numbers in a text, each as it stands there. */
function numbers(text: string): number[] {
  return (text.match(/\d+/g) ?? []).map(Number);
}

interface Shown {
  readonly fact: Fact;
  readonly isolation: Isolation;
  readonly output: string;
}
type Check = (shown: Shown) => boolean;

/** The value of the reading at that path of the picture; undefined where it was not read. */
function valueAt(isolation: Isolation, path: string): unknown {
  return at(isolation, ...path.split('.'), 'value');
}

/** A limit or a counter; of what is not limited any output says so in its way: -1, max, a number near 2^63. */
const counted = (...paths: string[]): Check => ({ isolation, output }) => paths.every((path) => {
  const value = valueAt(isolation, path);
  return value === undefined || (value === 'unlimited' ? /-1|max|\d{18,}|^0$/m.test(output) : numbers(output).includes(Number(value)));
});

const holdsValue: Check = ({ fact, output }) => output.includes(fact.value);
const holdsEach: Check = ({ fact, output }) => fact.value.split(', ').every((part) => output.includes(part));
const some: Check = ({ output }) => output.trim() !== '';

/** Quota divided by period: two numbers of the output, one after the other. */
const cores: Check = ({ isolation, output }) => {
  const limit = valueAt(isolation, 'cgroup.cpu.limit');
  const all = numbers(output);
  return limit === 'unlimited' ? /-1|max/.test(output) : all.some((quota, index) => quota / (all[index + 1] ?? 0) === limit);
};

/** `CapEff:	00000000a80425fb`: as many bits as there are names. */
const capabilitySet = (line: string, set: string): Check => ({ isolation, output }) => {
  const bits = BigInt(`0x${new RegExp(`^${line}:\\s*([0-9a-f]+)$`, 'm').exec(output)?.[1] ?? 'f'}`).toString(2).replaceAll('0', '').length;
  return bits === (valueAt(isolation, `privileges.capabilities.${set}`) as readonly string[]).length;
};

const statusIs = (field: string, path: string, words: Readonly<Record<string, string>>): Check => ({ isolation, output }) =>
  new RegExp(`^${field}:\\s*${words[String(valueAt(isolation, path))] ?? 'unknown'}$`, 'm').test(output);

const serviced = (operation: string, v2: string, path: string): Check => ({ isolation, output }) => {
  const found = [...output.matchAll(new RegExp(`${operation} (\\d+)|${v2}=(\\d+)`, 'g'))].map(([, one, other]) => Number(one ?? other));
  return found.reduce((sum, count) => sum + count, 0) === valueAt(isolation, path);
};

/** Bytes of one column of `net/dev`, of all interfaces but lo. */
const carried = (column: number, path: string): Check => ({ isolation, output }) => {
  const rows = output.split('\n').slice(2).map((line) => line.trim().split(/[\s:]+/)).filter(([name]) => name !== 'lo' && name !== '');
  return rows.reduce((sum, words) => sum + Number(words[column] ?? 0), 0) === valueAt(isolation, path);
};

const root: Check = ({ output }) => output.split('\n').some((line) => line.split(' ')[4] === '/');
const rootOption: Check = ({ isolation, output }) => output.split('\n').some((line) => line.split(' ')[4] === '/' && (line.split(' ')[5] ?? '').split(',').includes(valueAt(isolation, 'root.readOnly') === true ? 'ro' : 'rw'));
const idMap = (which: string): Check => ({ isolation, output }) => {
  const ranges = valueAt(isolation, `idMap.${which}`) as readonly { inside: number; outside: number; count: number }[];
  return output.trim().split('\n').map((line) => line.trim().split(/\s+/).join()).join(';') === ranges.map(({ inside, outside, count }) => [inside, outside, count].join()).join(';');
};
const all = (...checks: Check[]): Check => (shown) => checks.every((check) => check(shown));
const ownership: Check = ({ isolation, output }) => {
  const user = valueAt(isolation, 'privileges.user') as { hostUid: number };
  return new RegExp(`^Uid:\\s*${user.hostUid}\\b`, 'm').test(output);
};
const processes: Check = ({ isolation, output }) => (valueAt(isolation, 'processes') as readonly { hostPid: number }[]).every(({ hostPid }) => numbers(output).includes(hostPid));

/** By the fact's id. Where a value is put into words, its number or name is looked for. */
const checks: readonly (readonly [id: RegExp, check: Check])[] = [
  [/^(pid|net|mnt|user|ipc|uts|cgroup|time)\.id$/, ({ fact, output }) => numbers(output).includes(numbers(fact.value)[0] ?? 0)],
  [/^(pid|net|mnt|ipc|uts|cgroup|time)$/, some],
  [/^cgroup\.path$/, holdsValue],
  [/^cgroup\.version$/, ({ fact, output }) => (fact.value === 'v1' || output.includes('cgroup2')) && (fact.value === 'v2' || output.includes(' - cgroup '))],
  [/^memory$/, counted('cgroup.memory.usage', 'cgroup.memory.inactiveFile', 'cgroup.memory.limit', 'cgroup.memory.oomKills')],
  [/^memory\.used$/, counted('cgroup.memory.usage', 'cgroup.memory.inactiveFile')],
  [/^memory\.configured$/, counted('cgroup.configured.memory')],
  [/^memory\.swapLimit$/, ({ isolation, output }) => {
    const [together = 0, memory = 0] = numbers(output);
    const limit = valueAt(isolation, 'cgroup.memory.swapLimit');
    return limit === 'unlimited' ? /\d{18,}|max/.test(output) : limit === together - memory || limit === together;
  }],
  [/^memory\.(limit|ownLimit|reservation|usage|oomKills|anonymous|file|shmem|kernel|inactiveFile|swapUsage)$/, (shown) => counted(`cgroup.${shown.fact.id}`)(shown)],
  [/^cpu$/, all(cores, counted('cgroup.cpu.periods', 'cgroup.cpu.throttledPeriods'))],
  [/^cpu\.(limit|ownLimit)$/, cores],
  [/^cpu\.configured$/, ({ isolation, output }) => {
    const asked = valueAt(isolation, 'cgroup.configured.cpu');
    const [nano = 0, quota = 0, period = 0] = numbers(output);
    return asked === 'unlimited' ? nano === 0 && quota === 0 : asked === nano / 1e9 || asked === quota / (period === 0 ? 100_000 : period);
  }],
  [/^cpu\.(weight|cpuset)$/, holdsValue],
  [/^cpu\.(usage|throttledTime)$/, ({ isolation, fact, output }) => numbers(output).some((number) => [1e9, 1e6].some((unit) => number / unit === valueAt(isolation, `cgroup.${fact.id}`)))],
  [/^cpu\.throttledPeriods$/, counted('cgroup.cpu.periods', 'cgroup.cpu.throttledPeriods')],
  [/^pids$/, counted('cgroup.pids.current', 'cgroup.pids.limit')],
  [/^pids\.(limit|ownLimit)$/, (shown) => counted(`cgroup.${shown.fact.id}`)(shown)],
  [/^pids\.configured$/, ({ isolation, output }) => {
    const asked = valueAt(isolation, 'cgroup.configured.pids');
    return asked === 'unlimited' ? /^(0|-1|<nil>|<no value>)$/.test(output.trim()) : Number(output) === asked;
  }],
  [/^io$/, all(serviced('Read', 'rbytes', 'cgroup.io.readBytes'), serviced('Write', 'wbytes', 'cgroup.io.writeBytes'))],
  [/^io\.readBytes$/, serviced('Read', 'rbytes', 'cgroup.io.readBytes')],
  [/^io\.writeBytes$/, serviced('Write', 'wbytes', 'cgroup.io.writeBytes')],
  [/^io\.weight$/, holdsValue],
  [/^io\.limits$/, ({ isolation, output }) => (valueAt(isolation, 'cgroup.io.limits') as readonly string[]).flatMap((line) => line.match(/^[\d:]+|(?<==)\d+/g) ?? []).every((word) => output.includes(word))],
  [/^network$/, all(carried(1, 'cgroup.network.receivedBytes'), carried(9, 'cgroup.network.sentBytes'))],
  [/^network\.receivedBytes$/, carried(1, 'cgroup.network.receivedBytes')],
  [/^network\.sentBytes$/, carried(9, 'cgroup.network.sentBytes')],
  [/^pressure$/, ({ output }) => (output.match(/^some avg10=/gm) ?? []).length === 3],
  [/^pressure\.\w+$/, ({ output }) => /^some avg10=[\d.]+ avg60=[\d.]+ avg300=[\d.]+ total=\d+$/m.test(output)],
  // Where no engine says it, it is concluded from the folder beside it.
  [/^root\.hostPath$/, ({ fact, output }) => output.includes(fact.value) || output.includes(`upperdir=${fact.value.replace(/merged$/, 'diff')},`)],
  [/^root\.writableLayer$/, holdsValue],
  [/^root\.(filesystem|driver)$/, holdsValue],
  [/^root\.mechanism$/, root],
  [/^root\.layers$/, ({ isolation, output }) => (valueAt(isolation, 'root.layers') as readonly string[]).every((path) => output.includes(path))],
  [/^root\.layers\.\d+$/, ({ output }) => /^total \d+$/m.test(output)],
  [/^root\.readOnly$/, rootOption],
  [/^root\.mounts$/, ({ isolation, output }) => output.trim().split('\n').length === (valueAt(isolation, 'root.mounts') as readonly unknown[]).length],
  [/^root\.propagation$/, ({ fact, output }) => String(output.split('\n').filter((line) => / shared:\d+/.test(line)).length) === /^\d+/.exec(fact.value)?.[0]],
  [/^root\.(maskedPaths|readOnlyPaths)$/, holdsEach],
  [/^root\.requested$/, ({ isolation, output }) => (valueAt(isolation, 'root.requested') as readonly { target: string }[]).every(({ target }) => output.includes(target))],
  [/^user\.uidMap$/, idMap('uid')],
  [/^user\.gidMap$/, idMap('gid')],
  [/^capabilities(\.effective)?$/, capabilitySet('CapEff', 'effective')],
  [/^capabilities\.permitted$/, capabilitySet('CapPrm', 'permitted')],
  [/^capabilities\.inheritable$/, capabilitySet('CapInh', 'inheritable')],
  [/^capabilities\.bounding$/, capabilitySet('CapBnd', 'bounding')],
  [/^capabilities\.ambient$/, capabilitySet('CapAmb', 'ambient')],
  [/^noNewPrivileges$/, statusIs('NoNewPrivs', 'privileges.noNewPrivileges', { true: '1', false: '0' })],
  [/^seccomp$/, statusIs('Seccomp', 'privileges.seccomp', { disabled: '0', strict: '1', filter: '2' })],
  [/^lsm$/, holdsValue],
  [/^privileged$/, ({ isolation, output }) => output.trim() === String(valueAt(isolation, 'privileges.privileged'))],
  [/^devices$/, ({ isolation, output }) => (valueAt(isolation, 'privileges.devices') as readonly string[]).every((device) => output.includes(device.split(':')[0] ?? device))],
  [/^processes$/, processes],
  [/^processes\.\d+$/, ({ fact, output }) => output.includes(fact.id.split('.')[1] ?? '') && output.trim().split('\n').length === 2],
];

/** Whether the output shows the fact; throws where nobody has said yet how that is seen. */
export function shows(shown: Shown, section: string): boolean {
  // Two facts are called user: the namespace, and who its first process is.
  const check = shown.fact.id === 'user' ? (section === 'privileges' ? ownership : some) : checks.find(([id]) => id.test(shown.fact.id))?.[1];
  if (check === undefined) {
    throw new Error(`what shows ${shown.fact.id}?`);
  }
  return check(shown);
}

/** The same of the machine's own facts. */
const ofMachine: Readonly<Record<string, (machine: unknown, output: string, fact: Fact) => boolean>> = {
  'machine.kernel': (machine, output) => output.startsWith(`${String(at(machine, 'kernel', 'value', 'release'))} `),
  'machine.boot': (machine, output) => output.trim() === at(machine, 'bootId', 'value'),
  'machine.hypervisor': (machine, output) => output.trim() === at(machine, 'virtualization', 'hypervisor', 'value'),
  'machine.inside': (_, output) => output.trim() === 'pid:[4026531836]', // linux/nsfs.h; this test is in no container
  'machine.cgroup': (machine, output) => at(machine, 'cgroup', 'value') === 'v1' || output.includes('cgroup2'),
  'machine.processor': (machine, output) => Number(output) === at(machine, 'processor', 'value', 'count'),
  'machine.memory': (machine, output) => Number(/^MemTotal:\s*(\d+) kB$/m.exec(output)?.[1]) * 1024 === at(machine, 'memory', 'value'),
  'machine.virtual-machines': (_, output, { children = [] }) => output.trim().split('\n').length === children.length,
};

export function showsMachine(fact: Fact, machine: unknown, output: string): boolean {
  const check = ofMachine[fact.id];
  if (check === undefined) {
    throw new Error(`what shows ${fact.id}?`);
  }
  return check(machine, output, fact);
}
