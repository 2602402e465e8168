/** Each fix that a diagnosis may propose, as one thing to do. Never: open the socket to everybody. */
import * as l10n from '@vscode/l10n';
import type { Diagnosis } from '../../lens.js';

export type Fix = Diagnosis['fixes'][number];

export interface FixNames {
  readonly endpoint: string;
  /** The socket's group. */
  readonly group: string;
  /** The context that DOCKER_HOST hides. */
  readonly context: string;
}

export function fixWords(fix: Fix, names: FixNames): string {
  switch (fix) {
    case 'join-group':
      return l10n.t('Join the group {0} with “sudo usermod -aG {0} $USER”, then log out and in again. Its members can do all that root can.', names.group);
    case 'log-in-again':
      return l10n.t('You are in the group {0} now, but this process began before that. Log out and in again. In a remote window, restart the VS Code server.', names.group);
    case 'use-rootless': return l10n.t('Use a rootless engine. It runs as you and needs no group.');
    case 'unset-docker-host': return l10n.t('Remove DOCKER_HOST to use the Docker context {0}.', names.context);
    case 'choose-context': return l10n.t('Choose a Docker context that exists. “docker context ls” lists them.');
    case 'install-engine':
    case 'start-engine':
    case 'start-docker-desktop':
    case 'restart-engine':
    case 'update-engine':
    case 'use-linux-containers': return engineFix(fix);
    case 'check-address':
    case 'check-certificates':
    case 'use-tls':
    case 'check-what-listens':
    case 'use-ssh-tunnel': return connectionFix(fix, names.endpoint);
  }
}

function engineFix(fix: Extract<Fix, `${string}-engine` | 'start-docker-desktop' | 'use-linux-containers'>): string {
  switch (fix) {
    case 'install-engine': return l10n.t('Install Docker or Podman. Neither was found on this machine.');
    case 'start-engine': return l10n.t('Start the engine, for example with “sudo systemctl start docker”.');
    case 'start-docker-desktop': return l10n.t('Start Docker Desktop.');
    case 'restart-engine': return l10n.t('See whether “docker version” answers in a terminal. If it hangs too, restart the engine.');
    case 'update-engine': return l10n.t('Update the engine. If DOCKER_API_VERSION is set, remove it.');
    case 'use-linux-containers': return l10n.t('Switch Docker Desktop to Linux containers.');
  }
}

type ConnectionFix = 'check-address' | 'check-certificates' | 'use-tls' | 'check-what-listens' | 'use-ssh-tunnel';

function connectionFix(fix: ConnectionFix, endpoint: string): string {
  switch (fix) {
    case 'check-address': return l10n.t('Check that {0} is the address of a container engine.', endpoint);
    case 'check-certificates': return l10n.t('Check the certificates of the Docker context.');
    case 'use-tls': return l10n.t('It expects TLS. Use a Docker context that has its certificates, or set DOCKER_TLS_VERIFY and DOCKER_CERT_PATH.');
    case 'check-what-listens': return l10n.t('See what listens at {0}.', endpoint);
    case 'use-ssh-tunnel': return l10n.t('Forward its socket with “ssh -L”, and point DOCKER_HOST at the local end.');
  }
}
