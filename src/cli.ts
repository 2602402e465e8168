/** The terminal front end, over the same core as the editor's. */
import { main } from './cli/main.js';

/** A reader that closes the pipe early, such as `head`, has seen enough. */
function endQuietly(error: NodeJS.ErrnoException): void {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
}

process.stdout.on('error', endQuietly);
process.stderr.on('error', endQuietly);
void main(process.argv.slice(2), process).then((code) => {
  process.exitCode = code;
});
