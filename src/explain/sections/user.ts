/** The user of its first process, inside and as this machine counts, with the maps of the user namespace. */
import * as l10n from '@vscode/l10n';
import type { IdRange, Isolation } from '../../model/isolation.js';
import type { Fact } from '../explanation.js';
import { factOf } from '../fact.js';
import { outside } from '../kernel.js';

/** 2^32 − 1 ids from 0 on: every id is itself. */
const everyId = 4294967295;

export function userFact(isolation: Isolation): Fact {
  const { container, privileges } = isolation;
  return factOf(container, {
    id: 'user',
    label: l10n.t('user'),
    concept: 'user-ids',
    reading: privileges.user,
    value: ({ uid, gid }) => l10n.t('uid {0}, gid {1}', uid, gid),
    meaning: ({ uid, hostUid }) => userMeaning(isolation, uid, hostUid),
    inspect: '{{.Config.User}}',
    children: [mapFact(isolation, 'uid'), mapFact(isolation, 'gid')],
  });
}

function userMeaning(isolation: Isolation, uid: number, hostUid: number): string {
  if (uid === 0 && hostUid === 0) {
    return l10n.t('It is root, and root {0} too.', outside(isolation));
  }
  return uid === hostUid
    ? l10n.t('It is the same uid {0}.', outside(isolation))
    : l10n.t('uid {0} in there is uid {1} {2}.', uid, hostUid, outside(isolation));
}

function mapFact({ container, idMap }: Isolation, kind: 'uid' | 'gid'): Fact {
  return factOf(container, {
    id: `user.${kind}Map`,
    label: kind === 'uid' ? l10n.t('uid map') : l10n.t('gid map'),
    concept: 'user',
    reading: idMap[kind],
    value: (ranges) => ranges.length === 0 ? l10n.t('empty') : ranges.map(rangeWords).join(', '),
    meaning: l10n.t('Which ids in there stand for which outside.'),
  });
}

function rangeWords({ inside, outside: out, count }: IdRange): string {
  if (inside === 0 && out === 0 && count === everyId) {
    return l10n.t('every id is itself');
  }
  return count === 1
    ? l10n.t('{0} is {1}', inside, out)
    : l10n.t('{0} to {1} are {2} to {3}', inside, inside + count - 1, out, out + count - 1);
}
