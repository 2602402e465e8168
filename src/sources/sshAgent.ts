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
  #folder: TemporaryFolder | undefined;

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
  shell(script: string, timeLimit: number, given?: AbortSignal): Promise<Buffer> {
    return runShell(() => this.#start(shellWords), script, timeLimit, given);
  }

  /**
   * Whoever comes before the log-in is done waits for it: several at once are what a server takes for an attack
   * (MaxStartups), and each would hold a connection of its own.
   */
  async #start(there: readonly string[]): Promise<SshCall> {
    const folder = this.#folder ??= this.makeFolder?.();
    if (folder === undefined) {
      return this.#spawn(undefined, there);
    }
    const { lends, socket } = this.#holder ??= this.#hold(folder);
    await lends;
    if (this.#folder !== folder) {
      throw new SshFailed('the connection was given up');
    }
    return this.#spawn({ socket, lends: false }, there);
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

  override destroy(): void {
    super.destroy();
    // ssh closes the shared connection, and takes its socket away, when it is asked to end.
    this.#calls.forEach((call) => call.end());
    this.#holder = undefined;
    this.#folder?.remove();
    this.#folder = undefined;
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
