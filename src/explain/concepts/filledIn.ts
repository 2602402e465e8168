/**
 * The commands of a page, about the container that was chosen: what a line leaves blank is filled in where it is known,
 * and a file of its cgroup is the one that this machine has, be it of version 1 or 2. The rest stays blank.
 */
import type { Cgroup, Isolation } from '../../model/isolation.js';
import { isRead, type Reading } from '../../model/reading.js';
import { runThere } from '../far.js';
import { concatenated } from '../reproduce.js';
import { containerWord, engineWords, quote } from '../shell.js';
import type { ConceptPage } from './page.js';

export function filledIn(page: ConceptPage, isolation: Isolation): ConceptPage {
  const blocks = page.blocks.map((block) => (block.kind === 'code' ? { ...block, text: block.text.split('\n').map((line) => filledLine(line, isolation)).join('\n') } : block));
  return { ...page, blocks };
}

/** A value comes in through a function: in a replacement text `$&` and its like would mean something. */
export function filledLine(line: string, { container, cgroup, far }: Isolation): string {
  const engine = engineWords(container);
  const image = container.image === null || container.image.startsWith('-') ? 'IMAGE' : quote(container.image);
  const pid = isRead(cgroup.path) && container.pid !== null ? String(container.pid) : 'PID';
  const ofKernel = ofGroup(line, cgroup).replace(/\bPID\b/g, () => pid);
  return (far === undefined || ofKernel === line ? ofKernel : runThere(ofKernel, far))
    .replace(/^(time )?docker (.*)$/, (whole, time: string | undefined, rest: string) => (engine === undefined ? whole
      : `${time ?? ''}${engine} ${rest.replace(/\bCONTAINER\b/, () => containerWord(container)).replace(/\bIMAGE\b/, () => image)}`));
}

const ofTheGroup = /^cat(?: \/sys\/fs\/cgroup\/GROUP\/[\w.]+)+$/;

/** The files of version 2, and the facts that are read from them or from what version 1 has in their place. */
const facts: Readonly<Record<string, (cgroup: Cgroup) => Reading<unknown>>> = {
  'memory.max': ({ memory }) => memory.ownLimit,
  'memory.events': ({ memory }) => memory.oomKills,
  'cpu.max': ({ cpu }) => cpu.ownLimit,
  'cpu.stat': ({ cpu }) => cpu.throttledPeriods,
  'pids.max': ({ pids }) => pids.ownLimit,
  'pids.current': ({ pids }) => pids.current,
  'io.stat': ({ io }) => io.readBytes,
  'io.pressure': ({ pressure }) => pressure.io,
};

function ofGroup(line: string, cgroup: Cgroup): string {
  const files = ofTheGroup.test(line) ? line.split(' ').slice(1).map((path) => facts[path.slice(path.lastIndexOf('/') + 1)]?.(cgroup)) : [];
  const read = files.flatMap((reading) => (reading !== undefined && isRead(reading) ? reading.from.split(', ') : []));
  return read.length > 0 && read.every((path) => path.startsWith('/')) ? concatenated(read) : line;
}
