import * as l10n from '@vscode/l10n';
import { clip } from '../explain/foreignText.js';
import { hidingOption } from '../model/hiddenProcesses.js';
import type { Snapshot } from '../model/snapshot.js';

/** Why containers of other users may be missing; undefined where `/proc` shows all processes. */
export function hiding(snapshot: Snapshot): string | undefined {
  const option = hidingOption(snapshot);
  return option === undefined ? undefined : l10n.t('/proc is mounted with {0}: processes of other users are not shown.', clip(option, 40));
}
