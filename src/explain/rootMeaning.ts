/** What root inside is outside, from the user namespace's map. */
import * as l10n from '@vscode/l10n';
import { outsideId } from '../model/idmap.js';
import type { Isolation } from '../model/isolation.js';
import { valueOf } from '../model/reading.js';
import { outside } from './kernel.js';

/** Undefined where neither the map nor the relation is known. */
export function rootMeaning(isolation: Isolation): string | undefined {
  const ranges = valueOf(isolation.idMap.uid);
  const { relation } = isolation.namespaces.user;
  if (ranges === undefined) {
    return relation === 'initial' ? l10n.t('Root in there is root {0}.', outside(isolation)) : undefined;
  }
  const uid = outsideId(ranges, 0);
  if (uid === undefined) {
    return l10n.t('No user {0} stands for root in there.', outside(isolation));
  }
  if (uid !== 0) {
    return l10n.t('Root in there is uid {0} {1}.', uid, outside(isolation));
  }
  return ownRoot(isolation);
}

/** uid 0 both ways: the machine's root, unless the user namespace is another one, which then has powers only over its own. */
function ownRoot(isolation: Isolation): string {
  const { relation } = isolation.namespaces.user;
  return relation === 'private' || relation === 'shared'
    ? l10n.t('Root in there has uid 0 {0} too, but its capabilities count only in its own user namespace.', outside(isolation))
    : l10n.t('Root in there is root {0}.', outside(isolation));
}
