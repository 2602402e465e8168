/** A recorded machine written back to a disk, as `--path.procfs` and `--path.sysfs` see it; the recorded reader is process 1. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Snapshot } from '../../../src/model/snapshot.js';

export function temporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'isolation-lens-cli-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export function writeMachine(folder: string, { files }: Snapshot): void {
  for (const [path, entry] of Object.entries(files)) {
    if (path.includes('#') || path.startsWith("/proc/1/")) {
      continue;
    }
    const at = join(folder, path.replace(/^\/proc\/self(?=\/)/, '/proc/1'));
    mkdirSync(dirname(at), { recursive: true });
    if (typeof entry === 'string') {
      writeFileSync(at, entry);
    } else if ('link' in entry) {
      symlinkSync(entry.link, at);
    }
  }
}
