/** The whole machine's matrix as a picture: in each column an equal letter is the same namespace, A the machine's own. */
import { namespaceTypes, type Namespace } from '../model/isolation.js';
import type { Matrix } from '../model/matrix.js';
import type { MatrixOwners, MatrixPicture } from './pictures.js';

/** More rows than a person compares at a glance are not drawn. */
const mostRows = 12;

export function matrixPictureOf({ containers }: Matrix): MatrixPicture {
  const owners = new Map<string, MatrixOwners>();
  const rows = containers.slice(0, mostRows).map(({ id, name, namespaces }) => ({
    name,
    letters: namespaceTypes.map((type) => letterOf({ id, name }, namespaces[type], owners)),
  }));
  return {
    types: namespaceTypes,
    rows: [{ name: null, letters: namespaceTypes.map(() => 'A') }, ...rows],
    moreRows: Math.max(0, containers.length - mostRows),
    owners: [...owners.values()],
  };
}

function letterOf({ id, name }: { readonly id: string; readonly name: string }, { relation, sharedWith }: Namespace, owners: Map<string, MatrixOwners>): string {
  if (relation === 'initial' || relation === 'unknown') {
    return relation === 'initial' ? 'A' : '?';
  }
  // Containers that share name each other, so that all of them have the same set of names. Two that do not share may have one name.
  const names = [name, ...sharedWith].sort();
  const key = JSON.stringify(sharedWith.length === 0 ? id : names);
  const known = owners.get(key) ?? { letter: letterAt(owners.size + 1), names };
  owners.set(key, known);
  return known.letter;
}

/** A … Z, then AA, AB … */
function letterAt(index: number): string {
  const last = String.fromCodePoint(65 + (index % 26));
  return index < 26 ? last : `${letterAt(Math.floor(index / 26) - 1)}${last}`;
}
