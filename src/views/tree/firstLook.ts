/** The editor asks for rows before anything is known: it waits for the first look. No editor in here. */
export class FirstLook {
  #waiting: { readonly ended: Promise<void>; readonly end: () => void } | undefined;
  #never = false;

  /** Ends when the look does; whoever asks again meanwhile waits for the same one. */
  wait(): Promise<void> {
    if (this.#never) {
      return Promise.resolve();
    }
    if (this.#waiting === undefined) {
      let end = (): void => undefined;
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      this.#waiting = { ended, end };
    }
    return this.#waiting.ended;
  }

  /** Something is known, or why nothing is. False where nobody waited for it. */
  tell(): boolean {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.end();
    return waiting !== undefined;
  }

  /** There will be no look any more. */
  dispose(): void {
    this.#never = true;
    this.tell();
  }
}
