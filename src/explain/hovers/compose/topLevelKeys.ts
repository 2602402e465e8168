/** Keys beside the services. https://docs.docker.com/reference/compose-file/ */
import * as l10n from '@vscode/l10n';
import type { Setting } from '../asked.js';
import { neutral, say } from '../say.js';
import { configs, label, secrets } from '../settings/environment.js';
import { externalProvider, included, management } from '../settings/images.js';
import { volumeOptions, volumeStore } from '../settings/mounts.js';
import { sharedWorkloads } from '../settings/namespaces.js';
import { networkAddress, networkDriver, networkInternal, networks } from '../settings/network.js';

const fragment: Setting = () => neutral(l10n.t('A fragment'), 'namespaces', [
  say(l10n.t('Does nothing where it stands: its keys hold in the services that bring it in with `<<` or an alias.')),
]);

export const topLevelKeys: ReadonlyMap<string, Setting> = new Map<string, Setting>([
  ['services', sharedWorkloads],
  ['services.*', sharedWorkloads],
  ['name', management],
  ['version', management],
  ['include', included],
  ['models', externalProvider],
  ['networks', networks],
  ['networks.*', () => networkDriver({})],
  ['networks.*.driver', networkDriver],
  ['networks.*.internal', networkInternal],
  ['networks.*.ipam', networkAddress],
  ['networks.*.labels', label],
  ['volumes', () => volumeStore({})],
  ['volumes.*', () => volumeStore({})],
  ['volumes.*.driver', volumeStore],
  ['volumes.*.driver_opts', volumeOptions],
  ['volumes.*.labels', label],
  ['secrets', secrets],
  ['configs', configs],
]);

export { fragment };
