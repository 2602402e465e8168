/** What each instruction does to isolation; `args` is what follows it. https://docs.docker.com/reference/dockerfile/ */
import * as l10n from '@vscode/l10n';
import type { Said } from '../hover.js';
import { neutral, say, weakens } from '../say.js';
import { buildArgument } from '../settings/images.js';
import { environment, label } from '../settings/environment.js';
import { exposedPort } from '../settings/network.js';
import { mountedAt } from '../settings/mounts.js';
import { healthcheck, stopSignal, workingDirectory } from '../settings/processes.js';
import { pairsOf } from './pairs.js';
import { baseImage, userLine } from './values.js';
import type { Word } from './words.js';

export function instructionSaid(keyword: string, words: readonly Word[]): Said | undefined {
  const [first] = words;
  switch (keyword) {
    case 'FROM': return baseImage(first?.text);
    case 'RUN': return run();
    case 'CMD': case 'ENTRYPOINT': return firstProcess(keyword, first?.text);
    case 'COPY': case 'ADD': return copy(keyword);
    case 'USER': return userLine(first?.text);
    case 'WORKDIR': return workingDirectory({});
    case 'VOLUME': return volume(first?.text);
    case 'EXPOSE': return exposedPort({});
    case 'ENV': return environments(words);
    case 'ARG': return argument(first?.text);
    case 'HEALTHCHECK': return healthcheck(first === undefined ? {} : { text: first.text.toUpperCase() });
    case 'STOPSIGNAL': return stopSignal(first === undefined ? {} : { text: first.text });
    case 'LABEL': case 'MAINTAINER': return label({});
    case 'SHELL': return shell();
    case 'ONBUILD': return onBuild();
    default: return undefined;
  }
}

function run(): Said {
  return neutral(l10n.t('A container of its own'), 'container-virtualization', [
    say(l10n.t('The builder runs this in a container made for it, with its own [namespaces](namespaces) and [cgroup](cgroups) and the engine’s default [capabilities](capabilities); what changes in its root becomes a [layer](layers).')),
    say(l10n.t('It ends with the command: no process, mount or network setting of it is left in the image. It is root unless a `USER` came before.')),
    say(l10n.t('Limits and rights of the container that runs later do not hold for it.')),
  ], ['root/root.layers']);
}

function firstProcess(keyword: string, first: string | undefined): Said {
  const direct = first?.startsWith('[') === true;
  return neutral(l10n.t('The first process'), 'pid', [
    direct
      ? say(l10n.t('Exec form: the program itself becomes PID 1 of the container’s [pid namespace](pid) and gets the stop signal. When it ends, the kernel kills everything else in there.'))
      : say(l10n.t('Shell form: `/bin/sh -c` becomes PID 1 of the container’s [pid namespace](pid). Most shells pass no signal on, so the stop signal may never reach your program and it is killed after the grace period.')),
    say(l10n.t('PID 1 ignores signals that it has no handler for, and inherits orphaned processes.')),
    ...keyword === 'CMD' ? [say(l10n.t('Whoever starts the container may put another command in its place.'))] : [],
  ], ['namespaces/pid', 'processes/processes']);
}

function copy(keyword: string): Said {
  return neutral(l10n.t('Files into a layer'), 'layers', [
    say(l10n.t('A copy, not a mount: the files become a read-only [layer](layers) of the image and everybody who has the image can read them.')),
    say(l10n.t('Files of the build context belong to uid 0 whatever `USER` says, unless `--chown` names another: a process that is not root can then not change its own program.')),
    ...keyword === 'ADD' ? [say(l10n.t('`ADD` also fetches addresses and unpacks archives; only a checksum ties a fetched file to known bytes.'))] : [],
  ], ['root/root.layers']);
}

function volume(text = ''): Said {
  return neutral(l10n.t('Volume'), 'mnt', [
    say(l10n.t('Each container gets a directory of the machine here, kept by the engine, unless another mount takes its place. It stays writable with a read-only root and outlives the container.')),
    say(l10n.t('Nothing limits its size, and what is written here is in no [layer](layers).')),
  ], mountedAt(text.replace(/^\[|[",\]]/g, '')));
}

function environments(words: readonly Word[]): Said {
  const all = pairsOf(words).map(({ name, value }) => environment({ name, ...value === undefined ? {} : { text: value } }));
  return all.find(({ effect }) => effect === 'weakens') ?? all[0] ?? environment({});
}

function argument(text: string | undefined): Said {
  const [name, ...value] = text?.split('=') ?? [];
  return buildArgument({ ...name === undefined ? {} : { name }, ...value.length === 0 ? {} : { text: value.join('=') } });
}

function shell(): Said {
  return neutral(l10n.t('Shell'), 'pid', [
    say(l10n.t('The program around every shell-form `RUN`, `CMD` and `ENTRYPOINT` that follows. For the last two it becomes PID 1 of the container.')),
  ], ['processes/processes']);
}

function onBuild(): Said {
  return weakens(l10n.t('A line for another build'), 'layers', [
    say(l10n.t('Does nothing here: it runs in every build that starts `FROM` this image, with that build’s files, secrets and rights, and is not written in its Dockerfile.')),
  ]);
}
