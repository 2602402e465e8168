/** What http expects of a socket, over a program's standard input and output. */
import { Duplex } from 'node:stream';
import type { SshCall } from './sshCall.js';
import { sshEnded } from './sshTrouble.js';

export class SshConnection extends Duplex {
  #answered = false;
  #call: SshCall | undefined;
  /** Never rejects: who could not be started is told as what ended this. */
  readonly #started: Promise<SshCall | undefined>;

  constructor(start: () => Promise<SshCall>) {
    super({ allowHalfOpen: false });
    this.#started = start().then((call) => this.#begin(call), (error: unknown) => {
      this.destroy(error instanceof Error ? error : new Error(String(error)));
      return undefined;
    });
  }

  #begin(call: SshCall): SshCall | undefined {
    if (this.destroyed) {
      call.end();
      return undefined;
    }
    this.#call = call;
    const { stdout } = call.child;
    stdout.on('data', (part: Buffer) => {
      this.#answered = true;
      if (!this.destroyed && !this.push(part)) {
        stdout.pause();
      }
    });
    void call.ended.then((how) => this.#ended(call.said, how));
    return call;
  }

  // http sets these on whatever an agent gives it.
  setTimeout(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  ref(): this {
    this.#call?.child.ref();
    return this;
  }

  unref(): this {
    this.#call?.child.unref();
    return this;
  }

  override _read(): void {
    this.#call?.child.stdout.resume();
  }

  override _write(part: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    void this.#started.then((call) => call === undefined ? done() : call.child.stdin.write(part, () => done()));
  }

  override _final(done: () => void): void {
    void this.#started.then((call) => {
      call?.child.stdin.end(); // without a call back: one that has ended already gives none
      done();
    });
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#call?.end();
    done(error);
  }

  /** Before an answer its words are the reason; after one, the engine or the network ended it. */
  #ended(said: string, how: number | string | undefined): void {
    if (this.#answered) {
      this.push(null);
    } else if (!this.destroyed) {
      this.destroy(sshEnded(said, how));
    }
  }
}
