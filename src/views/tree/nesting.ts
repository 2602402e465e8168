/** Who runs inside whom, by the `parent` of each container. */
import type { Container } from '../../model/isolation.js';

export interface Nesting {
  readonly outermost: readonly Container[];
  inside(container: Container): readonly Container[];
}

/** A parent that is not listed counts as none, and so does one in a ring of parents: no container is lost. */
export function nestingOf(containers: readonly Container[]): Nesting {
  const byId = new Map(containers.map((one) => [one.id, one]));
  const inside = new Map<string, Container[]>();
  const outermost: Container[] = [];
  for (const container of containers) {
    const parent = isInRing(container, byId) ? undefined : byId.get(container.parent ?? '');
    if (parent === undefined) {
      outermost.push(container);
    } else {
      inside.set(parent.id, [...(inside.get(parent.id) ?? []), container]);
    }
  }
  return { outermost, inside: (container) => inside.get(container.id) ?? [] };
}

function isInRing(container: Container, byId: ReadonlyMap<string, Container>): boolean {
  const passed = new Set<Container>();
  let one: Container | undefined = container;
  while (one !== undefined && !passed.has(one)) {
    passed.add(one);
    one = byId.get(one.parent ?? '');
  }
  return one === container;
}
