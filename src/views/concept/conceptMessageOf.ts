/** What a concept's page is sent: its text and what holds now, from one look. Pure. */
import type { ConceptMessage } from '../../conceptMessage.js';
import { conceptGroups } from '../../explain/concepts/groups.js';
import { filledIn } from '../../explain/concepts/filledIn.js';
import type { ConceptPage } from '../../explain/concepts/page.js';
import { costFact } from '../../explain/machine/costFact.js';
import { machineFacts } from '../../explain/machine/machineFacts.js';
import { stackOf } from '../../explain/machine/stack.js';
import { matrixPictureOf } from '../../explain/matrixPicture.js';
import { cgroupPictureOf } from '../../explain/cgroupPicture.js';
import { type Pictures, picturesOf } from '../../explain/pictures.js';
import type { Closely, Known } from '../../lens.js';
import { cgroupTreeOf } from '../../model/cgroupTree.js';
import type { ConceptId, Container } from '../../model/isolation.js';
import { machineOf } from '../../model/machine.js';
import { matrixOf } from '../../model/matrix.js';
import { isElsewhere } from '../../model/proof.js';
import { isRead } from '../../model/reading.js';
import { isFailing, isWorthARow } from '../failingEngine.js';

export interface Here {
  readonly known: Known | Closely;
  readonly running: readonly Container[];
}

export type Content = Omit<ConceptMessage, 'words' | 'mayRun' | 'next'>;

export function conceptMessageOf(page: ConceptPage, { known, running }: Here): Content {
  const machine = machineOf(known.snapshot);
  const chosen = 'isolation' in known ? known : null;
  const here = running.filter((container) => !isElsewhere(known.snapshot, container));
  return {
    type: 'concept',
    page: chosen === null ? page : filledIn(page, chosen.isolation),
    notAllAsked: machine.engines.some((engine) => isWorthARow(engine) && isFailing(engine)),
    containers: running.map(({ id, name }) => ({ id, name })),
    chosen: chosen?.container.id ?? null,
    machine: {
      facts: [...machineFacts(machine), ...(chosen === null ? [] : [costFact(chosen.isolation, known.snapshot)])],
      stack: stackOf(machine, here),
      matrix: here.length === 0 ? null : matrixPictureOf(matrixOf(known.snapshot, here)),
    },
    ...(chosen === null ? {} : { explanation: chosen.explanation, pictures: picturesWith(chosen) }),
  };
}

/** The one after it in the order of reading; undefined after the last. */
export function nextConcept(id: ConceptId): ConceptId | undefined {
  const order = conceptGroups().flatMap(({ concepts }) => concepts);
  return order[order.indexOf(id) + 1];
}

/** Those that a reader may choose from: what runs, without sandboxed services; those of an engine, which have names, first. */
export function choosable(containers: readonly Container[]): readonly Container[] {
  const running = containers.filter(({ state, runtime }) => (state === 'running' || state === 'paused') && runtime !== 'systemd-service');
  return running.toSorted((one, other) => Number(one.engine === null) - Number(other.engine === null));
}

/** The pictures of the container, with the levels of its cgroup, which only the snapshot has. */
function picturesWith({ snapshot, container, isolation }: Closely): Pictures {
  const tree = cgroupTreeOf(snapshot, container);
  const pictures = picturesOf(isolation);
  return isRead(tree) ? { ...pictures, cgroup: cgroupPictureOf(tree.value) } : pictures;
}
