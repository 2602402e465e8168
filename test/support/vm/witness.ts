/** What plain tools inside the machine say of the same containers: grep (as a `cat` of many files), ls, findmnt. */
import type { Inspected } from './containers.js';

const cgroupFiles = [
  'memory.max', 'memory.low', 'memory.swap.max', 'memory.current', 'memory.swap.current', 'memory.stat', 'memory.events', 'memory.pressure',
  'cpu.max', 'cpu.weight', 'cpu.stat', 'cpu.pressure', 'cpuset.cpus.effective', 'pids.max', 'pids.current', 'io.max', 'io.stat', 'io.weight', 'io.pressure',
];
const limitFiles = ['memory.max', 'memory.swap.max', 'cpu.max', 'cpu.stat', 'pids.max'];
const processFiles = ['status', 'cgroup', 'uid_map', 'gid_map', 'net/dev', 'attr/current'];

export interface FoundMount {
  readonly target: string;
  readonly source: string;
  readonly 'maj:min': string;
  readonly fsroot: string;
  readonly fstype: string;
  readonly 'vfs-options': string;
  readonly 'fs-options': string;
  readonly propagation: string;
}

export interface Witness {
  /** The text of a file; undefined where it could not be read, and '' only where it was read and is empty. */
  text(path: string): string | undefined;
  /** pid → namespace type → number. */
  /** The pids in a container's cgroup and in those below, sorted. */
  readonly members: (one: Inspected) => readonly number[];
  readonly namespaces: ReadonlyMap<number, ReadonlyMap<string, number>>;
  readonly mounts: ReadonlyMap<number, readonly FoundMount[]>;
  /** Short name in /var/lib/docker/overlay2/l → directory. */
  readonly layerLinks: ReadonlyMap<string, string>;
}

/** The cgroup directories of a container, its own first, up to the one below the root. */
export function levelsOf({ Id, HostConfig }: Inspected): readonly string[] {
  const parent = HostConfig.CgroupParent === '' ? '/docker' : String(HostConfig.CgroupParent);
  return [`/sys/fs/cgroup${parent}/${Id}`, `/sys/fs/cgroup${parent}`];
}

function filesOf(one: Inspected, pids: readonly number[]): readonly string[] {
  const [own, ...above] = levelsOf(one);
  return [
    ...cgroupFiles.map((name) => `${own}/${name}`), ...above.flatMap((level) => limitFiles.map((name) => `${level}/${name}`)),
    ...pids.flatMap((pid) => processFiles.map((name) => `/proc/${pid}/${name}`)),
  ];
}

export function look(ssh: (script: string) => string, all: readonly Inspected[]): Witness {
  const procs = all.map((one) => `${levelsOf(one)[0]}/cgroup.procs ${levelsOf(one)[0]}/*/cgroup.procs`);
  const found = ssh(`grep -sH '' ${procs.join(' ')} || true`).trim().split('\n').map((line) => line.split(':'));
  const members: Witness['members'] = ({ Id }) => found.filter(([file]) => file?.includes(Id)).map(([, pid]) => Number(pid)).sort((one, other) => one - other);
  const inits = all.map(({ State }) => State.Pid);
  const files = all.flatMap((one) => filesOf(one, members(one)));
  const printed = ssh([
    `grep -sH '' ${files.join(' ')} /sys/class/dmi/id/sys_vendor /proc/sys/kernel/osrelease || true`,
    'echo "## empty"', `find ${files.filter((file) => file.startsWith('/sys')).join(' ')} -maxdepth 0`,
    'echo "## namespaces"', `ls -l ${[1, ...inits].map((pid) => `/proc/${pid}/ns/`).join(' ')}`,
    'echo "## layers"', 'ls -l /var/lib/docker/overlay2/l/',
    ...inits.flatMap((pid) => [`echo "## mounts ${pid}"`, `findmnt --task ${pid} --json --list --nofsroot --output TARGET,SOURCE,MAJ:MIN,FSROOT,FSTYPE,VFS-OPTIONS,FS-OPTIONS,PROPAGATION`]),
  ].join('\n'));
  const [contents = '', ...sections] = printed.split(/^## /m);
  return { members, ...witnessOf(contents, new Map(sections.map((text) => [text.slice(0, text.indexOf('\n')), text.slice(text.indexOf('\n') + 1)]))) };
}

function witnessOf(contents: string, sections: ReadonlyMap<string, string>): Omit<Witness, 'members'> {
  const texts = new Map((sections.get('empty') ?? '').trim().split('\n').map((path) => [path, '']));
  for (const line of contents.trimEnd().split('\n')) {
    const path = line.slice(0, line.indexOf(':'));
    texts.set(path, `${texts.get(path) ?? ''}${line.slice(path.length + 1)}\n`);
  }
  return {
    text: (path) => texts.get(path),
    namespaces: namespacesIn(sections.get('namespaces') ?? ''),
    mounts: new Map([...sections].flatMap(([name, text]) => name.startsWith('mounts ')
      ? [[Number(name.slice('mounts '.length)), (JSON.parse(text) as { filesystems: FoundMount[] }).filesystems]] : [])),
    layerLinks: new Map([...(sections.get('layers') ?? '').matchAll(/(\w+) -> \.\.\/(\S+)$/gm)].map(([, short = '', path = '']) => [short, `/var/lib/docker/overlay2/${path}`])),
  };
}

/** `/proc/277/ns/:` and then `lrwxrwxrwx … net -> net:[4026532282]`. */
function namespacesIn(listing: string): Witness['namespaces'] {
  return new Map(listing.split(/^(?=\/proc\/)/m).filter((part) => part !== '').map((part) => [
    Number(/^\/proc\/(\d+)\//.exec(part)?.[1]),
    new Map([...part.matchAll(/(\w+) -> \w+:\[(\d+)\]$/gm)].map(([, type = '', id]) => [type, Number(id)])),
  ]));
}
