/** A failure in words that its reader can use; `message` is shown as it is. */
export class Problem extends Error {
  override readonly name = 'Problem';
}

/** What to show of any failure: one line. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
