/** What it means that this path of the machine is seen inside. */
import * as l10n from '@vscode/l10n';
import type { Paragraph } from '../hover.js';
import { say } from '../say.js';

/** `undefined` for an ordinary path. */
export function dangerOf(path: string): Paragraph | undefined {
  const source = path.length > 1 ? path.replace(/\/+$/, '') || '/' : path;
  if (isEngineSocket(source)) {
    return say(l10n.t('The engine’s control socket: whoever can write to it can start a privileged container with the machine’s disk in it, so it is root of the machine. Read-only does not help: connecting to a socket writes nothing to the file system.'));
  }
  switch (source) {
    case '/': return say(l10n.t('The whole root of the machine. Root in here can change any program or password of it; `chroot` into it is one command.'));
    case '/run': case '/var/run': return say(l10n.t('The engine’s control socket is in there, and those of other services of the machine: whoever can write to it can start a privileged container, so it is root of the machine.'));
    case '/proc': return say(l10n.t('The machine’s own `/proc`: all its processes, and settings of the kernel, without the covers that the engine puts over a container’s `/proc`.'));
    case '/sys': case '/sys/fs/cgroup': return say(l10n.t('The machine’s devices and [cgroup](cgroups) files. Written by root, limits and settings of everybody change.'));
    case '/dev': return say(l10n.t('The machine’s device nodes. Which of them open is still up to the device [cgroup](cgroups), the machine’s terminals and `/dev/shm` in any case.'));
    default: return byFolder(source);
  }
}

export function isEngineSocket(source: string): boolean {
  return /(^|\/)(docker|podman|containerd|crio|buildkitd)\.sock$/.test(source) || source.includes('docker_engine');
}

function byFolder(source: string): Paragraph | undefined {
  if (/^\/etc(\/(shadow|passwd|sudoers(\.d)?|ssh|cron\S*|systemd|ld\.so\.\S+))?$/.test(source)) {
    return say(l10n.t('The machine’s own configuration: users, passwords, services. Written by root, it is a way to become root out there.'));
  }
  if (/^\/var\/lib\/(docker|containers|containerd|kubelet)/.test(source)) {
    return say(l10n.t('The engine’s own storage: the files, volumes and secrets of every container on this machine.'));
  }
  if (/^\/(root|home)(\/[^/]+)?$/.test(source) || /(^~|HOME\}?|localEnv:HOME\})\/?$/.test(source)) {
    return say(l10n.t('A home directory: keys, tokens and start-up scripts of its user.'));
  }
  if (/\/\.(ssh|aws|kube|docker|gnupg|azure|config\/gcloud)(\/|$)/.test(source)) {
    return say(l10n.t('Credentials: whoever takes over the container has them and can use them elsewhere.'));
  }
  if (/^\/(boot|lib\/modules|usr|bin|sbin|lib|lib64)(\/|$)/.test(source)) {
    return say(l10n.t('Programs and modules of the machine: writable, they are a way to become root out there.'));
  }
  return source.startsWith('/tmp/.X11-unix')
    ? say(l10n.t('The display’s socket: an X11 client reads every key and window of the session.'))
    : undefined;
}
