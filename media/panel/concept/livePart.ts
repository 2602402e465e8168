/** A live part: the same components as in "Explain Container", in a frame that says of what they are true. */
import type { ConceptMessage } from '../../../src/conceptMessage.js';
import type { Widget } from '../../../src/explain/concepts/page.js';
import type { Fact } from '../../../src/explain/explanation.js';
import { clip } from '../../../src/explain/foreignText.js';
import type { StackPicture } from '../../../src/explain/machine/stack.js';
import type { CgroupPicture, MatrixPicture, RootPicture } from '../../../src/explain/pictures.js';
import type { WallPicture } from '../../../src/explain/wallPicture.js';
import { h } from '../element.js';
import { type FactContext, factList } from '../fact.js';
import { layers } from '../pictures/layers.js';
import { matrix } from '../pictures/matrix.js';
import { stack } from '../pictures/stack.js';
import { tree } from '../pictures/tree.js';
import { wall } from '../pictures/wall.js';
import { word } from '../words.js';

/** What a live part shows: the same data, the same picture. */
type Shown =
  | { readonly facts: readonly Fact[] } | { readonly stack: StackPicture } | { readonly matrix: MatrixPicture }
  | { readonly wall: WallPicture } | { readonly layers: RootPicture } | { readonly tree: CgroupPicture };

/** Of what it is true, and what it shows of that: as long as they stay the same, the part on the page may stay. */
export function shownIn(widget: Widget, message: ConceptMessage): readonly [string, Shown | null] {
  return [subject(widget, message), dataOf(widget, message)];
}

/** Null where it is about a container and there is none: the head of the page says so, once. */
export function livePart(widget: Widget, message: ConceptMessage, key: string): HTMLElement | null {
  const [about, shown] = shownIn(widget, message);
  const content = shown === null ? null : drawn(shown, { concept: message.page.id, mayRun: message.mayRun !== false, key });
  if (content === null && message.containers.length === 0 && !ofMachineAlone.includes(widget.kind)) {
    return null;
  }
  // A group, not a region: a page has several, and a landmark for each would be one too many.
  return h('div', { class: 'live-part', role: 'group', 'aria-label': `${word('live')}: ${about}` },
    h('div', { class: 'live-part-head' }, h('span', { class: 'live-part-now' }, word('live')), h('span', {}, about)),
    content ?? h('p', { class: 'live-part-none' }, word('nothingHere')));
}

/** What a machine of its own costs, beside what the container does. */
const ofCosts: readonly string[] = ['machine.virtual-machines', 'machine.cost'];

const ofMachineAlone: readonly Widget['kind'][] = ['stack', 'machine', 'virtual-machines'];
const ofMachine: readonly Widget['kind'][] = [...ofMachineAlone, 'matrix'];

function subject({ kind }: Widget, { explanation }: ConceptMessage): string {
  return ofMachine.includes(kind) || explanation === undefined ? word('machine') : clip(explanation.container.name, 80);
}

function dataOf(widget: Widget, message: ConceptMessage): Shown | null {
  const { machine, pictures, explanation } = message;
  const list = (facts: readonly Fact[] | undefined): Shown | null => (facts === undefined || facts.length === 0 ? null : { facts });
  switch (widget.kind) {
    case 'stack': return machine && { stack: machine.stack };
    case 'machine': return list(machine?.facts.filter(({ id }) => (widget.ids.length === 0 ? !ofCosts.includes(id) : widget.ids.includes(id))));
    case 'virtual-machines': return list(machine?.facts.filter(({ id }) => ofCosts.includes(id)).flatMap((fact) => [{ ...fact, children: [] }, ...(fact.children ?? [])]));
    case 'matrix': return machine?.matrix == null ? null : { matrix: machine.matrix };
    case 'root': return pictures?.wall === undefined ? list(factsAt(message, 'root.mechanism', 'root.hostPath')) : { wall: pictures.wall };
    case 'layers': return pictures?.root === undefined ? list(factsAt(message, 'root.mechanism', 'root.hostPath')) : { layers: pictures.root };
    case 'cgroup-tree': return pictures?.cgroup === undefined ? list(factsAt(message, 'cgroup.path')) : { tree: pictures.cgroup };
    case 'section': return list(explanation?.sections.find(({ id }) => id === widget.id)?.facts);
    case 'fact': return list(factsAt(message, widget.id));
  }
}

function drawn(shown: Shown, context: FactContext): HTMLElement | null {
  return 'facts' in shown ? factList(shown.facts, context) : 'stack' in shown ? stack(shown.stack) : 'matrix' in shown ? matrix(shown.matrix)
    : 'wall' in shown ? wall(shown.wall) : 'layers' in shown ? layers(shown.layers) : tree(shown.tree);
}

/** `memory`, or with its section where two have a fact of that name: `privileges/user`. */
function factsAt({ explanation }: ConceptMessage, ...ids: readonly string[]): readonly Fact[] {
  const all = (explanation?.sections ?? []).flatMap(({ id, facts }) => facts.flatMap(withChildren).map((fact) => ({ fact, path: `${id}/${fact.id}` })));
  return ids.flatMap((wanted) => all.find(({ fact, path }) => fact.id === wanted || path === wanted)?.fact ?? []);
}

function withChildren(fact: Fact): readonly Fact[] {
  return [fact, ...(fact.children ?? []).flatMap(withChildren)];
}
