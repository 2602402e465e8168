/** Stands for this machine until somebody looks; only then are the sources loaded. */
import type { Closely, Diagnosis, Disposable, LookOptions, Machine } from './lens.js';
import { type LiveSample, liveFiles } from './model/sample.js';
import type { Snapshot } from './model/snapshot.js';
import type { Sample } from './protocol.js';

const load = () => import('./thisMachine.js');

interface EngineWatch {
  readonly changed: () => void;
  ended: AbortController;
}

export class LazyMachine implements Machine, Disposable {
  #diagnoses: readonly Diagnosis[] = [];
  readonly #watches = new Set<EngineWatch>();

  /** `engine`: the endpoint that a setting asks for, empty where none does; asked at each look. */
  constructor(
    private readonly engine: () => string,
    private readonly report: (what: string, error: unknown) => void,
  ) {}

  async look(options: LookOptions): Promise<Snapshot> {
    const { look } = await load();
    const { snapshot, diagnoses } = await look(this.engine(), options);
    this.#diagnoses = diagnoses;
    return snapshot;
  }

  watch(changed: () => void): Disposable {
    const watch: EngineWatch = { changed, ended: new AbortController() };
    this.#watches.add(watch);
    void this.#follow(watch);
    return {
      dispose: () => {
        this.#watches.delete(watch);
        watch.ended.abort();
      },
    };
  }

  diagnosis(endpoint: string): Diagnosis | undefined {
    return this.#diagnoses.find((one) => one.endpoint === endpoint);
  }

  /** Null where the container has no cgroup files that can be read from here. */
  sampler({ snapshot, container }: Closely): (() => Promise<Sample | null>) | null {
    const files = liveFiles(snapshot, container);
    let previous: LiveSample | null = null;
    return files.length === 0 ? null : async () => {
      const { sample } = await load();
      const now = sample(files, previous);
      previous = now ?? previous;
      return now;
    };
  }

  /** Another engine is to be asked from now on. */
  engineChanged(): void {
    for (const watch of this.#watches) {
      watch.ended.abort();
      watch.ended = new AbortController();
      void this.#follow(watch);
      watch.changed();
    }
  }

  dispose(): void {
    this.#watches.forEach((watch) => watch.ended.abort());
    this.#watches.clear();
  }

  async #follow({ changed, ended }: EngineWatch): Promise<void> {
    try {
      const { follow } = await load();
      await follow(this.engine, changed, ended.signal);
    } catch (error) {
      this.report('watch', error);
    }
  }
}
