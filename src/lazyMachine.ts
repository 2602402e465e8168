/** Stands for this machine until somebody looks; only then are the sources loaded. */
import type { AsksImages } from './baseImages.js';
import type { Closely, Diagnosis, Disposable, FarPlan, Known, LookOptions, Machine } from './lens.js';
import type { ImageAnswers } from './model/imageLayers.js';
import { answerFor, infoKey } from './model/engineAnswer.js';
import { countsContainers } from './model/engineStats.js';
import type { Container } from './model/isolation.js';
import { type Reading, valueOf } from './model/reading.js';
import { type LiveSample, liveFiles } from './model/sample.js';
import { sampleOfStats } from './model/statsSample.js';
import type { Snapshot } from './model/snapshot.js';
import type { Sample } from './protocol.js';
import type { MachineSettings } from './settings.js';
import type { ThisMachine } from './thisMachine.js';

const load = () => import('./thisMachine.js');

interface EngineWatch {
  readonly changed: () => void;
  end: () => void;
  ended: boolean;
}

export class LazyMachine implements Machine, AsksImages, Disposable {
  #diagnoses: readonly Diagnosis[] = [];
  #loaded: Promise<ThisMachine> | undefined;
  readonly #watches = new Set<EngineWatch>();

  /** `settings`: where to look and whom to ask, by the editor's settings; asked at each look. */
  constructor(
    private readonly settings: () => MachineSettings,
    private readonly report: (what: string, error: unknown) => void,
  ) {}

  async look(options: LookOptions): Promise<Snapshot> {
    const machine = await this.#machine();
    if (options.far !== undefined) {
      return machine.lookFar(options, options.far);
    }
    const { snapshot, diagnoses } = await machine.look(options);
    this.#diagnoses = diagnoses;
    return snapshot;
  }

  async images(known: Known, bases: readonly string[]): Promise<ImageAnswers> {
    const machine = await this.#machine();
    return machine.images(known, bases);
  }

  async farPlan(endpoint: string): Promise<FarPlan | undefined> {
    return (await this.#machine()).farPlan(endpoint);
  }

  async startsPrograms(): Promise<boolean> {
    const machine = await this.#machine();
    return machine.startsPrograms();
  }

  watch(changed: () => void): Disposable {
    const watch: EngineWatch = { changed, end: () => undefined, ended: false };
    this.#watches.add(watch);
    void this.#follow(watch);
    return { dispose: () => this.#end(watch) };
  }

  diagnosis(endpoint: string): Diagnosis | undefined {
    return this.#diagnoses.find((one) => one.endpoint === endpoint);
  }

  /** By its cgroup files, or as its engine counts; null where neither can be read from here. */
  sampler({ snapshot, container }: Closely): (() => Promise<Sample | null>) | null {
    const files = liveFiles(snapshot, container);
    // What no engine made is in no engine's count.
    return files.length > 0 ? filesSampler(files)
      : container.engine !== null && countsContainers(valueOf(answerFor(snapshot, container, infoKey))) ? this.#statsSampler(container) : null;
  }

  /** Others are to be asked, or it is to be looked elsewhere, from now on. */
  settingsChanged(): void {
    void this.#loaded?.then((machine) => machine.settingsChanged());
    this.#changed();
  }

  dispose(): void {
    this.#watches.forEach((watch) => this.#end(watch));
    void this.#loaded?.then((machine) => machine.close());
  }

  #statsSampler(container: Container): () => Promise<Sample | null> {
    let previous: LiveSample | null = null;
    let ask: (() => Promise<Reading<unknown>>) | undefined;
    return async () => {
      ask ??= await (await this.#machine()).asksStats(container);
      const now = ask === undefined ? null : sampleOfStats(await ask(), Date.now(), previous);
      previous = now ?? previous;
      return now;
    };
  }

  #machine(): Promise<ThisMachine> {
    this.#loaded ??= load().then(({ ThisMachine }) => new ThisMachine(this.settings, () => this.#changed()));
    return this.#loaded;
  }

  #changed(): void {
    this.#watches.forEach(({ changed }) => changed());
  }

  async #follow(watch: EngineWatch): Promise<void> {
    try {
      const machine = await this.#machine();
      watch.end = watch.ended ? () => undefined : machine.follow(watch.changed);
    } catch (error) {
      this.report('watch', error);
    }
  }

  #end(watch: EngineWatch): void {
    this.#watches.delete(watch);
    watch.ended = true;
    watch.end();
  }
}

function filesSampler(files: readonly string[]): () => Promise<Sample | null> {
  let previous: LiveSample | null = null;
  return async () => {
    const { sample } = await load();
    const now = sample(files, previous);
    previous = now ?? previous;
    return now;
  };
}
