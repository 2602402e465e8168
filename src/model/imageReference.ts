/**
 * The name of an image as people write it, in the one form that it has in full: `alpine` is `docker.io/library/alpine`, tag
 * `latest`. The grammar: https://pkg.go.dev/github.com/distribution/reference
 */
export interface ImageReference {
  /** With the registry: `docker.io/library/alpine`, `localhost:5000/x`. */
  readonly name: string;
  /** `latest` where neither tag nor digest is written; absent beside a digest, which decides alone. */
  readonly tag?: string;
  readonly digest?: string;
}

const component = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const registry = String.raw`(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\[[A-Fa-f0-9:]+\])(?::\d+)?`;
const whole = new RegExp(String.raw`^(?:(${registry})/)?(${component}(?:/${component})*)(?::(\w[\w.-]{0,127}))?(?:@([A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9A-Fa-f]{32,}))?$`);

/** No registry takes a longer one. */
const longest = 512;

/** `undefined` for what no registry could have: `scratch` has no such form either, for it is no image. */
export function imageReferenceOf(text: string): ImageReference | undefined {
  const match = text.length > longest || text === 'scratch' ? null : whole.exec(text);
  if (match === null) {
    return undefined;
  }
  const [, first, path = '', tag, digest] = match;
  const name = first === undefined || !isRegistry(first) ? inRegistry('docker.io', first === undefined ? path : `${first}/${path}`) : inRegistry(first, path);
  return digest === undefined ? { name, tag: tag ?? 'latest' } : { name, digest };
}

/** The first part names a registry only where it could be no folder of one: by a dot, a port, capitals, or as `localhost`. */
function isRegistry(first: string): boolean {
  return /[.:A-Z[]/.test(first) || first === 'localhost';
}

function inRegistry(first: string, path: string): string {
  const place = first === 'index.docker.io' ? 'docker.io' : first;
  return place === 'docker.io' && !path.includes('/') ? `docker.io/library/${path}` : `${place}/${path}`;
}

/** One text for one image: `docker.io/library/alpine:latest`, `quay.io/x/y@sha256:…`. */
export function fullName(text: string): string | undefined {
  const reference = imageReferenceOf(text);
  return reference === undefined ? undefined
    : reference.digest === undefined ? `${reference.name}:${reference.tag ?? 'latest'}` : `${reference.name}@${reference.digest}`;
}
