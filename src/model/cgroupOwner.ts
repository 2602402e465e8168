/** Who made a cgroup, told from its path alone: `/docker/<id>`, `/machine.slice/libpod-<id>.scope/container`. */
import type { Runtime } from './isolation.js';
import { type Membership, parseCgroup } from './membership.js';

export interface CgroupOwner {
  /** `undefined`: some engine's container (a full id), but the path does not say which engine's. */
  readonly runtime: Runtime | undefined;
  readonly id?: string;
  readonly name?: string;
  /** The Kubernetes pod's uid, or the Podman pod's id. */
  readonly pod?: string;
  /** The container's own cgroup: the path up to and with the part that names it. */
  readonly path: string;
}

/** The memberships that can be read; a line cut off in the middle must not hide the whole ones. */
export function membershipsIn(text: string): Membership[] {
  return text.split('\n').flatMap((line) => {
    try {
      return parseCgroup(line);
    } catch {
      return [];
    }
  });
}

/** The innermost container that the cgroup file names; `undefined` where it names none. */
export function cgroupOwner(text: string): CgroupOwner | undefined {
  return cgroupOwners(text).at(-1);
}

/** All containers that the cgroup file names, outermost first; from the hierarchy that names the most. */
export function cgroupOwners(text: string): readonly CgroupOwner[] {
  const paths = new Set(membershipsIn(text).map((line) => line.path));
  let most: readonly CgroupOwner[] = [];
  for (const path of paths) {
    const owners = ownersInPath(path);
    most = owners.length > most.length ? owners : most;
  }
  return most;
}

function ownersInPath(path: string): CgroupOwner[] {
  const parts = path.split('/');
  return parts.flatMap((part, index) => {
    const owner = ownerOfPart(part, parts[index - 1] ?? '');
    const pod = podIn(parts.slice(0, index));
    return owner === undefined ? [] : [{ ...owner, ...(pod && { pod }), path: parts.slice(0, index + 1).join('/') }];
  });
}

type Named = Omit<CgroupOwner, 'path' | 'pod'>;

const fullId = /^[0-9a-f]{64}$/;
/** `docker-ID.scope` (systemd) and `libpod-ID` (cgroupfs); the monitors' `libpod-conmon-ID.scope` do not match. */
const prefixedId = /^([a-z][a-z.-]*)-([0-9a-f]{64})(?:\.scope)?$/;
const prefixes = new Map<string, Runtime>([
  ['docker', 'docker'], ['libpod', 'podman'], ['crio', 'cri-o'], ['cri-containerd', 'containerd'], ['nerdctl', 'containerd'],
]);

function ownerOfPart(part: string, before: string): Named | undefined {
  const [, prefix = '', id = ''] = prefixedId.exec(part) ?? [];
  if (prefixes.has(prefix)) {
    return { runtime: prefixes.get(prefix), id };
  }
  return fullId.test(part) ? ownerOfId(part, before) : lxc(part, before) ?? nspawn(part, before) ?? desktop(part) ?? oci(part);
}

/** `runc-ID.scope`, where runc or crun is used alone with systemd's cgroups. */
function oci(part: string): Named | undefined {
  const [, runtime, id = ''] = /^(runc|crun)-(.+)\.scope$/.exec(part) ?? [];
  return runtime === 'runc' || runtime === 'crun' ? { runtime, id, name: id } : undefined;
}

/** A bare id. Below `libpod_parent` it is a pod, which also holds the monitors: the containers in it say `libpod-`. */
function ownerOfId(id: string, before: string): Named | undefined {
  if (before === 'libpod_parent') {
    return undefined;
  }
  return { runtime: before === 'docker' ? 'docker' : undefined, id };
}

/** `lxc.payload.NAME` since LXC 4, `lxc.payload/NAME` and `lxc/NAME` before. */
function lxc(part: string, before: string): Named | undefined {
  const name = /^lxc\.payload\.(.+)$/.exec(part)?.[1]
    ?? (before === 'lxc' || before === 'lxc.payload' ? part : undefined);
  return name === undefined || name === '' ? undefined : { runtime: 'lxc', name };
}

/** `machine-NAME.scope/payload` or `systemd-nspawn@NAME.service/payload`. */
function nspawn(part: string, before: string): Named | undefined {
  const [, name] = /^machine-(.+)\.scope$/.exec(before) ?? /^systemd-nspawn@(.+)\.service$/.exec(before) ?? [];
  return part === 'payload' && name !== undefined ? { runtime: 'systemd-nspawn', name: unescapeUnit(name) } : undefined;
}

/** `app-flatpak-org.gnome.Maps-4711.scope`, `snap.firefox.firefox.<uuid>.scope`, `snap.lxd.daemon.service`. */
function desktop(part: string): Named | undefined {
  const flatpak = /^app-flatpak-(.+)-\d+\.scope$/.exec(part)?.[1];
  if (flatpak !== undefined) {
    return { runtime: 'flatpak', name: unescapeUnit(flatpak) };
  }
  const [, snap = '', app = ''] = /^snap\.([^.]+)\.([^.]+)(?:\..+)?\.(?:scope|service)$/.exec(part) ?? [];
  return snap === '' ? undefined : { runtime: 'snap', name: unescapeUnit(snap === app ? snap : `${snap}.${app}`) };
}

/** Kubernetes: `pod<uid>`, or `kubepods-burstable-pod<uid with _>.slice`; Podman: an id below `libpod_parent`. */
function podIn(parts: readonly string[]): string | undefined {
  const last = parts.at(-1) ?? '';
  const kubernetes = /^(?:kubepods(?:-[a-z]+)?-)?pod([0-9a-f][0-9a-f_-]{30,})(?:\.slice)?$/.exec(last)?.[1];
  if (kubernetes !== undefined) {
    return kubernetes.replaceAll('_', '-');
  }
  const podman = /^machine-libpod_pod_([0-9a-f]{64})\.slice$/.exec(last)?.[1];
  return podman ?? (parts.at(-2) === 'libpod_parent' && fullId.test(last) ? last : undefined);
}

/** systemd writes other characters than letters, digits, `:_.` as `\x2d`. */
function unescapeUnit(name: string): string {
  return name.replace(/\\x([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The systemd service of a cgroup file: `hard1.service`; `undefined` for scopes and slices. */
export function serviceOf(text: string): string | undefined {
  const unit = membershipsIn(text)
    .filter(({ controllers }) => controllers.length === 0 || controllers.includes('name=systemd'))
    .map((line) => /\/([^/]+\.service)$/.exec(line.path)?.[1])
    .find((each) => each !== undefined);
  return unit === undefined || unit.startsWith('user@') ? undefined : unescapeUnit(unit);
}
