/** One look at a container's cgroup files (v1 and hybrid), by `cat`; two of them bracket what the product reads in between. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { output } from './commands.js';
import { cat, catIfThere, cgroupPaths, keyedLines } from './files.js';
import { listAt, textAt } from './json.js';

/** Where hierarchies are mounted: `findmnt`. The unified one under ''. */
export function hierarchies(): Map<string, string> {
  const found = JSON.parse(output('findmnt', ['-J', '-l', '-t', 'cgroup,cgroup2', '-o', 'TARGET,FSTYPE,FS-OPTIONS'])) as unknown;
  const mounts = new Map<string, string>();
  for (const row of listAt(found, 'filesystems')) {
    const names = textAt(row, 'fstype') === 'cgroup2' ? [''] : textAt(row, 'fs-options').split(',');
    for (const name of names) {
      mounts.set(name, textAt(row, 'target'));
    }
  }
  return mounts;
}

/** The text of a limit: numbers near 2^63, `max` and `-1` are no limit. */
function limitIn(text: string): number {
  const word = text.trim();
  return word === 'max' || word === '-1' || BigInt(word) > 2n ** 62n ? Infinity : Number(word);
}

/** Counted in JSON as the product prints it. */
export function printedLimit(limit: number): number | 'unlimited' {
  return limit === Infinity ? 'unlimited' : limit;
}

export interface Limited {
  /** Infinity where nothing limits. */
  readonly limit: number;
  readonly own: number;
  /** The directory whose file decided: the nearest of the tightest. */
  readonly decidedBy: string;
}

export class CgroupLook {
  readonly paths: ReadonlyMap<string, string>;

  constructor(pid: number, private readonly mounts: ReadonlyMap<string, string>) {
    this.paths = cgroupPaths(pid);
  }

  has(controller: string): boolean {
    return this.mounts.has(controller) && (this.paths.get(controller) ?? '/') !== '/';
  }

  directory(controller: string): string {
    return join(this.mounts.get(controller) ?? '/nowhere', this.paths.get(controller) ?? '/');
  }

  file(controller: string, name: string): string {
    return `${this.directory(controller)}/${name}`;
  }

  exists(controller: string, name: string): boolean {
    return existsSync(this.file(controller, name));
  }

  text(controller: string, name: string): string {
    return cat(this.file(controller, name));
  }

  number(controller: string, name: string): number {
    return Number(this.text(controller, name));
  }

  keyed(controller: string, name: string, key: string): number | undefined {
    return keyedLines(this.text(controller, name)).get(key);
  }

  /** The tightest of all levels up to the hierarchy's root. */
  limited(controller: string, limitAt: (directory: string) => number | undefined): Limited {
    const top = this.mounts.get(controller) ?? '/nowhere';
    const own = this.directory(controller);
    let [decidedBy, limit] = [own, limitAt(own) ?? Infinity];
    for (let directory = own; directory !== top && directory.startsWith(top); ) {
      directory = dirname(directory);
      const here = limitAt(directory) ?? Infinity;
      if (here < limit) {
        [decidedBy, limit] = [directory, here];
      }
    }
    return { limit, own: limitAt(own) ?? Infinity, decidedBy };
  }

  fileLimit(controller: string, name: string): Limited {
    return this.limited(controller, (directory) => {
      const text = catIfThere(`${directory}/${name}`);
      return text === undefined ? undefined : limitIn(text);
    });
  }

  cores(): Limited {
    return this.limited('cpu', (directory) => {
      const quota = catIfThere(`${directory}/cpu.cfs_quota_us`);
      return quota === undefined || quota.trim() === '-1' ? undefined : Number(quota) / Number(cat(`${directory}/cpu.cfs_period_us`));
    });
  }

  /** Throttling is counted where the quota is: at the level that decides. */
  throttling(): string {
    return `${this.cores().decidedBy}/cpu.stat`;
  }

  reservation(): number {
    return limitIn(this.text('memory', 'memory.soft_limit_in_bytes'));
  }

  /** The sum of one operation over all devices, from the first file that exists; `undefined` where none does. */
  serviced(operation: string): { readonly file: string; readonly bytes: number } | undefined {
    const name = ['throttle.io_service_bytes_recursive', 'throttle.io_service_bytes', 'bfq.io_service_bytes_recursive', 'bfq.io_service_bytes']
      .map((each) => `blkio.${each}`).find((each) => this.exists('blkio', each));
    return name === undefined ? undefined : {
      file: this.file('blkio', name),
      bytes: [...this.text('blkio', name).matchAll(new RegExp(`^\\d+:\\d+ ${operation} (\\d+)$`, 'gm'))].reduce((sum, match) => sum + Number(match[1]), 0),
    };
  }

  /** `254:0 rbps=1048576 wiops=100`, a device a line. */
  throttles(): string[] {
    const files = { rbps: 'read_bps_device', wbps: 'write_bps_device', riops: 'read_iops_device', wiops: 'write_iops_device' };
    const devices = new Map<string, string>();
    for (const [key, file] of Object.entries(files)) {
      for (const line of this.text('blkio', `blkio.throttle.${file}`).split('\n').filter(Boolean)) {
        const [device = '', limit = ''] = line.split(' ');
        devices.set(device, `${devices.get(device) ?? device} ${key}=${limit}`);
      }
    }
    return [...devices.values()];
  }

  /** `some avg10=0.00 avg60=0.00 avg300=0.00 total=0`, as the product prints it. */
  pressure(resource: string): Readonly<Record<string, Readonly<Record<string, number>> | null>> {
    const lines = new Map(this.text('', `${resource}.pressure`).trimEnd().split('\n').map((line) => {
      const [kind = '', ...pairs] = line.split(' ');
      const values = Object.fromEntries(pairs.map((pair) => pair.split('=')).map(([key = '', value = '']) =>
        (key === 'total' ? ['totalSeconds', Number(value) / 1e6] : [key, Number(value)]))) as Record<string, number>;
      return [kind, values];
    }));
    return { some: lines.get('some') ?? null, full: lines.get('full') ?? null };
  }
}
