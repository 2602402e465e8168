/** What of the machine is mounted in there. */
import * as l10n from '@vscode/l10n';
import type { Isolation, Mount } from '../../model/isolation.js';
import { isRead, valueOf } from '../../model/reading.js';
import type { FindingText } from '../explanation.js';
import { type Fix, fixText } from '../fixes.js';
import { clip } from '../foreignText.js';

/** Its mounts and their source; nothing where they are the machine's own table anyway. */
function ownMounts({ root, namespaces }: Isolation): { readonly mounts: readonly Mount[]; readonly from: string } | undefined {
  if (!isRead(root.mounts) || namespaces.mnt.relation === 'initial' || valueOf(root.mechanism) === 'none') {
    return undefined;
  }
  return { mounts: root.mounts.value, from: root.mounts.from };
}

function mounted(
  isolation: Isolation,
  fits: (mount: Mount, all: readonly Mount[]) => boolean,
  bind: RegExp,
  words: (targets: string) => Omit<FindingText, 'evidence' | 'fix'> & { readonly fix: Fix },
): readonly FindingText[] {
  const own = ownMounts(isolation);
  const targets = own?.mounts.filter((mount) => fits(mount, own.mounts)).map(({ target }) => target) ?? [];
  const found = targets.length > 0 ? { targets, from: own?.from ?? '' } : bound(isolation, bind);
  if (found.targets.length === 0) {
    return [];
  }
  const { fix, ...rest } = words(clip([...new Set(found.targets)].join(', '), 300));
  return [{ ...rest, evidence: [found.from], fix: fixText(isolation.container, fix) }];
}

/** On a kernel that is not ours: where the engine was asked to bind a path of its machine. */
function bound({ root: { mounts, requested } }: Isolation, path: RegExp): { readonly targets: readonly string[]; readonly from: string } {
  const asked = requested !== undefined && isRead(requested) && !isRead(mounts) && mounts.unread === 'remote' ? requested.value : [];
  const binds = asked.filter(({ kind, source }) => kind === 'bind' && path.test(source));
  return { targets: binds.map(({ target }) => target), from: requested?.from ?? '' };
}

function withoutVolume(words: string, example: string): Fix {
  return { words, run: l10n.t('leave out {0}', `-v ${example}`), compose: l10n.t('remove {0}', `volumes: [${example}]`) };
}

const socket = /\/(docker|podman|containerd|crio)\.sock$/;

/** By its name. */
export function isEngineSocket({ source, root, target }: Mount): boolean {
  return [source, root, target].some((path) => socket.test(path));
}

/** By its name, or proved to lie in a folder that is mounted; what came along with the machine's `/` is told with that. */
export function engineSocketMounted(isolation: Isolation): readonly FindingText[] {
  const own = ownMounts(isolation);
  const proved = own === undefined ? [] : provedSockets(isolation, own.mounts);
  const named = own?.mounts.filter(isEngineSocket) ?? [];
  const asked = bound(isolation, socket);
  const targets = [...new Set([...named.map(({ target }) => target), ...proved, ...asked.targets])];
  if (targets.length === 0) {
    return [];
  }
  return [{
    id: 'engine-socket-mounted',
    severity: 'danger',
    concept: 'docker',
    says: l10n.t('The socket of a container engine is mounted at {0}.', clip(targets.join(', '), 300)),
    why: l10n.t('Whoever may write to it can start a container with every right on the machine. Read-only does not change that.'),
    evidence: [...new Set([own?.from ?? asked.from, ...(proved.length === 0 ? [] : isolation.root.engineSockets?.from.split(', ') ?? [])])],
    fix: fixText(isolation.container, withoutVolume(
      l10n.t('Take it out, or put a proxy between that lets only what is needed pass.'), '/var/run/docker.sock:/var/run/docker.sock')),
  }];
}

function provedSockets({ root: { engineSockets } }: Isolation, mounts: readonly Mount[]): readonly string[] {
  const paths = engineSockets === undefined ? [] : valueOf(engineSockets) ?? [];
  return paths.filter((path) => !mounts.some((mount) => path.startsWith(`${mount.target}/`) && isHostRoot(mount, mounts)));
}

/**
 * The whole of the machine's `/`: the top folder of a disk (btrfs has its `/` in a folder named `@` or the like), with
 * the machine's own proc, sys or dev below it, since engines bring along what is mounted there; or the disk that the
 * engine's files are on in `/var/lib`.
 */
export function isHostRoot({ source, root, target, fsType }: Mount, all: readonly Mount[]): boolean {
  if (target === '/' || kernelTypes.includes(fsType) || (root !== '/' && fsType !== 'btrfs') || cameAlong(target, fsType, all)) {
    return false;
  }
  return all.some((other) => broughtAlong.has(`${other.target.slice(target.length)} ${other.fsType}`) && other.target.startsWith(`${target}/`))
    || (root === '/' && all.some((other) => other.source === source && other.root.startsWith('/var/lib/')));
}

/** The root of another container, which the folder of its engine has mounted below it. */
function cameAlong(target: string, fsType: string, all: readonly Mount[]): boolean {
  return fsType === 'overlay' && all.some((other) => other.target !== '/' && target.startsWith(`${other.target}/`));
}

const kernelTypes: readonly string[] = ['proc', 'sysfs', 'tmpfs', 'devtmpfs', 'devpts', 'mqueue', 'cgroup', 'cgroup2'];
const broughtAlong: ReadonlySet<string> = new Set(['/proc proc', '/sys sysfs', '/dev devtmpfs']);

/** What came along with the machine's `/` is not told once more; what came along with a container's is not the machine's. */
export function belowHostRoot({ target }: Mount, all: readonly Mount[]): boolean {
  return all.some((other) => target.startsWith(`${other.target}/`) && (isHostRoot(other, all) || cameAlong(other.target, other.fsType, all)));
}

export function hostRootMounted(isolation: Isolation): readonly FindingText[] {
  return mounted(isolation, isHostRoot, /^\/$/, (targets) => ({
    id: 'host-root-mounted',
    severity: 'danger',
    concept: 'mnt',
    says: l10n.t('The machine’s own / is mounted at {0}.', targets),
    why: l10n.t('Every file of the machine is within its reach; if it may write, it can change what the machine runs.'),
    fix: withoutVolume(l10n.t('Mount only the folder that it needs.'), '/:/host'),
  }));
}

/** With `/proc` and `/sys` at their usual places the kernel shows what the container's own namespaces allow. */
function isElsewhere({ root, target }: Mount, usual: string): boolean {
  return root === '/' && target !== usual && !target.startsWith('/dev/.lxc/');
}

export function hostProcMounted(isolation: Isolation): readonly FindingText[] {
  return mounted(isolation, (mount, all) => mount.fsType === 'proc' && isElsewhere(mount, '/proc') && !belowHostRoot(mount, all), /^\/proc\/?$/, (targets) => ({
    id: 'host-proc-mounted',
    severity: 'warning',
    concept: 'mnt',
    says: l10n.t('A second /proc is mounted at {0}.', targets),
    why: l10n.t('It shows the machine’s processes and, when writable, holds controls through which root in there can act outside.'),
    fix: withoutVolume(l10n.t('Take it out, or mount it read-only.'), '/proc:/host/proc'),
  }));
}

export function hostSysMounted(isolation: Isolation): readonly FindingText[] {
  const fits = (mount: Mount, all: readonly Mount[]): boolean => mount.fsType === 'sysfs'
    && (isElsewhere(mount, '/sys') || isWritableSys(mount, isolation)) && !belowHostRoot(mount, all);
  return mounted(isolation, fits, /^\/sys\/?$/, (targets) => ({
    id: 'host-sys-mounted',
    severity: 'warning',
    concept: 'mnt',
    says: l10n.t('The machine’s /sys is mounted at {0}.', targets),
    why: l10n.t('It shows the machine’s devices and, when writable, lets root in there change how they and the kernel behave.'),
    fix: withoutVolume(l10n.t('Take it out, or mount it read-only.'), '/sys:/sys'),
  }));
}

/** Engines mount `/sys` read-only unless the container is privileged, which is a finding of its own. */
function isWritableSys({ root, target, options }: Mount, { container, privileges }: Isolation): boolean {
  return container.engine !== null && valueOf(privileges.privileged) === false
    && target === '/sys' && root === '/' && options.includes('rw');
}
