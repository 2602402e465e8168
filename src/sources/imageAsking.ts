/** What an engine says of its images: their names, and the layers of those that somebody asks about. Asked apart from a look: nothing waits for it. */
import { at, textAt, textsAt } from '../model/engineAnswer.js';
import { type ImageAnswers, imageIdOf, imageKey, imageNamed, imagesKey } from '../model/imageLayers.js';
import type { Container } from '../model/isolation.js';
import { valueOf } from '../model/reading.js';
import type { Answers, Snapshot } from '../model/snapshot.js';
import type { Engine } from './connection.js';

/** Images asked about at one time; those left out come the next time, when the others are remembered. */
const mostAtATime = 200;
const mostKept = 2000;

/** An image's id is the digest of its content, so what was once said of it stays true. */
export class ImageMemory {
  readonly #images = new Map<string, unknown>();

  get(endpoint: string, id: string): unknown {
    return this.#images.get(`${endpoint} ${id}`);
  }

  keep(endpoint: string, id: string, image: unknown): void {
    this.#images.set(`${endpoint} ${id}`, image);
    const [oldest] = this.#images.keys();
    if (this.#images.size > mostKept && oldest !== undefined) {
      this.#images.delete(oldest);
    }
  }
}

export interface ImagesWanted {
  readonly snapshot: Snapshot;
  /** Whose images are compared. */
  readonly containers: readonly Container[];
  /** Names of images that others may be built on. */
  readonly bases: readonly string[];
}

/** One engine's failure costs only its own answers. Never rejects. */
export async function askForImages(engines: readonly Engine[], wanted: ImagesWanted, memory: ImageMemory): Promise<ImageAnswers> {
  const answers = await Promise.all(engines.map(async (engine) => [engine.state.endpoint, await imagesOf(engine, wanted, memory)] as const));
  return new Map(answers);
}

async function imagesOf(engine: Engine, { snapshot, containers, bases }: ImagesWanted, memory: ImageMemory): Promise<Answers> {
  const { endpoint, kind } = engine.state;
  const list = namesOnly(valueOf(await engine.get('/images/json')));
  const named = bases.flatMap((base) => imageNamed({ [imagesKey]: list }, base, kind) ?? []);
  const of = named.length === 0 ? [] : containers.filter((container) => container.engine?.endpoint === endpoint).flatMap((container) => imageIdOf(snapshot, container) ?? []);
  const ids = [...new Set([...named, ...of])];
  const unknown = ids.filter((id) => memory.get(endpoint, id) === undefined).slice(0, mostAtATime);
  await Promise.all(unknown.map(async (id) => {
    const image = valueOf(await engine.get(`/images/${id}/json`));
    if (image !== undefined) {
      memory.keep(endpoint, id, { RootFS: at(image, 'RootFS') });
    }
  }));
  return Object.fromEntries([[imagesKey, list], ...ids.map((id) => [imageKey(id), memory.get(endpoint, id)])]) as Answers;
}

/** Labels and sizes are of no use here, and there may be thousands. */
function namesOnly(list: unknown): unknown {
  return Array.isArray(list) ? list.map((entry: unknown) => ({ Id: textAt(entry, 'Id'), RepoTags: textsAt(entry, 'RepoTags'), RepoDigests: textsAt(entry, 'RepoDigests') })) : undefined;
}
