/** The shell command that shows what was read, made from where it was read. */
import type { Container } from '../model/isolation.js';
import { command, engineCommand } from './shell.js';

/** The columns of `ps` that tell namespaces, as the engine is asked for them. */
const psColumns = 'pid,pidns,mntns,netns,ipcns,utsns,userns,cgroupns,timens,args';

/**
 * `from` is a Reading's source, `format` the Go template that shows the field of `inspect`, for example
 * `{{.HostConfig.Memory}}`. Undefined where no command shows it.
 */
export function reproduce(from: string, container: Container, format = '{{json .}}'): string | undefined {
  const parts = from.split(', ');
  if (parts.length > 1 && areSources(parts)) {
    return ofSeveral(parts.filter((part) => !isHeader(part)), container, format);
  }
  return isPath(from) ? ofFile(from) : ofEndpoint(from, container, format);
}

/** The command for a value that rests on several readings: all of their files, or what shows the first. */
export function reproduceAll(sources: readonly string[], container: Container, format?: string): string | undefined {
  return reproduce(sources.every(isPath) ? sources.join(', ') : sources[0] ?? '', container, format);
}

/**
 * A path may hold ", " itself: what follows is a source of its own where it is absolute or, below a relative `/proc` or
 * `/sys`, begins as the first one does.
 */
function areSources(parts: readonly string[]): boolean {
  const [first = ''] = parts;
  const below = isAsked(first) || first.startsWith('/') || !first.includes('/') ? undefined : first.slice(0, first.indexOf('/') + 1);
  return parts.every((part) => part.startsWith('/') || isAsked(part) || (below !== undefined && part.startsWith(below)));
}

/** No file: a question to an engine, or a number that only the kernel's source has. */
function isAsked(part: string): boolean {
  return part.startsWith('GET ') || isHeader(part);
}

/** A value made of several files names them all: `…/memory.usage_in_bytes, …/memory.stat`. */
function ofSeveral(parts: readonly string[], container: Container, format: string): string | undefined {
  const files = parts.filter((part) => !isAsked(part));
  const [first = ''] = parts;
  return files.length > 1 && files.every((file) => ofFile(file).startsWith('cat '))
    ? concatenated(files)
    : reproduce(files[0] ?? first, container, format);
}

function ofEndpoint(from: string, container: Container, format: string): string | undefined {
  if (/^GET \/containers\/[^/]+\/json$/.test(from)) {
    return engineCommand(container, 'inspect', '-f', format);
  }
  if (/^GET \/containers\/[^/]+\/top/.test(from)) {
    return topCommand(container);
  }
  if (/^GET \/containers\/[^/]+\/stats$/.test(from)) {
    return engineCommand(container, 'stats', '--no-stream');
  }
  if (/^GET \/images\/[^/]+\/history$/.test(from)) {
    return historyCommand(container);
  }
  if (from === 'GET /libpod/containers/json') {
    return 'podman ps --ns';
  }
  return /^GET \/(info|version)$/.test(from) && container.engine !== null
    ? command(container.engine.kind, from.endsWith('info') ? 'info' : 'version')
    : undefined;
}

function historyCommand({ engine, image }: Container): string | undefined {
  return engine === null || image === null || image.startsWith('-') ? undefined : command(engine.kind, 'history', '--no-trunc', image);
}

/** `ps` options come after the name there: `docker top web -o pid,netns`. */
function topCommand(container: Container): string | undefined {
  const top = engineCommand(container, 'top');
  return top === undefined || container.engine?.kind === 'podman' ? top : `${top} -o ${psColumns}`;
}

function isPath(from: string): boolean {
  return from.includes('/') && !/^[A-Z]+ /.test(from) && !isHeader(from);
}

/** A number that the kernel's source fixes (`linux/nsfs.h`) is in no file of the machine. */
function isHeader(from: string): boolean {
  return /^linux\/\w+\.h$/.test(from);
}

function ofFile(from: string): string {
  const path = from.replace(/#[a-z]+$/, '');
  if (from.endsWith('#inode')) {
    return command('stat', '-c', '%i', path);
  }
  if (/\/proc\/\d+$/.test(path)) {
    return command('ls', path);
  }
  return /\/(\d+|self)\/(ns\/\w+|root|cwd|exe)$/.test(path) ? command('readlink', path) : concatenated([path]);
}

/** Files of cgroup v1 whose number says nothing without that of others beside them. */
const together: Readonly<Record<string, readonly string[]>> = {
  'cpu.cfs_quota_us': ['cpu.cfs_quota_us', 'cpu.cfs_period_us'],
  'memory.memsw.limit_in_bytes': ['memory.memsw.limit_in_bytes', 'memory.limit_in_bytes'],
  'blkio.throttle.read_bps_device': ['read_bps', 'write_bps', 'read_iops', 'write_iops'].map((kind) => `blkio.throttle.${kind}_device`),
};

export function concatenated(paths: readonly string[]): string {
  const files = paths.flatMap((path) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    return (Object.hasOwn(together, name) ? together[name] ?? [] : [name]).map((one) => path.slice(0, path.length - name.length) + one);
  });
  return command('cat', ...new Set(files));
}
