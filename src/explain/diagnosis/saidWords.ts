/** What is wrong with an engine, in one line. */
import * as l10n from '@vscode/l10n';
import type { ApiReason, Diagnosis, SshReason, TlsReason } from '../../model/diagnosis.js';
import type { EngineState, EngineStatus } from '../../model/snapshot.js';

export function saidWords({ status, endpoint }: Pick<EngineState, 'status' | 'endpoint'>, diagnosis: Pick<Diagnosis, 'ssh' | 'tls' | 'api'> = {}): string {
  const { ssh, tls, api } = diagnosis;
  if (endpoint.startsWith('context ')) {
    return status === 'absent' ? l10n.t('There is no such Docker context') : l10n.t('The Docker context cannot be used');
  }
  return ssh !== undefined ? sshSaid(ssh) : tls !== undefined ? tlsSaid(tls) : api !== undefined ? apiSaid(api) : said(status);
}

function said(status: EngineStatus): string {
  switch (status) {
    case 'ok': return l10n.t('It answers');
    case 'absent': return l10n.t('There is no engine at this address');
    case 'denied': return l10n.t('You may not use the engine’s socket');
    case 'refused': return l10n.t('The engine is not running');
    case 'timeout': return l10n.t('The engine did not answer in time');
    case 'tls': return l10n.t('The secure connection failed');
    case 'ssh': return l10n.t('The engine cannot be reached over ssh');
    case 'incompatible': return l10n.t('The engine’s API version does not fit');
    case 'malformed': return l10n.t('Something answers that is no container engine');
  }
}

function sshSaid(reason: SshReason): string {
  switch (reason) {
    case 'no-ssh': return l10n.t('There is no “ssh” on this machine');
    case 'host-key': return l10n.t('ssh does not trust the far machine’s host key');
    case 'authentication': return l10n.t('ssh could not log in');
    case 'unreachable': return l10n.t('ssh did not reach the far machine');
    case 'timeout': return l10n.t('ssh got no answer in time');
    case 'no-docker': return l10n.t('The far machine has no “docker” command');
    case 'denied-there': return l10n.t('The far user may not use the engine’s socket');
    case 'stopped-there': return l10n.t('The engine on the far machine is not running');
    case 'noise': return l10n.t('The far shell writes something of its own before the engine answers');
    case 'other': return said('ssh');
  }
}

function tlsSaid(reason: TlsReason): string {
  switch (reason) {
    case 'expired': return l10n.t('The engine’s certificate has expired');
    case 'not-yet': return l10n.t('The engine’s certificate is not valid yet');
    case 'authority': return l10n.t('The engine’s certificate is signed by nobody who is trusted here');
    case 'name': return l10n.t('The engine’s certificate is for another name than this address');
    case 'client': return l10n.t('The engine does not accept the certificate from here, or misses one');
    case 'no-tls': return l10n.t('What listens there does not speak TLS');
    case 'tls-wanted': return l10n.t('What listens there speaks TLS only');
    case 'files': return l10n.t('The certificates here cannot be used');
    case 'other': return said('tls');
  }
}

function apiSaid(reason: ApiReason): string {
  switch (reason) {
    case 'too-old': return l10n.t('The engine’s API is too old');
    case 'too-new': return l10n.t('The engine wants a newer API than this knows');
    case 'windows': return l10n.t('The engine runs Windows containers');
  }
}
