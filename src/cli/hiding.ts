import { clip } from '../explain/foreignText.js';
import { hidingOption } from '../model/hiddenProcesses.js';
import type { Snapshot } from '../model/snapshot.js';

/** Why containers of other users may be missing; undefined where `/proc` shows all processes. */
export function hiding(snapshot: Snapshot): string | undefined {
  const option = hidingOption(snapshot);
  return option === undefined ? undefined : `/proc is mounted with ${clip(option, 40)}: processes of other users are not shown.`;
}
