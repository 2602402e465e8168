/**
 * Connections to an engine behind ssh. Each is the standard input and output of the system's own `ssh` that runs
 * `docker system dial-stdio` at the far end; all of them share one authenticated connection.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { Agent, type AgentOptions } from 'node:http';
import { join } from 'node:path';
import { Duplex } from 'node:stream';
import type { TemporaryFolder } from './hostFs.js';
import { type SshDestination, sshWords } from './sshDestination.js';
import { runShell, shellWords } from './sshShell.js';
import { SshFailed, notFound } from './sshTrouble.js';

/** sshd lets ten sessions share a connection (MaxSessions); one of ours is the stream of events. */
const mostSessions = 9;
const mostWords = 64 * 1024;

export class SshAgent extends Agent {
  /** The oldest first: it holds the connection that the others share. */
  readonly #children = new Set<ChildProcessWithoutNullStreams>();
  /** Those that are not needed any more. */
  readonly #left = new Set<ChildProcessWithoutNullStreams>();
  #folder: TemporaryFolder | undefined;

  /** `makeFolder`: a folder that only this user can enter, for the socket of the shared connection. */
  constructor(
    private readonly destination: SshDestination, private readonly makeFolder: (() => TemporaryFolder) | undefined, options: AgentOptions,
    private readonly program = 'ssh',
  ) {
    super({ ...options, maxSockets: mostSessions });
  }

  override createConnection(): Duplex {
    const child = spawn(this.program, [...sshWords(this.destination, this.#shared())], { stdio: 'pipe', windowsHide: true });
    this.#keep(child);
    return new SshConnection(child, () => this.#leave(child));
  }

  /** Runs a script by `sh` at the far end, over the same authenticated connection; see runShell. */
  shell(script: string, timeLimit: number): Promise<Buffer> {
    return runShell(this.program, sshWords(this.destination, this.#shared(), shellWords), script, timeLimit, (child) => this.#keep(child));
  }

  #shared(): string | undefined {
    this.#folder ??= this.makeFolder?.();
    return this.#folder && join(this.#folder.path, 's');
  }

  #keep(child: ChildProcessWithoutNullStreams): void {
    this.#children.add(child);
    child.on('error', () => undefined); // said by who listens to what it prints, if there was anything to listen to
    child.once('close', () => {
      this.#children.delete(child);
      this.#left.delete(child);
      this.#endThoseLeft();
    });
  }

  /** Who gives up one call gives up no other: ssh would end the shared connection with the one that holds it. */
  #leave(child: ChildProcessWithoutNullStreams): void {
    this.#left.add(child);
    child.stdin.end();
    child.stdout.resume();
    this.#endThoseLeft();
  }

  #endThoseLeft(): void {
    const [first] = this.#children;
    const sharing = this.#folder !== undefined && [...this.#children].some((child) => !this.#left.has(child));
    for (const child of this.#left) {
      if (child !== first || !sharing) {
        child.kill();
      }
    }
  }

  override destroy(): void {
    super.destroy();
    // ssh closes the shared connection, and takes its socket away, when it is asked to end.
    this.#children.forEach((child) => child.kill());
    this.#folder?.remove();
    this.#folder = undefined;
  }
}

/** What http expects of a socket, over a program's standard input and output. */
class SshConnection extends Duplex {
  #said = '';
  #answered = false;

  constructor(private readonly child: ChildProcessWithoutNullStreams, private readonly leave: () => void) {
    super({ allowHalfOpen: false });
    child.stdout.on('data', (part: Buffer) => {
      this.#answered = true;
      if (!this.destroyed && !this.push(part)) {
        child.stdout.pause();
      }
    });
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      this.#said = (this.#said + part).slice(-mostWords);
    });
    child.on('error', (error) => this.destroy(new SshFailed(error.message)));
    child.stdin.on('error', () => undefined); // why it does not read any more is said when it ends
    child.on('close', (code, signal) => this.#ended(code ?? signal));
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
    this.child.ref();
    return this;
  }

  unref(): this {
    this.child.unref();
    return this;
  }

  override _read(): void {
    this.child.stdout.resume();
  }

  override _write(part: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.child.stdin.write(part, () => done());
  }

  override _final(done: () => void): void {
    this.child.stdin.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.leave();
    done(error);
  }

  /** Before an answer its words are the reason; after one, the engine or the network ended it. */
  #ended(how: number | string | null): void {
    if (this.#answered) {
      this.push(null);
    } else if (!this.destroyed) {
      const said = this.#said.trim();
      const end = `ssh ended with ${how ?? 'nothing'}`;
      this.destroy(new SshFailed(said === '' ? end : how === notFound ? `${said} (${end})` : said));
    }
  }
}
