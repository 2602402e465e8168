/** `GET /images/{id}/history`: the instruction that made each layer of an image, newest first. */
import { answerFor, inspectOf, inspectSource, numberAt, textAt } from './engineAnswer.js';
import type { Container, Root } from './isolation.js';
import { type Reading, firstRead, map, unread, valueOf } from './reading.js';
import type { Snapshot } from './snapshot.js';

const source = 'GET /images/{id}/history';

/** The names of the image that a history may have been asked by. */
export function imageKeys(snapshot: Snapshot, container: Container): readonly string[] {
  const inspected = textAt(valueOf(inspectOf(snapshot, container)), 'Image');
  return [inspected, container.image ?? undefined].filter((name) => name !== undefined && name !== '') as readonly string[];
}

export function historyOf(snapshot: Snapshot, container: Container): Root['history'] {
  if (container.engine === null) {
    return unread('unsupported', inspectSource, 'no engine was asked');
  }
  const [first, ...others] = imageKeys(snapshot, container).map((key) => answerFor(snapshot, container, `GET /images/${key}/history`, source));
  const answer: Reading<unknown> = first === undefined ? unread('absent', source, 'no image named') : firstRead(first, ...others);
  return map(answer, parseHistory);
}

/** Lines without an instruction keep their place with an empty one; a size that is no number is malformed. */
export function parseHistory(answer: unknown): readonly { readonly createdBy: string; readonly size: number }[] {
  if (!Array.isArray(answer)) {
    throw new Error('not a list of layers');
  }
  return answer.map((entry: unknown) => {
    const size = numberAt(entry, 'Size');
    if (size === undefined) {
      throw new Error('a layer without a size');
    }
    return { createdBy: textAt(entry, 'CreatedBy') ?? '', size };
  });
}
