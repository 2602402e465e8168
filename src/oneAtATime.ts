/**
 * Runs `work` one at a time. A call made while it runs waits for one later run, which all such calls share: each caller
 * sees the result of a run that began after it asked.
 */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const start = (): Promise<void> => {
    next = null;
    running = work().finally(() => {
      running = null;
    });
    return running;
  };
  return () => {
    if (next === null && running === null) {
      return start();
    }
    next ??= (running ?? Promise.resolve()).then(start, start);
    return next;
  };
}
