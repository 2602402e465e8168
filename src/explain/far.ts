/** A kernel that is another machine's: what is said about reading it, and how what was read there is marked as that machine's. */
import * as l10n from '@vscode/l10n';
import type { Isolation } from '../model/isolation.js';
import type { Explanation, Fact, FarNote } from './explanation.js';
import { clip } from './foreignText.js';
import { isRunning, kernelOf } from './kernel.js';
import { command as words } from './shell.js';

type Far = NonNullable<Isolation['far']>;

/** Undefined where the kernel is this machine's, or where there is nothing to read: stopped, or with a kernel of its own. */
export function farNoteOf(isolation: Isolation): FarNote | undefined {
  const { container: { engine }, far } = isolation;
  if (engine === null || !isRunning(isolation) || kernelOf(isolation) !== 'remote') {
    return undefined;
  }
  if (far !== undefined) {
    return {
      says: l10n.t('What the kernel says was read over ssh on the engine’s machine. Its paths, pids and numbers are those of that machine, as they were then.'),
      mayRead: true, readAt: Date.parse(far.readAt),
    };
  }
  return engine.endpoint.startsWith('ssh://')
    ? { says: l10n.t('Its kernel is another machine’s. What only that kernel knows is not read unasked; it can be read over your own ssh.'), mayRead: true }
    : { says: noWay(engine.endpoint), mayRead: false };
}

function noWay(endpoint: string): string {
  return l10n.t('Its kernel is another machine’s. To read it by way of {0}, a container would have to be started there, and Isolation Lens never changes what it looks at. Reach the same engine by an ssh:// address or context, and it can be read over ssh.', clip(endpoint, 200));
}

/** Sources and commands of a kernel that was read over ssh, with the machine before them: `ssh://me@there/proc/5873/status`. */
export function asFarMachines(explanation: Explanation, { far }: Isolation): Explanation {
  if (far === undefined) {
    return explanation;
  }
  const machine = machineOf(far);
  const fact = (one: Fact): Fact => ({
    ...one, source: named(one.source, machine),
    ...(one.command !== undefined && { command: runThere(one.command, far) }),
    ...(one.children && { children: one.children.map(fact) }),
  });
  return {
    ...explanation,
    findings: explanation.findings.map((finding) => ({ ...finding, evidence: finding.evidence.map((source) => named(source, machine)) })),
    sections: explanation.sections.map((section) => ({ ...section, facts: section.facts.map(fact) })),
  };
}

/** Questions to the engine and numbers of a header are no files of that machine. */
function named(sources: string, machine: string): string {
  return sources.replace(/(^|, )(?=\/)/g, (start) => `${start}${machine}`);
}

/** The engine's own program leads there by itself. */
export function runThere(command: string, far: Far): string {
  return /^(?:docker|podman) /.test(command) ? command : words('ssh', machineOf(far), command);
}

/** Whoever is logged in as, and at which port; the socket of the engine that may follow is none of the kernel's. */
function machineOf({ endpoint }: Far): string {
  return /^ssh:\/\/[^/]+/.exec(endpoint)?.[0] ?? '';
}
