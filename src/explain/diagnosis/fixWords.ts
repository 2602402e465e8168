/** Each fix that a diagnosis may propose, as one thing to do. Never: open the socket to everybody. */
import * as l10n from '@vscode/l10n';
import type { FixId } from '../../model/diagnosis.js';

export interface FixNames {
  readonly endpoint: string;
  /** The socket's group. */
  readonly group: string;
  /** The context that DOCKER_HOST hides, or that cannot be used. */
  readonly context: string;
  /** Whose engine it is: `Colima`. Empty where nobody knows. */
  readonly product: string;
}

export function fixWords(fix: FixId, names: FixNames): string {
  switch (fix) {
    case 'join-group':
    case 'log-in-again':
    case 'use-rootless':
    case 'ask-owner': return rightFix(fix, names);
    case 'unset-docker-host':
    case 'choose-context':
    case 'mend-context':
    case 'check-address':
    case 'check-what-listens': return addressFix(fix, names);
    case 'install-engine':
    case 'start-engine':
    case 'start-desktop':
    case 'restart-engine':
    case 'update-engine':
    case 'update-lens':
    case 'use-linux-containers': return engineFix(fix, names);
    case 'check-certificates':
    case 'use-tls':
    case 'leave-tls':
    case 'renew-certificate':
    case 'trust-authority':
    case 'give-certificate':
    case 'use-its-name': return tlsFix(fix, names);
    default: return sshFix(fix, names.endpoint);
  }
}

function rightFix(fix: 'join-group' | 'log-in-again' | 'use-rootless' | 'ask-owner', { group, endpoint }: FixNames): string {
  switch (fix) {
    case 'join-group':
      return l10n.t('Join the group {0} with “sudo usermod -aG {0} $USER”, then log out and in again. Its members can do all that root can.', group);
    case 'log-in-again':
      return l10n.t('You are in the group {0} now, but this process began before that. Log out and in again. In a remote window, restart the VS Code server. Members of the group can do all that root can.', group);
    case 'use-rootless': return l10n.t('Use a rootless engine. It runs as you and needs no group.');
    case 'ask-owner': return l10n.t('The engine at {0}, or a proxy before it, refuses what is asked. Ask whoever runs it.', endpoint);
  }
}

type AddressFix = 'unset-docker-host' | 'choose-context' | 'mend-context' | 'check-address' | 'check-what-listens';

function addressFix(fix: AddressFix, { endpoint, context }: FixNames): string {
  switch (fix) {
    case 'unset-docker-host': return l10n.t('Remove DOCKER_HOST to use the Docker context {0}.', context);
    case 'choose-context': return l10n.t('Choose a Docker context that exists. “docker context ls” lists them.');
    case 'mend-context': return l10n.t('The Docker context {0} cannot be used. Make its file readable for you, or create it again with “docker context create”.', context);
    case 'check-address': return l10n.t('Check that {0} is the address of a container engine.', endpoint);
    case 'check-what-listens': return l10n.t('See what listens at {0}.', endpoint);
  }
}

type EngineFix = 'install-engine' | 'start-engine' | 'start-desktop' | 'restart-engine' | 'update-engine' | 'update-lens' | 'use-linux-containers';

function engineFix(fix: EngineFix, { endpoint, product }: FixNames): string {
  switch (fix) {
    case 'install-engine': return l10n.t('Install Docker or Podman. Neither was found on this machine.');
    case 'start-engine': return l10n.t('Start the engine, for example with “{0}”.', startCommand(endpoint));
    case 'start-desktop': return product === '' || product === 'Docker'
      ? l10n.t('Start Docker Desktop, or what runs the engine here: Colima, OrbStack, Rancher Desktop, a Podman machine.') : l10n.t('Start {0}.', product);
    case 'restart-engine': return l10n.t('See whether “docker version” answers in a terminal. If it hangs too, restart the engine.');
    case 'update-engine': return l10n.t('Update the engine. If DOCKER_API_VERSION is set, remove it.');
    case 'update-lens': return l10n.t('Update Isolation Lens: this version is older than what the engine still understands.');
    case 'use-linux-containers': return l10n.t('Switch Docker Desktop to Linux containers.');
  }
}

/** Engines of one user listen below `/run/user`; systemd starts Podman when its socket is asked. */
function startCommand(endpoint: string): string {
  const unit = endpoint.includes('podman') ? 'podman.socket' : 'docker';
  return endpoint.startsWith('unix:///run/user/') ? `systemctl --user start ${unit}` : `sudo systemctl start ${unit}`;
}

type TlsFix = 'check-certificates' | 'use-tls' | 'leave-tls' | 'renew-certificate' | 'trust-authority' | 'give-certificate' | 'use-its-name';

function tlsFix(fix: TlsFix, { endpoint }: FixNames): string {
  switch (fix) {
    case 'check-certificates': return l10n.t('Check the certificates of the Docker context.');
    case 'use-tls': return l10n.t('It expects TLS. Use a Docker context that has its certificates, or set DOCKER_TLS_VERIFY and DOCKER_CERT_PATH.');
    case 'leave-tls': return l10n.t('See that the engine at {0} listens with TLS. Over TCP without it, whoever reaches the port can do all that root can.', endpoint);
    case 'renew-certificate': return l10n.t('Look at the clocks of both machines. If they are right, renew the engine’s certificate.');
    case 'trust-authority': return l10n.t('Give the Docker context, or the folder of DOCKER_CERT_PATH, the “ca.pem” of the authority that signed the engine’s certificate.');
    case 'give-certificate': return l10n.t('Give the Docker context, or the folder of DOCKER_CERT_PATH, a “cert.pem” and “key.pem” that the engine’s authority has signed.');
    case 'use-its-name': return l10n.t('Use the address that the certificate names, or have one made that names {0}.', endpoint);
  }
}

type SshFix = Exclude<FixId, EngineFix | TlsFix | AddressFix | 'join-group' | 'log-in-again' | 'use-rootless' | 'ask-owner'>;

function sshFix(fix: SshFix, endpoint: string): string {
  switch (fix) {
    case 'install-ssh': return l10n.t('Install OpenSSH’s “ssh”. Engines behind ssh are reached through it.');
    case 'check-host-key': return l10n.t('Connect once with “ssh” in a terminal to {0}, compare the host key with the one that its owner names, and accept it only then.', endpoint);
    case 'check-ssh-login': return l10n.t('Make “ssh” log in to {0} without a question: a key in your agent, or an IdentityFile in ~/.ssh/config.', endpoint);
    case 'install-docker-there': return l10n.t('The far machine has no “docker” command on the PATH of a login without terminal. Install Docker’s command line there.');
    case 'join-group-there': return l10n.t('The user on the far machine may not use the engine’s socket there. Log in as one who may. Members of its group can do all that root can.');
    case 'start-engine-there': return l10n.t('Start the engine on the far machine.');
    case 'quiet-shell-there': return l10n.t('Let the far shell’s start-up files, such as ~/.bashrc, write nothing when there is no terminal.');
    case 'try-ssh': return l10n.t('See whether “docker -H {0} version” answers in a terminal.', endpoint);
  }
}
