/**
 * A line of an image's history as its Dockerfile had it: older builders write `/bin/sh -c #(nop) COPY …` for `COPY …`, and
 * `/bin/sh -c make` for `RUN make`.
 */
export function instructionOf(createdBy: string): string {
  return createdBy.trim().replace(/^\/bin\/sh -c #\(nop\)\s+/, '').replace(/^\/bin\/sh -c\s+/, 'RUN ');
}
