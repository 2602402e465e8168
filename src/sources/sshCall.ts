/** One run of the system's own `ssh`: what it says on the way, and how it ended. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';

const mostWords = 64 * 1024;

export class SshCall {
  readonly child: ChildProcessWithoutNullStreams;
  /** The code it ended with, or the signal; `undefined` where it could not be started, which `said` tells. */
  readonly ended: Promise<number | string | undefined>;
  #said = '';

  constructor(program: string, words: readonly string[]) {
    const child = spawn(program, [...words], { stdio: 'pipe', windowsHide: true });
    this.child = child;
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      this.#said = (this.#said + part).slice(-mostWords);
    });
    child.stdin.on('error', () => undefined); // why it does not read any more is said when it ends
    this.ended = new Promise((resolve) => {
      child.once('error', (error) => {
        this.#said = error.message;
        resolve(undefined);
      });
      child.once('close', (code, signal) => resolve(code ?? signal ?? undefined));
    });
  }

  /** What went wrong, in its own words or in those of whoever it ran there. */
  get said(): string {
    return this.#said.trim();
  }

  /** Nothing more is asked of it. */
  end(): void {
    this.child.kill();
    this.child.stdout.destroy(); // whoever else still writes to it is not listened to
  }
}
