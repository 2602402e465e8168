/** One look at the machine, through the engine that the options ask for. */
import { resolve } from 'node:path';
import type { ImageAnswers } from '../model/imageLayers.js';
import type { Snapshot } from '../model/snapshot.js';
import { collect, type CollectOptions } from '../sources/collect.js';
import { connect, type Connections, noConnections } from '../sources/connect.js';
import { type ImagesWanted, ImageMemory, askForImages } from '../sources/imageAsking.js';
import { type HostPlaces, hostAt, placeTrouble, readerHere } from '../sources/host.js';
import type { MachineFs } from '../sources/hostFs.js';
import type { Terminal } from './command.js';
import { checkEngines } from './engineTrouble.js';
import type { Options } from './options.js';
import { Problem } from './problem.js';

/** Throws a Problem where the engine was asked for and does not answer, or where there is no /proc at the given place. */
export async function look(options: Options, what: CollectOptions, terminal: Terminal): Promise<Snapshot> {
  const connections = await connectionsOf(options);
  try {
    const places = placesOf(options);
    const host = hostAt(places, connections);
    checkPlaces(host.fs, places);
    const snapshot = await collect(host, what);
    checkEngines(snapshot, (line) => terminal.say(line));
    return snapshot;
  } finally {
    connections.close();
  }
}

/** What the engines say of images; nothing of those that do not answer. */
export async function lookAtImages(options: Options, wanted: ImagesWanted): Promise<ImageAnswers> {
  const connections = await connectionsOf(options);
  try {
    return await askForImages(connections.engines, wanted, new ImageMemory());
  } finally {
    connections.close();
  }
}

async function connectionsOf({ noEngine, host, context }: Options): Promise<Connections> {
  return noEngine ? noConnections : await connect(readerHere(), { host, context });
}

/** Absolute, as the paths in a mount table are. */
function placesOf({ procfs, sysfs }: Options): HostPlaces {
  return { ...(procfs !== undefined && { procfs: resolve(procfs) }), ...(sysfs !== undefined && { sysfs: resolve(sysfs) }) };
}

function checkPlaces(fs: MachineFs, places: HostPlaces): void {
  const trouble = placeTrouble(fs, places);
  if (trouble !== undefined) {
    throw new Problem(`--path.${trouble.place} ${trouble.path} could not be read: ${trouble.said}. Give the folder where that machine's file system is mounted.`);
  }
}
