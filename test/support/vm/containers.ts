/** The containers that are started in the machine with cgroup v2, each with something else that its kernel does. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { programOf } from '../programs.mjs';

/** A cgroup that is there before, tighter than what its container asks for. */
export const tight = '/tight';
export const makeTight = `mkdir /sys/fs/cgroup${tight}
cd /sys/fs/cgroup${tight}
echo 33554432 > memory.max
echo 8388608 > memory.swap.max
echo '20000 100000' > cpu.max
echo 30 > pids.max`;

/** Writes a mebibyte to the disk and is refused memory, so that there is something to count. */
const work = `dd if=/dev/zero of=/written bs=64k count=16 conv=fsync; dd if=/dev/zero of=/dev/null bs=200M count=1; exec sleep 100000`;
const limits = [
  '--memory=64m', '--memory-reservation=32m', '--memory-swap=96m', '--cpus=0.25', '--cpu-shares=512', '--cpuset-cpus=1', '--pids-limit=20',
  '--device-write-bps=/dev/vda:4mb', '--device-read-bps=/dev/vda:2mb', '--blkio-weight=300',
];

/** As Docker in Docker does: its processes move to cgroups of their own, below the one that has its limits. */
const inner = `cd /sys/fs/cgroup; mkdir init other; echo 0 > init/cgroup.procs; echo '+memory +pids' > cgroup.subtree_control
echo 10 > init/pids.max; sleep 100001 & echo $! > other/cgroup.procs; exec sleep 100000`;

/** The command line can be run in there: the machine's own programs, read-only. */
const withPrograms = ['/usr', '/lib', '/lib64', '/product'].map((folder) => `--volume=${folder}:${folder}:ro`);

/** Name → what `docker create` gets. */
const wanted = new Map<string, readonly string[]>([
  ['plain', ['{image}', 'sh', '-c', 'ping -c 2 172.17.0.1; sleep 100001 & exec sleep 100000']],
  ['limited', [...limits, '{image}', 'sh', '-c', work]],
  ['powerful', ['--privileged', '--device=/dev/vdb:/dev/product', '--memory=200m', '--pids-limit=40', '{image}', 'sh', '-c', inner]],
  ['seeing', ['--cgroupns=host', '--read-only', '--tmpfs=/tmp:size=1m', '--memory=48m', '--memory-swap=-1', '{image}', 'sleep', '100000']],
  ['within', ['--cgroupns=private', '--memory=400m', '--cpus=1.5', '--pids-limit=100', ...withPrograms, '{image}', 'sleep', '100000']],
  ['nested', ['--cgroupns=private', `--cgroup-parent=${tight}`, '--memory=64m', '--cpus=0.5', '--pids-limit=50', '--user=1000:1000', '--cap-drop=ALL',
    '--security-opt=no-new-privileges', '--net=container:plain', '{image}', 'sleep', '100000']],
]);
export const names = [...wanted.keys()];

export interface Inspected {
  readonly Id: string;
  readonly Name: string;
  readonly State: { readonly Pid: number; readonly Status: string };
  readonly Config: { readonly Image: string; readonly User: string };
  readonly HostConfig: Readonly<Record<string, unknown>>;
  readonly GraphDriver: { readonly Name: string; readonly Data: Readonly<Record<string, string>> };
}

export type Docker = (...words: string[]) => string;

/** Starting is slow in there: two at a time, which is how many processors it has. */
export async function startContainers(host: string, docker: Docker, image: string): Promise<ReadonlyMap<string, Inspected>> {
  const start = (...ones: readonly string[]) => promisify(execFile)(programOf('docker') ?? 'docker', ['--host', host, 'start', ...ones]);
  const create = (name: string) => docker('create', '--name', name, ...(wanted.get(name) ?? []).map((word) => word.replace('{image}', image)));
  ['plain', 'limited', 'powerful', 'seeing', 'within'].forEach(create);
  await Promise.all([start('plain', 'powerful'), start('limited', 'seeing', 'within')]);
  create('nested');
  await start('nested');
  const all = JSON.parse(docker('inspect', ...names)) as Inspected[];
  return new Map(all.map((one) => [one.Name.slice(1), one]));
}
