import * as l10n from '@vscode/l10n';
import { padded } from '../explain/textWidth.js';

const calls = [
  'list [--json] [--all]',
  'explain CONTAINER [--json | --markdown] [--far-proc]',
  'explain --snapshot FILE [CONTAINER] [--json | --markdown]',
  'snapshot CONTAINER [--env]',
  'matrix [--json]',
  'machine [--json]',
  'hover FILE LINE COLUMN',
];

export function help(): string {
  const options: readonly (readonly [string, string])[] = [
    ['--host URL', l10n.t('the engine to ask: unix://, npipe://, tcp:// or ssh://; may be given several times')],
    ['--context NAME', l10n.t('the engine to ask, as a Docker context; may be given several times')],
    ['--context all-contexts', l10n.t('all of them; those that do not answer are named on stderr')],
    ['--no-engine', l10n.t('ask no engine, read the kernel only')],
    ['--far-proc', l10n.t('explain: where the engine is behind ssh, read its machine’s /proc by that ssh, with a script that only reads')],
    ['--lang en|ko', l10n.t('language of the answer (en)')],
    ['--path.procfs DIR', l10n.t('a machine’s /proc, seen elsewhere')],
    ['--path.sysfs DIR', l10n.t('a machine’s /sys, seen elsewhere')],
    ['--all', l10n.t('list: stopped containers too')],
    ['--env', l10n.t('snapshot: environment values as they are, not masked')],
    ['-h, --help', l10n.t('this text')],
    ['-v, --version', l10n.t('the version')],
  ];
  const width = Math.max(...options.map(([name]) => name.length));
  return [
    l10n.t('See what really separates a container from the machine it runs on.'), '',
    ...calls.map((call) => `  isolation-lens ${call}`), '',
    l10n.t('CONTAINER is an id, a name, the first 4 or more characters of an id, or the pid of any process inside.'), '',
    ...options.map(([name, says]) => `  ${padded(name, width)}  ${says}`), '',
    l10n.t('It only looks: nothing is started, run or changed in a container.'),
    l10n.t('Exit codes: 0 answered, 1 not found or not readable, 2 wrong usage.'), '',
  ].join('\n');
}
