/** Where the editor runs its extensions, by what it says of itself: it tells which machine "this machine" is. */
import * as l10n from '@vscode/l10n';
import { oneLine } from '../foreignText.js';

/** `remoteName`: `vscode.env.remoteName`; empty where the window is on the machine that it shows. */
export function whereWords(remoteName: string | undefined): string {
  switch (remoteName) {
    case undefined: return '';
    case 'wsl': return l10n.t('This window is on Windows; what it shows is the Linux distribution in WSL.');
    case 'ssh-remote': return l10n.t('This window is connected over ssh; what it shows is the far machine.');
    case 'tunnel': return l10n.t('This window is connected through a tunnel; what it shows is the far machine.');
    case 'dev-container':
    case 'attached-container': return l10n.t('This window works inside a container; what it shows is what that container may see of its machine.');
    case 'codespaces': return l10n.t('This window works in a codespace; what it shows is what its container may see of its virtual machine.');
    default: return /[.:]/.test(remoteName) // code-server has the address in the browser for a name: `127.0.0.1:8080`
      ? l10n.t('This window is in a browser; what it shows is the machine that serves it ({0}).', oneLine(remoteName, 60))
      : l10n.t('This window is connected to another place ({0}); what it shows is the machine there.', oneLine(remoteName, 60));
  }
}
