/**
 * Kernel settings that a namespace keeps for itself.
 * https://docs.docker.com/reference/cli/docker/container/run/#sysctl
 */
import * as l10n from '@vscode/l10n';
import { type Setting, pairOf } from '../asked.js';
import { neutral, say, weakens } from '../say.js';

const inIpc = /^(kernel\.(msg|sem|shm)|fs\.mqueue\.)/;

export const sysctl: Setting = (asked) => {
  const { name } = pairOf(asked);
  const title = l10n.t('Kernel setting');
  if (name === undefined) {
    return neutral(title, 'namespaces', [
      say(l10n.t('Written to `/proc/sys` of the container before it starts. Only settings that a [namespace](namespaces) keeps for itself are allowed; the others belong to the whole machine, and the runtime refuses them.')),
    ]);
  }
  if (name.startsWith('net.')) {
    return neutral(title, 'net', [
      say(l10n.t('Kept by the container’s own [network namespace](net): the machine and other containers do not notice.')),
      say(l10n.t('With `network_mode: host` it would be the machine’s setting, so the runtime refuses it there.')),
    ], ['namespaces/net']);
  }
  if (inIpc.test(name)) {
    return neutral(title, 'ipc', [
      say(l10n.t('Kept by the container’s own [ipc namespace](ipc). Larger limits let it hold more kernel memory, which its memory limit counts.')),
    ], ['namespaces/ipc']);
  }
  if (name === 'kernel.hostname' || name === 'kernel.domainname') {
    return neutral(title, 'uts', [say(l10n.t('Kept by the container’s own [uts namespace](uts).'))], ['namespaces/uts']);
  }
  return weakens(title, 'namespaces', [
    say(l10n.t('{0} is kept by no namespace of the container: it is one for the whole machine, and the runtime refuses to set it from here.'), name),
  ]);
};
