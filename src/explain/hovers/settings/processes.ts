/**
 * The first process and its life.
 * https://man7.org/linux/man-pages/man7/pid_namespaces.7.html
 */
import * as l10n from '@vscode/l10n';
import { type Setting, isOn } from '../asked.js';
import { neutral, say } from '../say.js';

const facts = ['namespaces/pid'];

export const init: Setting = (asked) => isOn(asked)
  ? neutral(l10n.t('A small init as PID 1'), 'pid', [
    say(l10n.t('The engine’s `tini` becomes PID 1 of the [pid namespace](pid): it passes signals on and reaps orphans, which otherwise stay as zombies and count toward the [process limit](pids).')),
    say(l10n.t('No boundary changes.')),
  ], facts)
  : neutral(l10n.t('No init'), 'pid', [
    say(l10n.t('Your program itself is PID 1 of the [pid namespace](pid): signals without a handler do nothing to it, and orphans are its to reap.')),
  ], facts);

export const command: Setting = ({ text }) => neutral(l10n.t('The first process'), 'pid', [
  say(l10n.t('PID 1 of the container’s [pid namespace](pid): when it ends, the kernel kills everything else in there.')),
  text !== undefined && !text.trim().startsWith('[')
    ? say(l10n.t('Signals without a handler do nothing to PID 1, so a program that does not expect `SIGTERM` is killed only after the grace period.'))
    : say(l10n.t('From inside the kernel ignores signals that it has no handler for; from outside `SIGKILL` always works.')),
], facts);

export const stopSignal: Setting = ({ text }) => neutral(l10n.t('Stop signal'), 'pid', [
  say(l10n.t('Sent to PID 1 of the [pid namespace](pid), which ignores every signal that it has no handler for, as an init must.')),
  text !== undefined && /^(SIG)?(KILL|STOP)$|^(9|19)$/i.test(text.trim())
    ? say(l10n.t('This one cannot be caught: sent from outside the namespace it works always, and leaves no time to clean up.'))
    : say(l10n.t('After the grace period the engine sends `SIGKILL`, which from outside the namespace always works.')),
], facts);

export const stopGrace: Setting = () => neutral(l10n.t('Grace period'), 'pid', [
  say(l10n.t('How long the engine waits between the stop signal and `SIGKILL`. No boundary depends on it.')),
], facts);

export const restart: Setting = () => neutral(l10n.t('Restart'), 'namespaces', [
  say(l10n.t('Each start makes new [namespaces](namespaces) and a new [cgroup](cgroups), with the same writable layer: what an intruder wrote there is still there, and OOM counts begin at 0.')),
]);

export const healthcheck: Setting = ({ text }) => text === 'NONE' || text === 'true'
  ? neutral(l10n.t('No health check'), 'namespaces', [say(l10n.t('No process enters the container from time to time.'))], ['processes/processes'])
  : neutral(l10n.t('Health check'), 'namespaces', [
    say(l10n.t('At each interval the engine starts one more process in the container’s [namespaces](namespaces), as `docker exec` does, with its user, capabilities and filter.')),
    say(l10n.t('It is a member of the container’s [cgroup](cgroups): its memory, CPU time and number count toward the limits.')),
  ], ['processes/processes']);

export const execHook: Setting = () => neutral(l10n.t('Command in the running container'), 'namespaces', [
  say(l10n.t('One more process in the container’s [namespaces](namespaces) and [cgroup](cgroups), started by the engine as `docker exec` does. `user` and `privileged` hold for this process alone.')),
], ['processes/processes']);

export const workingDirectory: Setting = () => neutral(l10n.t('Working directory'), 'mnt', [
  say(l10n.t('Where the first process starts, inside the container’s own root. It limits nothing: every path from `/` on stays in reach.')),
]);

export const terminal: Setting = () => neutral(l10n.t('Terminal and input'), 'namespaces', [
  say(l10n.t('A terminal of the container’s own (`devpts`), or its standard input kept open. No wall changes.')),
]);

export const detached: Setting = () => neutral(l10n.t('Life of the container'), 'layers', [
  say(l10n.t('Whether the container is removed when it ends, with its writable [layer](layers) and anonymous volumes, or runs in the background. No wall changes.')),
]);

export const processorOfLogs: Setting = () => neutral(l10n.t('Logs'), 'docker', [
  say(l10n.t('What the processes write to standard output leaves the container through the engine. With `json-file` and no `max-size` it can fill the machine’s disk: no [cgroup](cgroups) counts it.')),
]);
