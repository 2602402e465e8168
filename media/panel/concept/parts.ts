/** The page in parts, each made anew only when what it shows has changed: what somebody reads or has selected elsewhere stays. */

export interface Part {
  /** Everything that it is made of. */
  readonly shows: unknown;
  /** Null where there is nothing to show. */
  readonly make: () => HTMLElement | null;
}

interface Made {
  readonly shows: string;
  readonly element: HTMLElement | null;
}

export class Parts {
  private made: readonly Made[] = [];

  constructor(private readonly content: HTMLElement) {}

  show(parts: readonly Part[]): void {
    const before = this.made;
    this.made = parts.map(({ shows, make }, index) => {
      const text = JSON.stringify(shows);
      const same = before[index];
      return same?.shows === text ? same : { shows: text, element: make() };
    });
    const elements = this.made.flatMap(({ element }) => element ?? []);
    const present = [...this.content.children];
    if (elements.length !== present.length) {
      this.content.replaceChildren(...elements);
      return;
    }
    elements.forEach((element, index) => {
      if (present[index] !== element) {
        present[index]?.replaceWith(element);
      }
    });
  }
}
