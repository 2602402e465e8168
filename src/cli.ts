/** The terminal front end, over the same core as the editor's. */
import * as l10n from '@vscode/l10n';
import { main } from './cli/main.js';
import { visible } from './explain/foreignText.js';
import { systemMessage } from './sources/errno.js';

/** A reader that closes the pipe early, such as `head`, has seen enough. */
function endQuietly(error: NodeJS.ErrnoException): void {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
}

/** Such as a full disk. */
function sayAndEnd(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') {
    endQuietly(error);
  }
  process.stderr.write(`isolation-lens: ${l10n.t('The answer could not be written: {0}.', visible(systemMessage(error)))}\n`, () => process.exit(1));
}

process.stdout.on('error', sayAndEnd);
process.stderr.on('error', endQuietly);
void main(process.argv.slice(2), process).then((code) => {
  process.exitCode = code;
});
