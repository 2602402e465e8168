/** Which container a person means: exact id, exact name, the beginning of an id, or the pid of a process inside. */
import type { Container } from './isolation.js';
import { memberPids } from './processes.js';
import { ancestorsOf, processesIn } from './processFacts.js';
import type { Snapshot } from './snapshot.js';

export type Found =
  | { readonly found: Container }
  /** Names (with ids) of all that it could be. */
  | { readonly ambiguous: readonly string[] }
  | { readonly none: true };

const shortestPrefix = 4;

export function findContainer(snapshot: Snapshot, containers: readonly Container[], wanted: string): Found {
  return only(containers.filter(({ id }) => id === wanted))
    ?? only(containers.filter(({ name }) => name === wanted))
    ?? (wanted.length < shortestPrefix ? undefined : only(containers.filter(({ id }) => id.startsWith(wanted))))
    ?? byPid(snapshot, containers, wanted)
    ?? { none: true };
}

function only(matches: readonly Container[]): Found | undefined {
  const [first, ...others] = matches;
  if (first === undefined) {
    return undefined;
  }
  return others.length === 0 ? { found: first } : { ambiguous: matches.map(({ name, id }) => `${name} (${id.slice(0, 12)})`) };
}

/** The innermost container around the process: its own, else of the nearest ancestor that has one. */
function byPid(snapshot: Snapshot, containers: readonly Container[], wanted: string): Found | undefined {
  if (!/^[1-9]\d{0,9}$/.test(wanted)) {
    return undefined;
  }
  const pid = Number(wanted);
  const processes = processesIn(snapshot);
  const process = processes.get(pid);
  const line = [pid, ...(process === undefined ? [] : ancestorsOf(processes, process).map((each) => each.pid))];
  const [own, ...ancestors] = line.map((each) => containers.find((container) => container.pid === each));
  const member = containers.filter((container) => memberPids(snapshot, container).includes(pid));
  const innermost = member.find(({ id }) => !member.some(({ parent }) => parent === id));
  const found = own ?? innermost ?? ancestors.find((each) => each !== undefined);
  return found === undefined ? undefined : { found };
}
