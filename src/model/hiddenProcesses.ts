/**
 * Whether `/proc` hides the processes of others from the reader (mount option hidepid): then a process that is not there
 * may be there all the same. https://docs.kernel.org/filesystems/proc.html#mount-options
 */
import { parseCapabilities } from './capabilities.js';
import { mountAt } from './mountinfo.js';
import { machineMounts, readerDir } from './mountsOf.js';
import { valueOf } from './reading.js';
import { type Snapshot, textOf } from './snapshot.js';
import { statusReading } from './status.js';

/** The option as it is mounted: `hidepid=invisible`; `undefined` where nothing is hidden from this reader. */
export function hidingOption(snapshot: Snapshot): string | undefined {
  const { proc } = snapshot.roots;
  const mount = mountAt(valueOf(machineMounts(snapshot)) ?? [], snapshot.reader === 'self' ? proc : '/proc');
  const option = mount?.superOptions.find((each) => /^hidepid=(?!0$|off$)/.test(each));
  return option === undefined || mayTrace(snapshot) ? undefined : option;
}

/** Who may look into every process sees them all. */
function mayTrace(snapshot: Snapshot): boolean {
  const status = textOf(snapshot, `${readerDir(snapshot)}/status`);
  return valueOf(statusReading(status, 'CapEff', parseCapabilities))?.includes('CAP_SYS_PTRACE') === true;
}
