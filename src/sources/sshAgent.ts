/**
 * Connections to an engine behind ssh. Each is the standard input and output of the system's own `ssh` that runs
 * `docker system dial-stdio` at the far end; all of them share one authenticated connection.
 */
import { Agent, type AgentOptions } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { TemporaryFolder } from './hostFs.js';
import { SshCall } from './sshCall.js';
import { SshConnection } from './sshConnection.js';
import { type Sharing, type SshDestination, dialStdio, sshWords } from './sshDestination.js';
import { runShell, shellWords } from './sshShell.js';
import { SshFailed, sshEnded } from './sshTrouble.js';

/** sshd lets ten sessions share a connection (MaxSessions): the one that holds it, a script's, and these; one of them is the stream of events. */
const mostSessions = 8;
/**
 * Milliseconds between looks for the socket that the others are to go by, and for which they wait for it. A program that
 * stands in for `ssh` may know nothing of sharing; then, and where the log-in takes longer, each logs in by itself.
 */
const [lookEvery, patience] = [20, 2500];
/** Bytes: `sun_path` has 104 or 108, and ssh makes its socket under a longer name first. https://man7.org/linux/man-pages/man7/unix.7.html */
const longestSocket = 84;

/**
 * What holds the authenticated connection. It serves no call: `ssh` ends all that share it with it, and it does not end
 * itself, whatever it ran, before they have. Since it runs what they do, it ends with us even where we are killed.
 */
interface Holder {
  readonly call: SshCall;
  /** None has the same, for that of a dying one may still be there. */
  readonly socket: string;
  /** Until it lends, or was waited for long enough. Rejects with the words of a log-in that failed. */
  readonly lends: Promise<void>;
}

export class SshAgent extends Agent {
  readonly #calls = new Set<SshCall>();
  #holder: Holder | undefined;
  #holders = 0;
  /** Null where there can be none: then nothing is shared. */
  #folder: TemporaryFolder | null | undefined;
  #closed = false;

  /** `makeFolder`: a folder that only this user can enter, for the sockets of the shared connection. */
  constructor(
    private readonly destination: SshDestination, private readonly makeFolder: (() => TemporaryFolder) | undefined, options: AgentOptions,
    private readonly program = 'ssh',
  ) {
    super({ ...options, maxSockets: mostSessions });
  }

  override createConnection(): Duplex {
    return new SshConnection(() => this.#start(dialStdio(this.destination)));
  }

  /** Runs a script by `sh` at the far end, over the same authenticated connection; see runShell. */
  shell(script: string, timeLimit: number, signal?: AbortSignal): Promise<Buffer> {
    return runShell(() => this.#start(shellWords), script, timeLimit, signal);
  }

  /**
   * Whoever comes before the log-in is done waits for it: several at once are what a server takes for an attack
   * (MaxStartups), and each would hold a connection of its own.
   */
  async #start(there: readonly string[]): Promise<SshCall> {
    const folder = this.#closed ? null : this.#folder ??= this.#makeFolder();
    const holder = folder === null ? undefined : this.#holder ??= this.#hold(folder);
    await holder?.lends;
    if (this.#closed) {
      throw new SshFailed('the connection was closed');
    }
    return this.#spawn(holder && { socket: holder.socket, lends: false }, there);
  }

  /** A way to the engine is more than a shared one: where no folder can be made, or none that a socket's name fits in, each logs in by itself. */
  #makeFolder(): TemporaryFolder | null {
    try {
      const folder = this.makeFolder?.() ?? null;
      if (folder === null || Buffer.byteLength(folder.at('99')) <= longestSocket) {
        return folder;
      }
      folder.remove();
      return null;
    } catch {
      return null;
    }
  }

  #hold(folder: TemporaryFolder): Holder {
    const name = String(++this.#holders);
    const socket = folder.at(name);
    const call = this.#spawn({ socket, lends: true }, dialStdio(this.destination));
    call.child.stdout.resume();
    void call.ended.then(() => {
      if (this.#holder?.call === call) {
        this.#holder = undefined;
      }
    });
    return { call, socket, lends: untilItLends(call, () => folder.has(name)) };
  }

  #spawn(sharing: Sharing | undefined, there: readonly string[]): SshCall {
    const call = new SshCall(this.program, sshWords(this.destination, sharing, there));
    this.#calls.add(call);
    void call.ended.then(() => this.#calls.delete(call));
    return call;
  }

  /** For good: http makes new sockets for whoever still waits for one, and whoever is broken off asks once more. */
  override destroy(): void {
    this.#closed = true;
    super.destroy();
    // ssh closes the shared connection, and takes its socket away, when it is asked to end.
    this.#calls.forEach((call) => call.end());
    this.#holder = undefined;
    this.#folder?.remove();
  }
}

/** `ssh` makes its socket when it is logged in, ready to be connected to. */
async function untilItLends(call: SshCall, isThere: () => boolean): Promise<void> {
  const ended = call.ended.then((how) => {
    throw sshEnded(call.said, how);
  });
  ended.catch(() => undefined);
  for (const end = Date.now() + patience; !isThere() && Date.now() < end;) {
    await Promise.race([ended, wait(lookEvery)]);
  }
}
