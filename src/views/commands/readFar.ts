/** Isolation Lens: Read the Kernel's Facts over ssh…: of a container whose kernel is that of an engine's machine. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { FarLook, Known, Lens } from '../../lens.js';
import { findContainer } from '../../model/findContainer.js';
import type { Container } from '../../model/isolation.js';
import { isElsewhere } from '../../model/proof.js';
import type { PanelState } from '../../protocol.js';
import { oneLine } from '../plainText.js';
import { containerArgument, engineArgument } from './argument.js';
import type { FarConsent } from './farConsent.js';
import { pickAmong } from './pickContainer.js';
import { Problem } from './problem.js';

/** Shows the container's page with what is read there; rejects with why it could not be. */
export type OpenFar = (subject: PanelState, far: FarLook) => Promise<void>;

export async function readFar(lens: Lens, consent: FarConsent, open: OpenFar, argument: unknown): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    throw new Problem(l10n.t('Nothing is run on another machine from a workspace that is not trusted.'));
  }
  const looking = lens.list();
  const container = await wanted(looking, argument);
  if (container === undefined) {
    return;
  }
  const known = await looking;
  const endpoint = container.engine?.endpoint ?? '';
  const plan = isElsewhere(known.snapshot, container) ? await lens.farPlan(endpoint) : undefined;
  if (plan === undefined) {
    throw new Problem(whyNot(known, container));
  }
  if (await consent.agrees(container.name, plan)) {
    await untilGivenUp((signal) => open({ id: container.id, name: container.name }, { endpoint, signal }));
  }
}

/** With a notification that lets the reader give it up; a log-in may take long, and so may a busy machine. */
async function untilGivenUp(reading: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const giving = new AbortController();
  const progress = { location: vscode.ProgressLocation.Notification, title: l10n.t('Reading over ssh'), cancellable: true };
  await vscode.window.withProgress(progress, async (_progress, token) => {
    token.onCancellationRequested(() => giving.abort());
    await reading(giving.signal).catch((error: unknown) => {
      if (!giving.signal.aborted) {
        throw error;
      }
    });
  });
}

async function wanted(looking: Promise<Known>, argument: unknown): Promise<Container | undefined> {
  const endpoint = engineArgument(argument);
  const name = endpoint === undefined ? containerArgument(argument) : undefined;
  if (typeof name !== 'string') {
    return picked(looking, endpoint);
  }
  const { snapshot, containers } = await looking;
  const found = findContainer(snapshot, containers, name);
  if ('found' in found) {
    return found.found;
  }
  throw new Problem(l10n.t('“{0}” is no running container here, or more than one.', oneLine(name, 80)));
}

async function picked(looking: Promise<Known>, endpoint: string | undefined): Promise<Container | undefined> {
  const those = looking.then((known) => elsewhere(known, endpoint));
  const subject = await pickAmong(those);
  return (await those).find(({ id }) => id === subject?.id);
}

/** Throws where there is none. */
function elsewhere(known: Known, endpoint: string | undefined): readonly Container[] {
  const those = known.containers.filter((one) => isOverSsh(one) && isElsewhere(known.snapshot, one) && (endpoint ?? one.engine?.endpoint) === one.engine?.endpoint);
  if (those.length === 0) {
    throw new Problem(l10n.t('No container was found that runs on the machine of an engine behind ssh.'));
  }
  return those;
}

function isOverSsh({ engine }: Container): boolean {
  return engine?.endpoint.startsWith('ssh://') === true;
}

function whyNot(known: Known, container: Container): string {
  const name = oneLine(container.name, 60);
  return isElsewhere(known.snapshot, container)
    ? l10n.t('The engine of {0} is not behind ssh. To read its kernel a container would have to be started there, and nothing is ever changed. Reach the same engine by an ssh:// address or context.', name)
    : l10n.t('{0} does not run on another machine’s kernel, so there is nothing to read there.', name);
}
