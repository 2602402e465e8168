/**
 * `/proc/PID/mountinfo`: the mounts that a process sees below its root, one a line. The kernel's format:
 *
 *     36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue
 *     (1)(2)(3)   (4)   (5)      (6)      (7)   (8) (9)   (10)         (11)
 *
 * https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html
 */

export interface MountLine {
  /** Unique in the whole system, not only in a mount namespace. */
  readonly id: number;
  readonly parent: number;
  /** `major:minor` of the file system. */
  readonly device: string;
  readonly root: string;
  readonly target: string;
  readonly options: readonly string[];
  readonly optional: readonly string[];
  readonly fsType: string;
  readonly source: string;
  readonly superOptions: readonly string[];
}

/** The kernel writes space, tab, newline, backslash (and in options `,` and `=`) as `\040`: three octal digits. */
export function decodeOctal(text: string): string {
  return text.includes('\\')
    ? text.replace(/\\([0-3][0-7]{2})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 8)))
    : text;
}

/** Throws where a line is none of mountinfo's: a mount left out would be a wrong picture. */
export function parseMountinfo(text: string): readonly MountLine[] {
  return text.split('\n').filter((line) => line !== '').map(parseLine);
}

function parseLine(line: string): MountLine {
  const fields = line.split(' ');
  // A source may be empty, so the fields after the separator are counted and blanks are not merged.
  const separator = fields.indexOf('-', 6);
  const [id, parent, device, root, target, options] = fields;
  const [fsType, source, superOptions] = separator === -1 ? [] : fields.slice(separator + 1);
  if (device === undefined || root === undefined || target === undefined || options === undefined
    || fsType === undefined || source === undefined || superOptions === undefined) {
    throw new Error(`no line of mountinfo: ${line.slice(0, 120)}`);
  }
  return {
    id: mountId(id, line), parent: mountId(parent, line), device,
    root: decodeOctal(root), target: decodeOctal(target), options: decodedList(options),
    optional: fields.slice(6, separator),
    fsType: decodeOctal(fsType), source: decodeOctal(source), superOptions: decodedList(superOptions),
  };
}

function mountId(field: string | undefined, line: string): number {
  if (field === undefined || !/^\d+$/.test(field)) {
    throw new Error(`no mount id in: ${line.slice(0, 120)}`);
  }
  return Number(field);
}

/** A comma inside a value is written `\054`, so the list is cut first and decoded after. */
function decodedList(options: string): readonly string[] {
  return options.split(',').map(decodeOctal);
}

/** The mounts that no other one hides: neither mounted over nor below one that is. */
export function visibleMounts(lines: readonly MountLine[]): readonly MountLine[] {
  const byId = new Map(lines.map((line) => [line.id, line]));
  const over = new Set(lines.filter((line) => line.parent !== line.id).map((line) => `${line.parent} ${line.target}`));
  const known = new Map<number, boolean>();
  const buried = (line: MountLine): boolean => {
    const answer = known.get(line.id);
    if (answer !== undefined) {
      return answer;
    }
    known.set(line.id, false); // ends a circle that no kernel writes
    const parent = byId.get(line.parent);
    // The one that hides its parent lies open, as long as nothing further down is hidden.
    const result = parent !== undefined && (buried(parent) || (parent.target !== line.target && over.has(key(parent))));
    known.set(line.id, result);
    return result;
  };
  const key = (line: MountLine) => `${line.id} ${line.target}`;
  return lines.filter((line) => !over.has(key(line)) && !buried(line));
}

/** The mount at exactly this path, the uppermost where several are stacked. */
export function mountAt(lines: readonly MountLine[], target: string): MountLine | undefined {
  const stacked = lines.filter((line) => line.target === target);
  const under = new Set(stacked.filter(({ id, parent }) => id !== parent).map(({ parent }) => parent));
  return stacked.findLast(({ id }) => !under.has(id)) ?? stacked.at(-1);
}

/** The mount that a path lies in. */
export function mountOver(lines: readonly MountLine[], path: string): MountLine | undefined {
  const over = lines.filter((line) => isBelow(path, line.target));
  const [deepest] = over.toSorted((one, other) => other.target.length - one.target.length);
  return deepest && mountAt(over, deepest.target);
}

export function isBelow(path: string, directory: string): boolean {
  return directory === '/' ? path.startsWith('/') : path === directory || path.startsWith(`${directory}/`);
}

export function joinPath(directory: string, rest: string): string {
  return rest === '/' || rest === '' ? directory : `${directory === '/' ? '' : directory}${rest}`;
}
