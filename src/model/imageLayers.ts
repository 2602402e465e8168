/**
 * Which image a reference names on an engine, and whether another image is built on it: the layers of an image are in
 * order, the lowest first, and each is named by the digest of its content, so an image whose layers begin with those of
 * another has that one's files below its own. It does not say by which Dockerfile.
 * https://github.com/opencontainers/image-spec/blob/main/config.md (rootfs.diff_ids)
 */
import { inspectOf, listAt, textAt, textsAt } from './engineAnswer.js';
import { fullName } from './imageReference.js';
import type { Container } from './isolation.js';
import { valueOf } from './reading.js';
import type { Answers, EngineState, Snapshot } from './snapshot.js';

export const imagesKey = 'GET /images/json';

export function imageKey(id: string): string {
  return `GET /images/${id}/json`;
}

/** `same`: it has exactly those layers. */
export type BuiltOn = 'same' | 'more';

type Kind = EngineState['kind'];

/** The id of the image that the engine calls so; `undefined` where it has none. */
export function imageNamed(answers: Answers, reference: string, kind: Kind): string | undefined {
  const names = namesIn(answers[imagesKey]);
  // What Podman built without a registry's name it calls `localhost/x`, and finds it as `x`.
  const forms = kind === 'podman' ? [reference, `localhost/${reference}`] : [reference];
  return forms.map((form) => names.get(fullName(form) ?? '')).find((id) => id !== undefined);
}

/** The engine's names of all its images, in full; an answer does not change, and many hovers ask for it. */
const named = new WeakMap<object, ReadonlyMap<string, string>>();

function namesIn(list: unknown): ReadonlyMap<string, string> {
  if (!Array.isArray(list)) {
    return new Map();
  }
  const names = named.get(list) ?? new Map(list.flatMap((entry: unknown) => namesOf(entry)));
  named.set(list, names);
  return names;
}

function namesOf(entry: unknown): (readonly [name: string, id: string])[] {
  const id = textAt(entry, 'Id') ?? '';
  const names = [...textsAt(entry, 'RepoTags') ?? [], ...textsAt(entry, 'RepoDigests') ?? []].map(fullName);
  return id === '' ? [] : names.flatMap((name) => (name === undefined ? [] : [[name, id] as const]));
}

/** Lowest first. Empty where the engine did not tell. */
function layersOf(answers: Answers, id: string): readonly string[] {
  const layers = listAt(Object.hasOwn(answers, imageKey(id)) ? answers[imageKey(id)] : undefined, 'RootFS', 'Layers') ?? [];
  return layers.every((layer) => typeof layer === 'string') ? layers : [];
}

/** What each engine said of its images, by its endpoint. */
export type ImageAnswers = ReadonlyMap<string, Answers>;

/** Whether a container's image begins with the layers of the one that `reference` names on its engine. An image without layers is below none. */
export function builtOn(images: ImageAnswers, snapshot: Snapshot, container: Pick<Container, 'id' | 'engine'>, reference: string): BuiltOn | undefined {
  const { engine } = container;
  const answers = engine === null ? undefined : images.get(engine.endpoint);
  const id = imageIdOf(snapshot, container);
  const baseId = engine === null || answers === undefined ? undefined : imageNamed(answers, reference, engine.kind);
  return answers === undefined || id === undefined || baseId === undefined ? undefined : comparedWith(layersOf(answers, baseId), layersOf(answers, id));
}

function comparedWith(base: readonly string[], layers: readonly string[]): BuiltOn | undefined {
  const begins = base.length > 0 && base.length <= layers.length && base.every((layer, index) => layer === layers[index]);
  return !begins ? undefined : base.length === layers.length ? 'same' : 'more';
}

/** The id of the image that a container was made of; `undefined` where no engine tells. */
export function imageIdOf(snapshot: Snapshot, container: Pick<Container, 'id' | 'engine'>): string | undefined {
  const id = container.engine === null ? undefined : textAt(valueOf(inspectOf(snapshot, container)), 'Image');
  return id === '' ? undefined : id;
}
