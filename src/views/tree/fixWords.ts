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
    case 'check-what-listens': return connectionFix(fix, names.endpoint);
    case 'install-ssh':
    case 'check-host-key':
    case 'check-ssh-login':
    case 'install-docker-there':
    case 'join-group-there':
    case 'start-engine-there':
    case 'try-ssh': return sshFix(fix, names.endpoint);
  }
}

function engineFix(fix: Extract<Fix, `${'install' | 'start' | 'restart' | 'update'}-engine` | 'start-docker-desktop' | 'use-linux-containers'>): string {
  switch (fix) {
    case 'install-engine': return l10n.t('Install Docker or Podman. Neither was found on this machine.');
    case 'start-engine': return l10n.t('Start the engine, for example with “sudo systemctl start docker”.');
    case 'start-docker-desktop': return l10n.t('Start Docker Desktop.');
    case 'restart-engine': return l10n.t('See whether “docker version” answers in a terminal. If it hangs too, restart the engine.');
    case 'update-engine': return l10n.t('Update the engine. If DOCKER_API_VERSION is set, remove it.');
    case 'use-linux-containers': return l10n.t('Switch Docker Desktop to Linux containers.');
  }
}

type ConnectionFix = 'check-address' | 'check-certificates' | 'use-tls' | 'check-what-listens';

function connectionFix(fix: ConnectionFix, endpoint: string): string {
  switch (fix) {
    case 'check-address': return l10n.t('Check that {0} is the address of a container engine.', endpoint);
    case 'check-certificates': return l10n.t('Check the certificates of the Docker context.');
    case 'use-tls': return l10n.t('It expects TLS. Use a Docker context that has its certificates, or set DOCKER_TLS_VERIFY and DOCKER_CERT_PATH.');
    case 'check-what-listens': return l10n.t('See what listens at {0}.', endpoint);
  }
}

type SshFix = 'install-ssh' | 'check-host-key' | 'check-ssh-login' | 'install-docker-there' | 'join-group-there' | 'start-engine-there' | 'try-ssh';

function sshFix(fix: SshFix, endpoint: string): string {
  switch (fix) {
    case 'install-ssh': return l10n.t('Install OpenSSH’s “ssh”. Engines behind ssh are reached through it.');
    case 'check-host-key': return l10n.t('Connect once with “ssh” in a terminal to {0}, compare the host key with the one that its owner names, and accept it only then.', endpoint);
    case 'check-ssh-login': return l10n.t('Make “ssh” log in to {0} without a question: a key in your agent, or an IdentityFile in ~/.ssh/config.', endpoint);
    case 'install-docker-there': return l10n.t('The far machine has no “docker” command on the PATH of a login without terminal. Install Docker’s command line there.');
    case 'join-group-there': return l10n.t('The user on the far machine may not use the engine’s socket there. Log in as one who may. Members of its group can do all that root can.');
    case 'start-engine-there': return l10n.t('Start the engine on the far machine.');
    case 'try-ssh': return l10n.t('See whether “docker -H {0} version” answers in a terminal.', endpoint);
  }
}
