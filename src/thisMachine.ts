/**
 * This machine as the lens looks at it: the sources put together. Loaded at the first look, for a window in which nobody
 * looks needs none of it.
 */
import * as l10n from '@vscode/l10n';
import type { Diagnosis, FarLook, Known, LookOptions } from './lens.js';
import type { ImageAnswers } from './model/imageLayers.js';
import type { Container } from './model/isolation.js';
import type { Reading } from './model/reading.js';
import { type LiveSample, sampleOf } from './model/sample.js';
import type { Snapshot } from './model/snapshot.js';
import { type MachineSettings, settingIds } from './settings.js';
import { collect } from './sources/collect.js';
import { connectAmong, diagnosesOf } from './sources/connect.js';
import { isEngine } from './sources/connection.js';
import { endpointOf } from './sources/endpoint.js';
import { type EndpointChoice, endpointChoices } from './sources/endpoints.js';
import { type FarPlan, farHostOf, farPlanFor } from './sources/farHost.js';
import { Following } from './sources/follow.js';
import { type HostPlaces, hostAt, placeTrouble, readerHere } from './sources/host.js';
import { hostFs } from './sources/hostFs.js';
import { ImageMemory, askForImages } from './sources/imageAsking.js';
import { EnginePool } from './sources/pool.js';
import { askStats } from './sources/stats.js';

export interface Looked {
  readonly snapshot: Snapshot;
  /** One of each engine that did not answer. */
  readonly diagnoses: readonly Diagnosis[];
}

/** Milliseconds that a look waits for an engine among several. */
const patience = 1500;

export class ThisMachine {
  readonly #pool: EnginePool;
  readonly #images = new ImageMemory();
  readonly #followings = new Set<Following>();

  /** `settings` are asked at each look; `late`: an engine that a look did not wait for has answered. */
  constructor(private readonly settings: () => MachineSettings, late: () => void) {
    this.#pool = new EnginePool({ patience, onLate: late });
  }

  /** Chooses the engines anew each time: contexts, groups and sockets change while the editor stays open. */
  async look(options: LookOptions): Promise<Looked> {
    const places = placesOf(this.settings());
    const [reader, choices] = [readerHere(), this.#choices()];
    const connections = await connectAmong(reader, choices, this.#pool);
    const snapshot = await collect(hostAt(places, connections), options);
    this.#followings.forEach((following) => following.sync());
    return { snapshot, diagnoses: diagnosesOf(reader, choices, snapshot.engines) };
  }

  /** What the engines that have containers say of these images, and of those that the containers were made of. */
  async images({ snapshot, containers }: Known, bases: readonly string[]): Promise<ImageAnswers> {
    const endpoints = new Set(containers.map(({ engine }) => engine?.endpoint));
    const choices = this.#choices().filter(({ endpoint }) => endpoints.has(endpoint));
    const found = await Promise.all(choices.map((choice) => this.#pool.reach(choice, choices.length === 1)));
    return askForImages(found.filter(isEngine), { snapshot, containers, bases }, this.#images);
  }

  /** Asks a container's engine for its usage, again and again. Undefined where that engine does not answer, or is not asked any more. */
  async asksStats({ engine, id }: Container): Promise<(() => Promise<Reading<unknown>>) | undefined> {
    const choice = this.#choices().find(({ endpoint }) => endpoint === engine?.endpoint);
    const found = choice && await this.#pool.reach(choice, true);
    return found !== undefined && isEngine(found) ? () => askStats(found, id) : undefined;
  }

  /** What would be run there; undefined where there is no ssh to go by. */
  farPlan(endpoint: string): FarPlan | undefined {
    return farPlanFor(endpoint, this.settings().ssh);
  }

  /** The machine of one engine behind ssh, its kernel read over that ssh. Rejects with why it could not be. */
  async lookFar(options: LookOptions, { endpoint, signal }: FarLook): Promise<Snapshot> {
    const choices = this.#choices().filter((choice) => choice.endpoint === endpoint);
    const { engines: [engine], states: [state] } = await connectAmong(readerHere(), choices, this.#pool);
    signal?.throwIfAborted();
    const host = engine && farHostOf(engine, { ...(signal && { signal }) });
    if (host === undefined) {
      throw new Error(state?.detail ?? `there is no ssh to ${endpoint}`);
    }
    return collect(host, options);
  }

  /** Whether a look would start programs: `ssh` is one. */
  startsPrograms(): boolean {
    return this.#choices().some(({ endpoint, trouble }) => trouble === undefined && endpointOf(endpoint).scheme === 'ssh');
  }

  /** Calls `changed` for what engines tell, when one goes and when one comes, until the result is called. */
  follow(changed: () => void): () => void {
    const following = new Following({ reader: readerHere(), pool: this.#pool, choices: () => this.#choices(), changed });
    this.#followings.add(following);
    return () => {
      this.#followings.delete(following);
      following.end();
    };
  }

  settingsChanged(): void {
    this.#followings.forEach((following) => following.sync());
  }

  close(): void {
    this.#followings.forEach((following) => following.end());
    this.#followings.clear();
    this.#pool.close();
  }

  #choices(): readonly EndpointChoice[] {
    const { host, engines, ssh } = this.settings();
    return endpointChoices(readerHere(), { ...(host !== '' && { setting: [host] }), more: engines, ...(ssh !== undefined && { ssh }) });
  }
}

/** Throws where one of them cannot be looked into: who sets a path wants to see that machine and no other. */
function placesOf({ procfs, sysfs }: MachineSettings): HostPlaces {
  const places = { ...(procfs !== undefined && { procfs }), ...(sysfs !== undefined && { sysfs }) };
  const trouble = placeTrouble(hostFs(), places);
  if (trouble !== undefined) {
    const id = trouble.place === 'procfs' ? settingIds.procfs : settingIds.sysfs;
    throw new Error(l10n.t('{0} {1} could not be read: {2}. Give the directory where that machine’s file system is mounted.', id, trouble.path, trouble.said));
  }
  return places;
}

/** Reads the files of one sample; null where none of them could be read. */
export function sample(files: readonly string[], previous: LiveSample | null): LiveSample | null {
  const fs = hostFs();
  const texts = new Map<string, string>();
  for (const path of files) {
    const entry = fs.readText(path);
    if (typeof entry === 'string') {
      texts.set(path, entry);
    }
  }
  return texts.size === 0 ? null : sampleOf(texts, Date.now(), previous);
}
