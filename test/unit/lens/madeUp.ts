/** Small made-up pieces for the tests of lens and views; what kernels and engines really say is in test/fixtures. */
import type { Explanation, Fact } from '../../../src/explain/explanation.js';
import type { Explained, Known } from '../../../src/lens.js';
import type { Container } from '../../../src/model/isolation.js';
import { type EngineState, type Snapshot, snapshotSchema } from '../../../src/model/snapshot.js';
import type { Seen } from '../../../src/views/tree/roots.js';

export const endpoint = 'unix:///var/run/docker.sock';

export function container(change: Partial<Container> = {}): Container {
  return {
    id: 'a'.repeat(64), name: 'web', runtime: 'docker', engine: { kind: 'docker', endpoint, version: '20.10.24' },
    image: 'nginx:1.27', state: 'running', pid: 5873, parent: null, pod: null, ...change,
  };
}

export function engine(change: Partial<EngineState> = {}): EngineState {
  return { kind: 'docker', endpoint, chosenBy: 'default', status: 'ok', version: '20.10.24', ...change };
}

export function snapshot(engines: readonly EngineState[], change: Partial<Snapshot> = {}): Snapshot {
  return {
    schema: snapshotSchema, takenAt: '2026-01-01T00:00:00.000Z', platform: 'linux', subject: null,
    roots: { proc: '/proc', sys: '/sys' }, reader: 'self', files: {}, engine: {}, engines, ...change,
  };
}

export function known(containers: readonly Container[], engines: readonly EngineState[] = [engine()]): Known {
  return { snapshot: snapshot(engines), containers, complete: true };
}

export function fact(change: Partial<Fact> = {}): Fact {
  return {
    id: 'net', label: 'net', value: 'private', meaning: 'It has its own network.', source: '/proc/5873/ns/net',
    command: 'readlink /proc/5873/ns/net', concept: 'net', unread: false, ...change,
  };
}

export function explanation(of: Container, change: Partial<Explanation> = {}): Explanation {
  return {
    container: of, sentence: 'It runs here.', row: 'nginx:1.27 · 41 of 64 MiB', findings: [],
    sections: [{ id: 'namespaces', title: 'Namespaces', summary: '1 private', concept: 'namespaces', facts: [fact()] }],
    ...change,
  };
}

export function seen(what: Known | null, explained: (id: string) => Explained | undefined = () => undefined): Seen {
  return { known: what, explained, diagnosis: () => undefined };
}
