/** One run of the system's own `ssh`: what it says on the way, and how it ended. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';

const mostWords = 64 * 1024;

export class SshCall {
  readonly child: ChildProcessWithoutNullStreams;
  /** The code it ended with, or the signal; `undefined` where it could not be started, which `said` tells. */
  readonly ended: Promise<number | string | undefined>;
  #said = '';

  /** Throws where not even a pipe to it can be made. */
  constructor(program: string, words: readonly string[]) {
    const child = spawn(program, [...words], { stdio: 'pipe', windowsHide: true });
    this.child = child;
    this.ended = new Promise((resolve) => {
      // Said again where it may not be ended (a wrapper that runs ssh as somebody else): it goes on then.
      child.on('error', (error) => {
        if (child.pid === undefined) {
          this.#said = error.message;
          resolve(undefined);
        }
      });
      child.once('close', (code, signal) => resolve(code ?? signal ?? undefined));
    });
    if ((child as Partial<typeof child>).stderr === undefined) {
      throw new Error('too many files are open');
    }
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      this.#said = (this.#said + part).slice(-mostWords);
    });
    child.stdin.on('error', () => undefined); // why it does not read any more is said when it ends
  }

  /** What went wrong, in its own words or in those of whoever it ran there. */
  get said(): string {
    return this.#said.trim();
  }

  /** Nothing more is asked of it. */
  end(): void {
    this.child.kill();
    // Whoever else still writes to them is not listened to: `ended` would wait for that.
    this.child.stdout.destroy();
    this.child.stderr.destroy();
  }
}
