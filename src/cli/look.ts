/** One look at the machine, through the engine that the options ask for. */
import * as l10n from '@vscode/l10n';
import { resolve } from 'node:path';
import type { ImageAnswers } from '../model/imageLayers.js';
import type { Snapshot } from '../model/snapshot.js';
import { collect, type CollectOptions } from '../sources/collect.js';
import { connect, type Connections, diagnosesOf, noConnections } from '../sources/connect.js';
import type { Reader } from '../sources/diagnosisFacts.js';
import { endpointChoices, everyContext } from '../sources/endpoints.js';
import { type ImagesWanted, ImageMemory, askForImages } from '../sources/imageAsking.js';
import { type HostPlaces, hostAt, placeTrouble, readerHere } from '../sources/host.js';
import type { MachineFs } from '../sources/hostFs.js';
import type { Terminal } from './command.js';
import { checkEngines } from './engineTrouble.js';
import type { Options } from './options.js';
import { Problem } from './problem.js';

/** Throws a Problem where the engine was asked for and does not answer, or where there is no /proc at the given place. */
export async function look(options: Options, what: CollectOptions, terminal: Terminal): Promise<Snapshot> {
  const reader = readerHere(terminal.platform);
  const connections = await connectionsOf(reader, options);
  try {
    const places = placesOf(options);
    const host = hostAt(places, connections, terminal.platform);
    checkPlaces(host.fs, places);
    const snapshot = await collect(host, what);
    const diagnoses = diagnosesOf(reader, endpointChoices(reader, options), snapshot.engines);
    checkEngines({ snapshot, diagnoses, options }, (line) => terminal.say(line));
    return snapshot;
  } finally {
    connections.close();
  }
}

/** What the engines say of images; nothing of those that do not answer. */
export async function lookAtImages(options: Options, wanted: ImagesWanted): Promise<ImageAnswers> {
  const connections = await connectionsOf(readerHere(), options);
  try {
    return await askForImages(connections.engines, wanted, new ImageMemory());
  } finally {
    connections.close();
  }
}

/** Milliseconds after which one of all contexts is left out of the answer; nobody asked for it by its name. */
const patience = 6000;

async function connectionsOf(reader: Reader, { noEngine, host, context }: Options): Promise<Connections> {
  return noEngine ? noConnections : await connect(reader, { host, context }, context.includes(everyContext) ? { patience } : {});
}

/** Absolute, as the paths in a mount table are. */
function placesOf({ procfs, sysfs }: Options): HostPlaces {
  return { ...(procfs !== undefined && { procfs: resolve(procfs) }), ...(sysfs !== undefined && { sysfs: resolve(sysfs) }) };
}

function checkPlaces(fs: MachineFs, places: HostPlaces): void {
  const trouble = placeTrouble(fs, places);
  if (trouble !== undefined) {
    const { place, path, said } = trouble;
    throw new Problem(l10n.t('{0} {1} could not be read: {2}. Give the directory where that machine’s file system is mounted.', `--path.${place}`, path, said));
  }
}
