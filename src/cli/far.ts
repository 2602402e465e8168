/** `--far-proc`: the kernel of an engine behind ssh, read on its machine. The option is the reader's consent, for this one look. */
import { clip } from '../explain/foreignText.js';
import type { Container } from '../model/isolation.js';
import { kernelDir } from '../model/proof.js';
import { isRead } from '../model/reading.js';
import type { Snapshot } from '../model/snapshot.js';
import { collect } from '../sources/collect.js';
import { connect } from '../sources/connect.js';
import { farHostOf, farPlanFor } from '../sources/farHost.js';
import { readerHere } from '../sources/host.js';
import type { Terminal } from './command.js';
import { Problem } from './problem.js';

/** Undefined where there is nothing to read elsewhere, which is said. Throws a Problem where it cannot be read. */
export async function farSnapshot(near: Snapshot, container: Container, terminal: Terminal): Promise<Snapshot | undefined> {
  const here = kernelDir(near, container);
  const name = clip(container.name, 80);
  if (isRead(here) || here.unread !== 'remote') {
    terminal.say(isRead(here)
      ? `--far-proc: ${name} runs on this machine's own kernel, so nothing was run elsewhere.`
      : `--far-proc: nothing was run elsewhere, for there is nothing to read of ${name} there: ${here.detail ?? here.unread}.`);
    return undefined;
  }
  const endpoint = container.engine?.endpoint ?? '';
  const plan = farPlanFor(endpoint);
  if (plan === undefined) {
    throw new Problem(`--far-proc goes by ssh, and the engine of ${name} is at ${clip(endpoint, 200)}: there a container would have to be started to read it, and nothing is ever changed. Reach it by --host ssh://… or an ssh:// context.`);
  }
  terminal.say(`--far-proc: runs "${plan.command}" with a script that only reads /proc and /sys.`);
  return readThere(endpoint, container);
}

async function readThere(endpoint: string, container: Container): Promise<Snapshot> {
  const connections = await connect(readerHere(), { host: [endpoint] });
  try {
    const [engine] = connections.engines;
    const host = engine && farHostOf(engine);
    if (host === undefined) {
      throw new Error(connections.states[0]?.detail ?? 'the engine does not answer any more');
    }
    return await collect(host, { subject: container.id, depth: 'facts', top: true, all: true });
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new Problem(`The kernel behind ${clip(endpoint, 200)} could not be read: ${clip(said, 300)}. Try the same ssh yourself; without --far-proc the engine tells what it knows.`);
  } finally {
    connections.close();
  }
}
