/** Calls the command line within this process, and keeps what it printed. */
import { Writable } from 'node:stream';
import { main } from '../../../src/cli/main.js';

export interface Called {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export const called = (...words: readonly string[]): Promise<Called> => calledOn(process.platform, ...words);

/** On a system that is another than this one. */
export async function calledOn(platform: NodeJS.Platform, ...words: readonly string[]): Promise<Called> {
  const [out, err] = [keeping(), keeping()];
  const code = await main(words, { stdout: out.stream, stderr: err.stream, platform });
  return { code, out: out.text(), err: err.text() };
}

function keeping(): { readonly stream: Writable; readonly text: () => string } {
  const chunks: string[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk.toString('utf8'));
      done();
    },
  });
  return { stream, text: () => chunks.join('') };
}
