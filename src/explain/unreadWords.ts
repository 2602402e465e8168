/** Why a fact has no value, in words, and what the reader can do about it. Never a number, never "none". */
import * as l10n from '@vscode/l10n';
import type { Runtime } from '../model/isolation.js';
import type { NotRead } from '../model/reading.js';
import { clip } from './foreignText.js';

/** The short answer in the place of the value. */
export function unreadValue(reading: NotRead): string {
  switch (reading.unread) {
    case 'denied': return l10n.t('not readable: permission denied');
    case 'gone': return l10n.t('not readable: not running');
    case 'absent': return l10n.t('not readable: not there');
    case 'remote': return l10n.t('not readable: on another machine');
    case 'malformed': return l10n.t('not readable: not understood');
    case 'unsupported': return l10n.t('not available here');
    case 'failed': return l10n.t('not readable: the read failed');
  }
}

/** Why, what the system said, and the remedy where there is one. */
export function unreadMeaning(reading: NotRead, runtime?: Runtime): string {
  return [reason(reading), said(reading), remedy(reading, runtime)].filter((part) => part !== '').join(' ');
}

/** Nothing where it only says once more what the reason is. */
function said({ detail, unread }: NotRead): string {
  return detail === undefined || (unread === 'denied' && detail.startsWith('EACCES'))
    ? ''
    : l10n.t('The system said: {0}.', clip(detail, 300));
}

function reason(reading: NotRead): string {
  switch (reading.unread) {
    case 'denied': return l10n.t('This user may not read it.');
    case 'gone': return l10n.t('Its processes have ended, and with them what the kernel kept of them.');
    case 'absent': return l10n.t('Neither the kernel nor the engine offers it for this container.');
    case 'remote': return l10n.t('The container runs under the kernel of another machine, which is not visible from here.');
    case 'malformed': return l10n.t('It was read, but has a form that is not known.');
    case 'unsupported': return l10n.t('It cannot be told here.');
    case 'failed': return l10n.t('The read ended in an error.');
  }
}

function fromEngine(reading: NotRead): boolean {
  return reading.from.startsWith('GET ');
}

function remedy(reading: NotRead, runtime: Runtime | undefined): string {
  switch (reading.unread) {
    case 'denied':
      return fromEngine(reading)
        ? l10n.t('Become a member of the group that owns the engine’s socket (often docker), then log in again.')
        : runtime === 'docker'
        ? l10n.t('Read as root or as the user that runs the container, or become a member of the group docker so that the engine can be asked.')
        : l10n.t('Read as root or as the user that runs the container.');
    case 'gone':
      return l10n.t('Start the container and look again.');
    case 'remote':
      return l10n.t('Run isolation-lens on the machine that runs the engine.');
    case 'failed':
      return l10n.t('Look again; if it stays so, the log shows what was tried.');
    case 'malformed':
      return l10n.t('A snapshot of the container shows the text as it was read.');
    default:
      return '';
  }
}
