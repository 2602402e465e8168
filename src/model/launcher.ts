/**
 * Which runtime started a process, told from the process that did: a containerd shim, conmon, an LXC monitor and so on.
 * Their command lines (`/proc/PID/cmdline`, words separated by NUL) are readable by everybody and name the container.
 * https://man7.org/linux/man-pages/man5/proc_pid_cmdline.5.html
 */
import type { Runtime } from './isolation.js';

export interface Launched {
  readonly runtime: Runtime;
  readonly id?: string;
  readonly name?: string;
  readonly lowLevelRuntime?: string;
  readonly configFile?: string;
}

/** The words of a command line. Some programs overwrite theirs with one text and pad it with NULs. */
export function wordsOf(cmdline: string): string[] {
  const words = cmdline.replace(/\0+$/, '').split('\0');
  return words.length === 1 && words[0] === '' ? [] : words;
}

/** What `comm` with these words launches; `undefined` for any other process. `comm` holds 15 bytes at most. */
export function launchedBy(comm: string, words: readonly string[]): Launched | undefined {
  if (comm.startsWith('containerd-shim')) {
    return byShim(words);
  }
  if (words[0]?.startsWith('[lxc monitor] ') === true) {
    return byLxcMonitor(words.join(' '));
  }
  return launchers.get(comm)?.(words);
}

const launchers = new Map<string, (words: readonly string[]) => Launched>([
  ['conmon', byConmon],
  ['systemd-nspawn', (words) => ({ runtime: 'systemd-nspawn', ...named(machineName(words)) })],
  ['bwrap', () => ({ runtime: 'bubblewrap' })],
  ['firejail', (words) => ({ runtime: 'firejail', ...named(optionOf(words, '--name')) })],
  ['unshare', () => ({ runtime: 'unshare' })],
  ['runc', (words) => byOciRuntime('runc', words)],
  ['crun', (words) => byOciRuntime('crun', words)],
]);

/**
 * `[lxc monitor] /var/lib/lxc web`: the folder of all containers, which has one for each with its configuration. LXD and
 * Incus keep theirs in a database and make the file that LXC wants elsewhere.
 */
function byLxcMonitor(words: string): Launched {
  const [, folder = '', name = ''] = /^\[lxc monitor\] (.*) (\S+)$/s.exec(words) ?? [];
  return name === '' ? { runtime: 'lxc' }
    : /\/(?:lxd|incus)(?:\/|$)/.test(folder) ? { runtime: 'lxc', name } : { runtime: 'lxc', name, configFile: `${folder.replace(/\/+$/, '')}/${name}/config` };
}

/** `containerd-shim-runc-v2 -namespace moby -id <64 hex> -address …`; Docker's own namespace is `moby`. */
function byShim(words: readonly string[]): Launched {
  const namespace = optionOf(words, '-namespace');
  const id = optionOf(words, '-id');
  const lowLevel = /containerd-shim-([a-z]+)(?:-v\d+)?$/.exec(words[0] ?? '')?.[1];
  const docker = namespace === 'moby';
  return {
    runtime: docker ? 'docker' : 'containerd',
    ...(id && { id }),
    ...(!docker && id && !/^[0-9a-f]{64}$/.test(id) && { name: id }),
    ...(lowLevel && { lowLevelRuntime: lowLevel }),
  };
}

/** `conmon -c ID -u ID -r /usr/bin/runc -b … -n NAME --exit-dir …`; CRI-O's folders have `crio` in their names. */
function byConmon(words: readonly string[]): Launched {
  const id = optionOf(words, '-c') ?? optionOf(words, '--cid');
  const runtime = optionOf(words, '-r') ?? optionOf(words, '--runtime');
  const crio = ['-b', '--exit-dir', '-p'].some((name) => `${optionOf(words, name) ?? ''}/`.includes('/crio/'));
  return {
    runtime: crio ? 'cri-o' : 'podman',
    ...(id && { id }),
    ...named(optionOf(words, '-n') ?? optionOf(words, '--name')),
    ...(runtime && { lowLevelRuntime: baseName(runtime) }),
  };
}

/** `runc run [options] ID`: the id is the last word. */
function byOciRuntime(runtime: 'runc' | 'crun', words: readonly string[]): Launched {
  const id = words.some((word) => word === 'run' || word === 'create') ? words.at(-1) : undefined;
  return { runtime, lowLevelRuntime: runtime, ...(id && { id, name: id }) };
}

/** `-M NAME`, `--machine=NAME`, else the name of the folder or image that it boots, as systemd-nspawn itself does. */
function machineName(words: readonly string[]): string | undefined {
  const folder = optionOf(words, '-D') ?? optionOf(words, '--directory') ?? optionOf(words, '-i') ?? optionOf(words, '--image');
  return optionOf(words, '-M') ?? optionOf(words, '--machine')
    ?? (folder === undefined ? undefined : baseName(folder).replace(/\.raw$/, ''));
}

/** The value of an option, written `--name value`, `--name=value`, or `-Mvalue`; `undefined` where it is not there. */
export function optionOf(words: readonly string[], name: string): string | undefined {
  const at = words.indexOf(name);
  const next = at === -1 ? undefined : words[at + 1];
  const joined = words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
  return next ?? joined ?? (name.length === 2 && name !== '-n' ? shortOption(words, name) : undefined);
}

function shortOption(words: readonly string[], name: string): string | undefined {
  return words.slice(1).find((word) => word.startsWith(name) && word.length > 2)?.slice(2);
}

function named(name: string | undefined): { readonly name?: string } {
  return name === undefined || name === '' ? {} : { name };
}

function baseName(path: string): string {
  return path.replace(/\/+$/, '').split('/').at(-1) ?? path;
}

/** One of Chromium's helpers; their command line is one text with blanks once they have renamed themselves. */
export function isChromiumHelper(cmdline: string): boolean {
  return /[\0 ]--type=(?:zygote|renderer|gpu-process|utility|nacl-loader|ppapi)(?:[\0 ]|$)/.test(cmdline);
}
