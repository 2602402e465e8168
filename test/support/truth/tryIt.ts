/** The commands of the concepts' pages: who may run each, and what has to come out. */
import { existsSync } from 'node:fs';

export interface Trial {
  /** As it stands on the page. */
  readonly line: string;
  /** Everybody, those whom the engine answers, or root. */
  readonly for: 'everybody' | 'engine' | 'root';
  readonly shows: RegExp;
  /** Exit codes that are right; 0 where nothing is said. */
  readonly codes?: readonly number[];
  /** A program that Debian does not have by itself. */
  readonly needs?: string;
}

const everybody = (line: string, shows: RegExp, more: Partial<Trial> = {}): Trial => ({ line, for: 'everybody', shows, ...more });
const engine = (line: string, shows: RegExp, more: Partial<Trial> = {}): Trial => ({ line, for: 'engine', shows, ...more });
const root = (line: string, shows: RegExp, more: Partial<Trial> = {}): Trial => ({ line, for: 'root', shows, ...more });

/** A machine without such a thing has nothing to show, and `grep` says so by its code. */
const orNone = { codes: [0, 1] };
const hardware = existsSync('/sys/class/dmi/id/sys_vendor') && existsSync('/sys/hypervisor/type') ? {} : { codes: [1] };

export const trials: readonly Trial[] = [
  everybody('grep -c -w hypervisor /proc/cpuinfo', /^\d+$/m, orNone),
  everybody('ps -eo pid,rss,nlwp,comm | grep -E \'qemu-(system|kvm)|VBoxHeadless|VirtualBoxVM|vmware-vmx|firecracker|cloud-hyper|crosvm|lkvm|kvmtool|dragonball| kvm$\'', /^(\s*\d+\s+\d+\s+\d+\s+\S+\n)*$/, orNone),
  everybody('systemd-detect-virt --vm', /^[\w-]+$/m, { ...orNone, needs: 'systemd-detect-virt' }),
  everybody('cat /sys/class/dmi/id/sys_vendor /sys/hypervisor/type', /^/, hardware),
  everybody('uname -r', /^\d+\.\d+/),
  engine('docker exec CONTAINER uname -r', /^\d+\.\d+/),
  everybody('cat /proc/sys/kernel/random/boot_id', /^[0-9a-f-]{36}$/m),
  engine('time docker run --rm busybox true', /real\s/),
  engine('docker inspect -f \'{{.State.Pid}}\' CONTAINER', /^[1-9]\d*$/m),
  everybody('ps -o pid,ppid,user,args -p PID', /sleep/),
  root('lxc-ls -f', /^/, { needs: 'lxc-ls' }),
  everybody('grep -ls lxc.payload /proc/[0-9]*/cgroup', /^(\/proc\/\d+\/cgroup\n)*$/, { codes: [0, 1, 2] }),
  everybody('readlink /proc/self/ns/*', /^uts:\[\d+\]$/m),
  everybody('lsns', /NS TYPE/),
  everybody('grep NSpid /proc/PID/status', /^NSpid:\s+\d+\s+1$/m),
  engine('docker top CONTAINER', /PID[\s\S]*sleep/),
  everybody('ip address', /LOOPBACK/),
  everybody('cat /proc/PID/net/dev', /Receive/),
  everybody('cat /proc/self/mountinfo', / \/ \/ /),
  everybody('findmnt --task PID', /^\/\s/m),
  everybody('cat /proc/PID/uid_map', /^\s*0\s+\d+\s+\d+$/m),
  everybody('unshare --user --map-root-user id', /^uid=0/),
  everybody('hostname', /^\S+$/m),
  engine('docker exec CONTAINER hostname', /^[0-9a-f]{12}$/m),
  everybody('ipcs', /Shared Memory/),
  everybody('cat /proc/sys/kernel/shmmax', /^\d+$/m),
  everybody('cat /proc/self/cgroup', /:\//),
  root('unshare --cgroup cat /proc/self/cgroup', /^(\d+:[^:]*:\/\n)+$/),
  everybody('cat /proc/self/timens_offsets', /^boottime\s+0\s+0$/m),
  everybody('unshare --user --map-root-user --time --boottime 86400 --fork uptime', /up \d+ day/),
  root('sudo chroot DIRECTORY /bin/sh', /^uid=0/),
  root('sudo ls -l /proc/PID/root', /-> \/$/m),
  everybody('awk \'$5 == "/"\' /proc/PID/mountinfo', /^\d+ \d+ \S+ \S+ \/ /m),
  root('sudo readlink /proc/PID/root', /^\/$/m),
  engine('docker history IMAGE', /CREATED/),
  engine('docker diff CONTAINER', /^A \/tmp\/changed$/m),
  everybody('grep overlay /proc/PID/mountinfo', /lowerdir=/),
  everybody('systemd-cgls', /./, { needs: 'systemd-cgls' }),
  everybody('cat /sys/fs/cgroup/GROUP/memory.max /sys/fs/cgroup/GROUP/memory.events', /^67108864\n[\s\S]*oom_kill \d+$/m),
  engine('docker run --rm -m 32m busybox tail /dev/zero; echo $?', /^137$/m),
  everybody('cat /sys/fs/cgroup/GROUP/cpu.max /sys/fs/cgroup/GROUP/cpu.stat', /^50000\s100000\n[\s\S]*nr_throttled \d+/m),
  engine('docker update --cpus 0.5 NAME', /^lens-/),
  everybody('cat /sys/fs/cgroup/GROUP/pids.max /sys/fs/cgroup/GROUP/pids.current', /^40\n\d+$/m),
  engine('docker run --rm --pids-limit 10 busybox sh -c \'for i in $(seq 20); do sleep 5 & done\'', /can't fork/, { codes: [0, 2] }),
  everybody('cat /sys/fs/cgroup/GROUP/io.stat /sys/fs/cgroup/GROUP/io.pressure', /^some avg10=/m),
  engine('time docker run --rm --device-write-bps DEVICE:1mb busybox dd if=/dev/zero of=/f bs=1M count=5 oflag=direct', /5\+0 records out[\s\S]*real\s/),
  everybody('tc -s qdisc show', /qdisc/),
  engine('docker exec CONTAINER id', /^uid=0/),
  everybody('grep Uid /proc/PID/status', /^Uid:\s+0\s/m),
  everybody('grep Cap /proc/PID/status', /^CapEff:\s+00000000a80425fb$/m),
  everybody('capsh --decode=00000000a80425fb', /cap_chown.*cap_setfcap/),
  everybody('grep -E \'Seccomp|NoNewPrivs\' /proc/PID/status', /^NoNewPrivs:\s+0$[\s\S]*^Seccomp:\s+2$/m),
];
