/**
 * Folders are watched and no files, for a file that is replaced is another one; and what does not exist yet is looked for
 * again at each change above it. https://man7.org/linux/man-pages/man7/inotify.7.html
 */

/** Programs change several files for one thing: they become one call. Milliseconds. */
const together = 250;

/**
 * `begin` starts to watch and gives what ends it; `later` is to be called at each change. Once it is quiet all is watched
 * anew, and `settled` is called. Ends with the signal. Gives `later`, for whoever wants to watch anew for another reason.
 */
export function watchAgain(begin: (later: () => void) => readonly (() => void)[], settled: () => void, signal: AbortSignal): () => void {
  let timer: NodeJS.Timeout | undefined;
  let stops: readonly (() => void)[] = [];
  const anew = (): void => {
    stops.forEach((stop) => stop());
    stops = signal.aborted ? [] : begin(later);
  };
  const later = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      if (!signal.aborted) {
        anew();
        settled();
      }
    }, together);
  };
  anew();
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    anew();
  });
  return later;
}
