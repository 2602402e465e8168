/** The words in capitals that stand in a page's commands for what the reader has: `docker exec CONTAINER id`. */
export const blanks = ['CONTAINER', 'PID', 'IMAGE', 'GROUP', 'DIRECTORY', 'DEVICE', 'NAME'] as const;

const blank = new RegExp(String.raw`(?<![\w.-])(?:${blanks.join('|')})(?![\w.-])`);

/** A line with a blank is only to be copied: in a terminal it would fail. */
export function hasBlank(line: string): boolean {
  return blank.test(line);
}
