/** `namespaces`: `readlink /proc/PID/ns/*` as root, checked against `lsns`; who is whom follows from equal numbers. */
import { type Expectation, is, plain } from '../expectation.js';
import { namespaceNumber } from '../files.js';
import { type Scene, deniedTo, gone } from '../scene.js';
import { type Listed, namespaceTypes } from '../world.js';

/** To the ordinary user some of these may stay unknown, but these it can tell by files that everybody may read. */
const alwaysTold = ['net', 'mnt'];

export function namespaceFacts(scene: Scene): [string, Expectation][] {
  return namespaceTypes.flatMap((type) => {
    const facts = scene.fixed === undefined ? nothing(scene) : ofType(scene, scene.fixed.links, type);
    return facts.map(([path, expectation]): [string, Expectation] => [`namespaces.${type}.${path}`, expectation]);
  });
}

/** No process, no namespaces: there is nothing that could be shared. */
function nothing(scene: Scene): [string, Expectation][] {
  return [['id', gone(scene)], ...relation(['unknown'], [], 'docker inspect (Pid 0)')];
}

function relation(allowed: readonly string[], sharedWith: readonly string[], witness: string): [string, Expectation][] {
  return [
    ['relation', { witness, disagreement: (printed) => (allowed.includes(String(printed)) ? undefined : allowed.join(' or ')) }],
    ['sharedWith', plain(sharedWith, witness)],
    ['relationFrom', { witness: 'the contract', disagreement: (printed) => sourcesWrong(printed) }],
  ];
}

function sourcesWrong(printed: unknown): string | undefined {
  const right = Array.isArray(printed) && printed.every((each) => /^(?:\/proc\/(?:\d+|self)\/\S+|GET \/containers\/\S+|linux\/nsfs\.h)$/.test(String(each)));
  return right ? undefined : 'a list of files and endpoints';
}

function ofType(scene: Scene, links: Readonly<Record<string, number>>, type: string): [string, Expectation][] {
  const { eyes: { reader }, before: { pid } } = scene;
  const link = `/proc/${pid}/ns/${type}`;
  const number = links[type];
  const id = reader.isRoot ? is(number, `readlink ${link}, lsns`, link)
    : reader.asksEngine ? is(number, `readlink ${link} as root, lsns`, 'GET /containers/{id}/top')
    : deniedTo(scene, link);
  const isInitial = number === namespaceNumber('self', type);
  const sharing = isInitial ? [] : others(scene, type, number);
  const truth = isInitial ? 'initial' : sharing.length > 0 ? 'shared' : 'private';
  const told = mustBeTold(scene, type, truth);
  const witness = `readlink /proc/*/ns/${type} as root`;
  return [['id', id], ...(told ? relation([truth], sharing, witness) : ifTold(truth, sharing, witness))];
}

/** Either the truth, or that it is not known; then nobody is named. */
function ifTold(truth: string, sharing: readonly string[], witness: string): [string, Expectation][] {
  const [first, , third] = relation([truth, 'unknown'], sharing, witness);
  const named: Expectation = {
    witness,
    disagreement: (printed) => {
      const names = JSON.stringify(printed);
      return names === JSON.stringify(sharing) || names === '[]' ? undefined : `${JSON.stringify(sharing)} or nobody`;
    },
  };
  return [first!, ['sharedWith', named], third!];
}

function mustBeTold({ eyes: { reader, listed } }: Scene, type: string, truth: string): boolean {
  // Who may look into its own containers only cannot tell what others have joined.
  if ((reader.isRoot && (reader.name === 'root' || listed.length === 1)) || (type === 'pid' && truth === 'initial')) {
    return true;
  }
  // Of somebody else's chroot or hand-made container not even these can always be told apart from the container's.
  if (alwaysTold.includes(type) && listed.every(({ runtime }) => runtime === 'docker')) {
    return true;
  }
  // Containers of somebody else's engine are on this machine too, of which this reader cannot know what they joined.
  const strangers = listed.some(({ engine }) => engine === null);
  return reader.asksEngine && (!strangers || truth === 'initial');
}

function others({ eyes: { listed }, linksOf, id }: Scene, type: string, number: number | undefined): string[] {
  const same = ({ pid }: Listed): boolean => pid !== null && linksOf.get(pid)?.[type] === number;
  return [...new Set(listed.filter((each) => each.id !== id && same(each)).map(({ name }) => name))].sort();
}
