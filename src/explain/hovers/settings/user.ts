/**
 * Who a process is: uid, gid, supplementary groups.
 * https://man7.org/linux/man-pages/man7/credentials.7.html
 */
import * as l10n from '@vscode/l10n';
import { type Setting, isOn } from '../asked.js';
import { neutral, say, strengthens, weakens } from '../say.js';

const facts = ['privileges/user'];

/** A group alone leaves the user at 0. */
const isRoot = (text: string): boolean => /^(?:(?:root|0+)(?::|$)|:)/.test(text.trim());

export const user: Setting = ({ text }) => {
  const title = l10n.t('User');
  if (text === undefined) {
    return neutral(title, 'user-ids', [
      say(l10n.t('The user of the container’s processes; without it, the image’s, which is root unless its `USER` says otherwise.')),
      say(l10n.t('A uid is a number: without a [user namespace](user) it is the same one on the machine, for every file that is shared.')),
    ], facts);
  }
  return isRoot(text)
    ? weakens(title, 'user-ids', [
      say(l10n.t('uid 0. Without a [user namespace](user) that is the machine’s own root, held by [capabilities](capabilities), [seccomp](seccomp) and mounts alone: on a file that both share, it is root.')),
      say(l10n.t('It also has every capability that the engine leaves in the set.')),
    ], facts)
    : strengthens(title, 'user-ids', [
      say(l10n.t('Runs as {0}: the effective [capabilities](capabilities) are then empty, and files of root are protected by their ordinary permissions.'), text),
      say(l10n.t('A uid is a number: without a [user namespace](user) the machine’s user with that number owns the same files. A setuid program can still become root, unless `no-new-privileges` is set.')),
    ], facts);
};

export const groupAdd: Setting = ({ text }) => {
  const title = l10n.t('Additional groups');
  const numbers = say(l10n.t('The group is a number, the same on the machine unless a [user namespace](user) maps it: it opens what that group may open, in bind mounts and devices.'));
  return text !== undefined && /^(0|root|docker|wheel|sudo|disk|shadow|kvm|lxd|libvirt)$/.test(text.trim())
    ? weakens(title, 'user-ids', [numbers, say(l10n.t('{0} is a group of power: look at what belongs to it in the mounts of this container.'), text)], facts)
    : neutral(title, 'user-ids', [numbers], facts);
};

export const remapUid: Setting = (asked) => isOn(asked)
  ? neutral(l10n.t('Same uid as yours'), 'user-ids', [
    say(l10n.t('On Linux the container user’s uid and gid are changed to yours, so files in the bind-mounted workspace belong to one and the same number inside and outside.')),
    say(l10n.t('That is a matched number and no [user namespace](user): what that user may do on the machine’s files is what you may do.')),
  ], facts)
  : neutral(l10n.t('The image’s own uid'), 'user-ids', [
    say(l10n.t('The container user keeps the image’s number. In the bind-mounted workspace it acts as whoever has that number on the machine.')),
  ], facts);
