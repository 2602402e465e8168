/** Which containers are built on an image, as far as the engines have said: asked in the background, for the hovers after it. */
import type { Known } from './lens.js';
import type { Container } from './model/isolation.js';
import { type BuiltOn, type ImageAnswers, builtOn } from './model/imageLayers.js';

/** The machine as this part needs it. */
export interface AsksImages {
  images(known: Known, bases: readonly string[]): Promise<ImageAnswers>;
}

/** So many names of images are kept in mind; the one that was wanted longest ago is forgotten first. */
const most = 32;

interface Question {
  /** The look at the containers that it belongs to. */
  readonly known: Known;
  readonly bases: ReadonlySet<string>;
  readonly answered: Promise<void>;
}

export class BaseImages {
  #answers: ImageAnswers = new Map();
  #bases: readonly string[] = [];
  #question: Question | null = null;

  constructor(private readonly machine: AsksImages, private readonly report: (what: string, error: unknown) => void = () => undefined) {}

  /** Asks the engines where they were not asked about this image since that look. Never rejects. */
  look(known: Known, base: string): Promise<void> {
    this.#bases = [...this.#bases.filter((other) => other !== base), base].slice(-most);
    if (this.#question?.known !== known || !this.#question.bases.has(base)) {
      const bases = this.#bases;
      this.#question = { known, bases: new Set(bases), answered: this.#ask(known, bases) };
    }
    return this.#question.answered;
  }

  builtOn(known: Known, container: Container, base: string): BuiltOn | undefined {
    return builtOn(this.#answers, known.snapshot, container, base);
  }

  async #ask(known: Known, bases: readonly string[]): Promise<void> {
    try {
      this.#answers = await this.machine.images(known, bases);
    } catch (error) {
      this.report('images', error);
    }
  }
}
