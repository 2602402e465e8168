/** The whole machine's matrix as a picture: in each column an equal letter is the same namespace, A the machine's own. */
import { namespaceTypes, type Namespace, type NamespaceType } from '../model/isolation.js';
import type { Matrix } from '../model/matrix.js';
import type { MatrixPicture } from './pictures.js';

/** More rows than a person compares at a glance are not drawn. */
const mostRows = 12;

export function matrixPictureOf({ containers }: Matrix): MatrixPicture {
  const shown = containers.slice(0, mostRows);
  const columns = namespaceTypes.map((type) => lettersOf(shown, type));
  return {
    types: namespaceTypes,
    rows: [
      { name: null, letters: namespaceTypes.map(() => 'A') },
      ...shown.map(({ name }, row) => ({ name, letters: columns.map((letters) => letters[row] ?? '?') })),
    ],
  };
}

function lettersOf(containers: Matrix['containers'], type: NamespaceType): readonly string[] {
  const groups = new Map<string, string>();
  return containers.map(({ name, namespaces }) => {
    const namespace = namespaces[type];
    if (namespace.relation === 'initial' || namespace.relation === 'unknown') {
      return namespace.relation === 'initial' ? 'A' : '?';
    }
    const group = groupOf(name, namespace);
    const letter = groups.get(group) ?? String.fromCodePoint(66 + groups.size);
    groups.set(group, letter);
    return letter;
  });
}

/** Containers that share name each other, so that all of them have the same set of names. */
function groupOf(name: string, { sharedWith }: Namespace): string {
  return JSON.stringify([name, ...sharedWith].sort());
}
