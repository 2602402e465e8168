/**
 * What of the machine's files is seen inside.
 * https://man7.org/linux/man-pages/man7/mount_namespaces.7.html
 */
import * as l10n from '@vscode/l10n';
import type { Paragraph, Said } from '../hover.js';
import { type Setting, isOn } from '../asked.js';
import { neutral, say, strengthens, weakens } from '../say.js';
import { dangerOf, isEngineSocket } from './bindSources.js';
import { type MountSpec, mountSpecOf } from './mountSpec.js';

const facts = ['root/root.mounts', 'namespaces/mnt'];

/** What is mounted there, before what is said of all mounts together. */
export function mountedAt(target: string): readonly string[] {
  const path = target.length > 1 ? target.replace(/\/+$/, '') : target;
  return path.startsWith('/') ? [`root/root.mounts@${path}`, ...facts] : facts;
}

export const mount: Setting = (asked) => {
  if (asked.text === undefined && asked.raw === undefined && asked.fields === undefined) {
    return neutral(l10n.t('Mounts'), 'mnt', [
      say(l10n.t('What else is seen in the container’s own [mount namespace](mnt): a bind mount is a directory of the machine itself, a volume one that the engine keeps, a `tmpfs` memory.')),
      say(l10n.t('The limit of its root ends at each of them.')),
    ], facts);
  }
  const spec = mountSpecOf(asked);
  switch (spec.type) {
    case 'bind': return bind(spec);
    case 'tmpfs': return tmpfs(asked);
    case 'volume': return volume(spec);
    case 'other': return neutral(l10n.t('Mount'), 'mnt', [say(l10n.t('Something else that is seen in the container’s own [mount namespace](mnt), at {0}.'), spec.target)], mountedAt(spec.target));
  }
};

function bind(spec: MountSpec): Said {
  const danger = dangerOf(spec.source);
  const says: Paragraph[] = [
    danger ?? say(l10n.t('A hole in the wall around its root: {0} inside is the very same file or directory as {1} on the machine, not a copy.'), spec.target, spec.source),
    ...isEngineSocket(spec.source) ? [] : [access(spec)],
    ...propagationOf(spec.propagation),
  ];
  return weakens(danger === undefined ? l10n.t('Bind mount') : l10n.t('Bind mount of a sensitive path'), 'mnt', says, mountedAt(spec.target));
}

function access(spec: MountSpec): Paragraph {
  return spec.readOnly
    ? say(l10n.t('Read-only: what is there can be read, and the mount refuses writes even from root.'))
    : say(l10n.t('Writable: the ordinary permissions decide, by uid number. Root inside is root on these files unless a [user namespace](user) maps it.'));
}

function volume(spec: MountSpec): Said {
  return neutral(l10n.t('Volume'), 'mnt', [
    spec.source === ''
      ? say(l10n.t('An anonymous volume: a directory that the engine keeps (under `/var/lib/docker/volumes`), mounted over the image’s [layers](layers).'))
      : say(l10n.t('A directory that the engine keeps for {0} (under `/var/lib/docker/volumes`), mounted over the image’s [layers](layers).'), spec.source),
    say(l10n.t('It outlives the container, and every container that mounts it shares the files. Nothing limits its size.')),
    ...spec.readOnly ? [say(l10n.t('Read-only in this container.'))] : [],
  ], mountedAt(spec.target));
}

export const tmpfs: Setting = ({ text, fields }) => neutral(l10n.t('tmpfs'), 'mnt', [
  say(l10n.t('Files in memory, in this container’s [mount namespace](mnt) only, gone when it stops. The pages count toward its [memory limit](memory).')),
  say(l10n.t('Docker mounts it `nosuid`, `nodev` and `noexec` unless options say otherwise. Beside a read-only root it is the place to write.')),
], mountedAt(fields?.get('target') ?? text?.split(':')[0] ?? ''));

export const readOnlyRoot: Setting = (asked) => isOn(asked)
  ? strengthens(l10n.t('Read-only root'), 'layers', [
    say(l10n.t('The root is mounted read-only: nobody in there changes a program or leaves a file in the writable [layer](layers), root included (undoing it takes `CAP_SYS_ADMIN`).')),
    say(l10n.t('Volumes, bind mounts and `tmpfs` stay as they are.')),
  ], ['root/root.readOnly'])
  : neutral(l10n.t('Writable root'), 'layers', [
    say(l10n.t('The default: writes go to the container’s own top [layer](layers); the image below stays as it is, for all who share it.')),
  ], ['root/root.readOnly']);

export const mountReadOnly: Setting = (asked) => isOn(asked)
  ? strengthens(l10n.t('Read-only mount'), 'mnt', [say(l10n.t('The mount refuses writes, even from root; undoing it takes `CAP_SYS_ADMIN`. Sockets in it can still be connected to.'))], facts)
  : neutral(l10n.t('Writable mount'), 'mnt', [say(l10n.t('The default: ordinary permissions decide who writes, by uid number.'))], facts);

export const propagation: Setting = ({ text }) => {
  const says = propagationOf(text);
  const title = l10n.t('Mount propagation');
  return says.length > 0
    ? weakens(title, 'mnt', says, facts)
    : neutral(title, 'mnt', [say(l10n.t('Private: what is mounted or unmounted on one side does not appear on the other. This is the default (`rprivate`).'))], facts);
};

function propagationOf(kind: string | undefined): Paragraph[] {
  switch (kind) {
    case 'shared': case 'rshared':
      return [say(l10n.t('Shared propagation: mounts made in here, with `CAP_SYS_ADMIN`, appear on the machine too, and the machine’s in here. The two [mount namespaces](mnt) are coupled at this point.'))];
    case 'slave': case 'rslave':
      return [say(l10n.t('Slave propagation: what the machine mounts below this point later appears in here as well, a plugged-in disk for example; not the other way round.'))];
    default: return [];
  }
}

export const selinuxRelabel: Setting = () => neutral(l10n.t('SELinux relabelling'), 'mnt', [
  say(l10n.t('Changes the SELinux label of the files on the machine itself, for good: `z` for all containers, `Z` for this one alone. On a kernel without SELinux it does nothing.')),
], facts);

export const volumesFrom: Setting = () => weakens(l10n.t('Mounts of another container'), 'mnt', [
  say(l10n.t('All volumes and bind mounts of the other container appear here too: both write the same files, and a socket or host path mounted there is mounted here.')),
], facts);

export const dockerApiSocket: Setting = (asked) => isOn(asked)
  ? weakens(l10n.t('The engine’s socket'), 'docker', [
    say(l10n.t('Mounts the engine’s control socket and your registry credentials: whoever writes to it can start a privileged container, so it is root of the machine.')),
  ], facts)
  : neutral(l10n.t('No engine socket'), 'docker', [say(l10n.t('The default: the container cannot give the engine orders.'))], facts);

export const volumeStore: Setting = ({ text }) => neutral(l10n.t('Volume'), 'mnt', [
  text === undefined || text === 'local'
    ? say(l10n.t('A directory that the engine keeps on the machine. Containers that mount it share it; it outlives them all.'))
    : say(l10n.t('Kept by the driver {0}, a program outside the container’s walls that mounts it for the engine.'), text),
], facts);

export const volumeOptions: Setting = ({ name, text }) => {
  const danger = name === 'device' ? dangerOf(text ?? '') : undefined;
  return danger === undefined
    ? neutral(l10n.t('Options of the volume'), 'mnt', [say(l10n.t('Passed to the machine’s `mount`: with `o: bind` and a `device` the volume is a directory of the machine, as with a bind mount.'))], facts)
    : weakens(l10n.t('Options of the volume'), 'mnt', [danger], facts);
};
