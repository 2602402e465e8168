/** Sockets where engines listen when nobody has said where: looked at only where nobody has chosen an engine. */
import { join } from 'node:path';
import { setIn } from './contexts.js';

/** Where Docker's command line looks by itself. */
export function defaultEndpoint(platform: NodeJS.Platform): string {
  return platform === 'win32' ? 'npipe:////./pipe/docker_engine' : 'unix:///var/run/docker.sock';
}

export interface WellKnown {
  readonly endpoint: string;
  /** Who puts it there. */
  readonly product: string;
}

export function wellKnownEndpoints(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, home: string, uid: number | null): readonly WellKnown[] {
  if (platform === 'win32') {
    return [
      { endpoint: 'npipe:////./pipe/dockerDesktopLinuxEngine', product: 'Docker Desktop' },
      { endpoint: 'npipe:////./pipe/podman-machine-default', product: 'Podman machine' },
    ];
  }
  return socketsOf(env, home, uid).map(([product, path]) => ({ endpoint: `unix://${path}`, product }));
}

function socketsOf(env: NodeJS.ProcessEnv, home: string, uid: number | null): readonly (readonly [string, string])[] {
  const runtimeFolder = setIn(env, 'XDG_RUNTIME_DIR') ?? `/run/user/${uid ?? 0}`;
  return [
    ['Docker, rootless', join(runtimeFolder, 'docker.sock')],
    ['Docker Desktop', join(home, '.docker/run/docker.sock')],
    ['Docker Desktop', join(home, '.docker/desktop/docker.sock')],
    ['OrbStack', join(home, '.orbstack/run/docker.sock')],
    ['Colima', join(home, '.colima/default/docker.sock')],
    ['Colima', join(home, '.config/colima/default/docker.sock')],
    ['Rancher Desktop', join(home, '.rd/docker.sock')],
    ['Lima', join(home, '.lima/docker/sock/docker.sock')],
    ['Lima', join(home, '.lima/default/sock/docker.sock')],
    ['Podman', '/run/podman/podman.sock'],
    ['Podman, rootless', join(runtimeFolder, 'podman/podman.sock')],
    ['Podman machine', join(home, '.local/share/containers/podman/machine/podman.sock')],
    ['Podman machine', join(home, '.local/share/containers/podman/machine/qemu/podman.sock')],
  ];
}
