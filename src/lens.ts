/**
 * What is known of this machine's containers now: the only state that changes. It looks while somebody attends, one
 * look at a time, and tells its listeners. No editor in here: tree, panels and hovers all read from it.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Explanation } from './explain/explanation.js';
import { explain } from './explain/explain.js';
import { build } from './model/build.js';
import { containersOf } from './model/containers.js';
import { findContainer } from './model/findContainer.js';
import type { Container, Isolation } from './model/isolation.js';
import type { Snapshot } from './model/snapshot.js';
import type { Depth, Diagnosis, Disposable, FarLook, FarPlan, Machine } from './lensMachine.js';
import { oneAtATime } from './oneAtATime.js';
import { withinTime } from './withinTime.js';

export type { Depth, Diagnosis, Disposable, FarLook, FarPlan, LookOptions, Machine } from './lensMachine.js';

export interface Known {
  readonly snapshot: Snapshot;
  /** Engine's and kernel's, sorted by name. */
  readonly containers: readonly Container[];
  /** False where only the list is known and no facts yet. */
  readonly complete: boolean;
  /** Only what engines list: whoever is not in it may run all the same. */
  readonly namesOnly?: true;
}

export type Explained = { readonly explanation: Explanation; readonly isolation: Isolation } | { readonly problem: string };

/** One container looked at closely, with what this was concluded from. */
export interface Closely extends Known {
  readonly container: Container;
  readonly isolation: Isolation;
  readonly explanation: Explanation;
}

export type Found = ReturnType<typeof findContainer>;

/** Milliseconds that the names may take before the rest is looked for as well. */
const patience = 1000;
/** Milliseconds that the editor is given to draw the names before the facts are read. */
const drawing = 200;

export class Lens implements Disposable {
  #known: Known | null = null;
  /** The last one with facts: a look at the list alone does not take them away from hovers. */
  #facts: Known | null = null;
  #failure: string | null = null;
  readonly #attending = new Set<{ readonly depth: Depth }>();
  #watching: Disposable | null = null;
  #disposed = false;
  #factsWanted = false;
  readonly #explained = new Map<string, Explained>();
  readonly #changed = new Set<() => void>();
  readonly #started = new Set<(work: Promise<void>) => void>();
  readonly #lookAround = oneAtATime(() => this.#announce(this.#lookAll()));

  constructor(
    private readonly machine: Machine,
    private readonly report: (what: string, error: unknown) => void = () => undefined,
  ) {}

  /** Null until the first look has ended. */
  get known(): Known | null {
    return this.#known;
  }

  /** What is known of the last look that read facts; null where none did. */
  get facts(): Known | null {
    return this.#facts;
  }

  /** Why the last look failed altogether; null where it did not. An engine that fails is no such failure. */
  get failure(): string | null {
    return this.#failure;
  }

  /**
   * Looks again; ends when a look that began after this call has ended. Never rejects. With `list` facts are read only
   * where somebody attends to them.
   */
  refresh(depth: Depth = 'facts'): Promise<void> {
    this.#factsWanted ||= depth === 'facts';
    return this.#disposed ? Promise.resolve() : this.#lookAround();
  }

  /**
   * Somebody looks: changes are followed until the result is disposed. `list` is for who only wants to know what runs;
   * facts are read while anybody attends to `facts`.
   */
  attend(depth: Depth = 'facts'): Disposable {
    const attention = { depth };
    this.#attending.add(attention);
    this.#watching ??= this.#watch();
    if (this.#attending.size === 1 || (depth === 'facts' && this.#known?.complete !== true)) {
      void this.refresh('list');
    }
    return {
      dispose: () => {
        this.#attending.delete(attention);
        this.#rest();
      },
    };
  }

  /** What is said about a container, from the last look that read facts; undefined where none are known of it. */
  explained(id: string): Explained | undefined {
    const known = this.#facts;
    const container = known?.containers.find((one) => one.id === id);
    if (known === null || container === undefined) {
      return undefined;
    }
    const before = this.#explained.get(id);
    const now = before ?? this.#explain(known, container);
    this.#explained.set(id, now);
    return now;
  }

  /** The container that `x` means (id, name, prefix, pid), among the known ones, else in a new look. Rejects with it. */
  async find(x: string): Promise<Found> {
    const found = this.#known === null ? { none: true as const } : findContainer(this.#known.snapshot, this.#known.containers, x);
    if (!('none' in found)) {
      return found;
    }
    const snapshot = await this.machine.look({ depth: 'list', all: true });
    return findContainer(snapshot, containersOf(snapshot, { all: true }), x);
  }

  /** What runs now, without facts; kept nowhere. Rejects with the look. */
  async list(): Promise<Known> {
    const snapshot = await this.machine.look({ depth: 'list' });
    return { snapshot, containers: containersOf(snapshot, {}), complete: false };
  }

  /**
   * Looks at one container now, with all that may be asked; without `container` where there is none. `far`: see LookOptions.
   * Rejects with the look.
   */
  async lookClosely(id: string, far?: FarLook): Promise<Closely | Known> {
    const snapshot = await this.machine.look({ subject: id, depth: 'facts', top: true, all: true, ...(far !== undefined && { far }) });
    const containers = containersOf(snapshot, { all: true });
    const container = containers.find((one) => one.id === id);
    const known = { snapshot, containers, complete: true };
    if (container === undefined) {
      return known;
    }
    const isolation = build(snapshot, container, containers);
    return { ...known, container, isolation, explanation: explain(isolation) };
  }

  farPlan(endpoint: string): Promise<FarPlan | undefined> {
    return this.machine.farPlan(endpoint);
  }

  diagnosis(endpoint: string): Diagnosis | undefined {
    return this.machine.diagnosis(endpoint);
  }

  onDidChange(listener: () => void): Disposable {
    this.#changed.add(listener);
    return { dispose: () => void this.#changed.delete(listener) };
  }

  /** Called with each look as it starts, for whoever shows that work goes on. */
  onDidStart(listener: (work: Promise<void>) => void): Disposable {
    this.#started.add(listener);
    return { dispose: () => void this.#started.delete(listener) };
  }

  dispose(): void {
    this.#disposed = true;
    this.#attending.clear();
    this.#rest();
    this.#changed.clear();
    this.#started.clear();
  }

  #watch(): Disposable | null {
    try {
      return this.machine.watch(() => void this.refresh('list'));
    } catch (error) {
      this.report('watch', error);
      return null;
    }
  }

  #rest(): void {
    if (this.#attending.size === 0) {
      this.#watching?.dispose();
      this.#watching = null;
    }
  }

  #announce(work: Promise<void>): Promise<void> {
    this.#tell(this.#started, work);
    return work;
  }

  /** The first time names come first, facts when they are there. An engine that hangs does not keep the kernel waiting. */
  async #lookAll(): Promise<void> {
    if (this.#known === null) {
      await withinTime(patience, this.#look('names'));
      await this.#letItDraw();
      if (this.#disposed) {
        return;
      }
    }
    const facts = this.#factsWanted || [...this.#attending].some((one) => one.depth === 'facts');
    this.#factsWanted = false;
    await this.#look(facts ? 'facts' : 'list');
  }

  /** Hundreds of files would be read while the editor wants to draw the names. */
  async #letItDraw(): Promise<void> {
    if (this.#known !== null && this.#attending.size > 0) {
      await wait(drawing);
    }
  }

  async #look(depth: Depth): Promise<void> {
    try {
      const snapshot = await this.machine.look({ depth });
      const containers = containersOf(snapshot, {});
      // That no engine lists any does not mean that there is none: the kernel has not been asked yet.
      if (depth === 'names' && (containers.length === 0 || this.#known !== null)) {
        return;
      }
      this.#known = { snapshot, containers, complete: depth === 'facts', ...(depth === 'names' && { namesOnly: true }) };
      if (this.#known.complete) {
        this.#facts = this.#known;
        this.#explained.clear();
      }
      this.#failure = null;
    } catch (error) {
      if (depth === 'names') {
        return; // What comes next says so, if it fails as well.
      }
      this.#failure = error instanceof Error ? error.message : String(error);
      this.report('look', error);
    }
    this.#tell(this.#changed, undefined);
  }

  #tell<T>(listeners: ReadonlySet<(news: T) => void>, news: T): void {
    for (const listener of this.#disposed ? [] : listeners) {
      try {
        listener(news);
      } catch (error) {
        this.report('listener', error);
      }
    }
  }

  #explain(known: Known, container: Container): Explained {
    try {
      const isolation = build(known.snapshot, container, known.containers);
      return { isolation, explanation: explain(isolation) };
    } catch (error) {
      this.report(`explain ${container.id}`, error);
      return { problem: error instanceof Error ? error.message : String(error) };
    }
  }
}
