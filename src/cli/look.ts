/** One look at the machine, through the engine that the options ask for. */
import { resolve } from 'node:path';
import type { Snapshot } from '../model/snapshot.js';
import { collect, type CollectOptions } from '../sources/collect.js';
import { connect, type Connections, noConnections } from '../sources/connect.js';
import { hostAt, readerHere } from '../sources/host.js';
import type { MachineFs } from '../sources/hostFs.js';
import type { Terminal } from './command.js';
import { checkEngines } from './engineTrouble.js';
import type { Options } from './options.js';
import { Problem } from './problem.js';

/** Throws a Problem where the engine was asked for and does not answer, or where there is no /proc at the given place. */
export async function look(options: Options, what: CollectOptions, terminal: Terminal): Promise<Snapshot> {
  const connections = await connectionsOf(options);
  try {
    const host = hostAt(placesOf(options), connections);
    checkPlaces(host.fs, options);
    const snapshot = await collect(host, what);
    checkEngines(snapshot, (line) => terminal.say(line));
    return snapshot;
  } finally {
    connections.close();
  }
}

async function connectionsOf({ noEngine, host, context }: Options): Promise<Connections> {
  return noEngine ? noConnections : await connect(readerHere(), { host, context });
}

/** Absolute, as the paths in a mount table are. */
function placesOf({ procfs, sysfs }: Options): { readonly procfs?: string; readonly sysfs?: string } {
  return { ...(procfs !== undefined && { procfs: resolve(procfs) }), ...(sysfs !== undefined && { sysfs: resolve(sysfs) }) };
}

function checkPlaces(fs: MachineFs, { procfs, sysfs }: Options): void {
  for (const [option, path] of [['--path.procfs', procfs], ['--path.sysfs', sysfs]] as const) {
    const entry = path === undefined ? undefined : fs.list(path);
    if (path !== undefined && entry !== undefined && typeof entry !== 'string' && 'unread' in entry) {
      throw new Problem(`${option} ${path} could not be read: ${entry.detail ?? entry.unread}. Give the folder where that machine's file system is mounted.`);
    }
  }
}
