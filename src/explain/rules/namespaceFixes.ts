/** How a container gets a namespace of its own. */
import * as l10n from '@vscode/l10n';
import type { Fix } from '../fixes.js';
import type { JudgedType } from './namespaces.js';

export function namespaceFix(type: JudgedType): Fix {
  switch (type) {
    case 'pid': return {
      words: l10n.t('Start it with a pid namespace of its own.'),
      run: l10n.t('leave out {0}', '--pid'), compose: l10n.t('remove {0}', 'pid:'),
    };
    case 'net': return {
      words: l10n.t('Start it with a network of its own and publish the ports that others need.'),
      run: '--network bridge -p 127.0.0.1:8080:80', compose: l10n.t('remove {0}, use {1}', 'network_mode:', 'ports:'),
    };
    case 'ipc': return {
      words: l10n.t('Start it with an ipc namespace of its own.'), run: '--ipc private', compose: 'ipc: private',
    };
    case 'uts': return {
      words: l10n.t('Start it with a host name of its own.'),
      run: l10n.t('leave out {0}', '--uts'), compose: l10n.t('remove {0}', 'uts:'),
    };
    case 'user': return {
      words: l10n.t('Run it in a user namespace: a rootless engine, or one with userns-remap.'),
      run: l10n.t('leave out {0}', '--userns=host'), compose: l10n.t('remove {0}', 'userns_mode: host'),
    };
    case 'cgroup': return {
      words: l10n.t('Start it with a cgroup namespace of its own.'), run: '--cgroupns private', compose: 'cgroup: private',
    };
  }
}
