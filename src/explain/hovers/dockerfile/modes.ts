/** Modes for chmod: the bits that give away rights. https://man7.org/linux/man-pages/man7/inode.7.html */
import * as l10n from '@vscode/l10n';
import type { Said } from '../hover.js';
import { neutral, say, strengthens, weakens } from '../say.js';

/** `undefined` for a mode that gives no rights away. */
export function mode(text: string): Said | undefined {
  if (/^[0-7]{3,5}$/.test(text)) {
    return ofBits(Number.parseInt(text, 8));
  }
  const clauses = text.split(',');
  if (clauses.some((clause) => /^[ugoa]*[+=][rwxXt]*s/.test(clause))) {
    return setId(clauses.some((clause) => /^(?!g[+=])[ugoa]*[+=]/.test(clause)));
  }
  if (clauses.some((clause) => /^[ugoa]*-[rwxXt]*s/.test(clause))) {
    return strengthens(l10n.t('Without set-user-ID'), 'capabilities', [
      say(l10n.t('Takes the set-ID bits away: the program then runs with the rights of who starts it. It is one way less from a user to root.')),
    ]);
  }
  return clauses.some((clause) => /^([ugo]*[oa][ugoa]*)[+=][rxX]*w/.test(clause)) ? worldWritable() : undefined;
}

function ofBits(bits: number): Said | undefined {
  if ((bits & 0o4000) !== 0) {
    return setId(true);
  }
  if ((bits & 0o2000) !== 0) {
    return setId(false);
  }
  return (bits & 0o002) !== 0 && (bits & 0o1000) === 0 ? worldWritable() : undefined;
}

function setId(user: boolean): Said {
  return user
    ? weakens(l10n.t('Set-user-ID'), 'capabilities', [
      say(l10n.t('Whoever runs the file becomes its owner: owned by root, it is a way from `USER` back to uid 0 inside, with every [capability](capabilities) of the container’s bounding set.')),
      say(l10n.t('`no-new-privileges` takes the bit’s effect away.')),
    ], ['privileges/noNewPrivileges'])
    : weakens(l10n.t('Set-group-ID'), 'user-ids', [
      say(l10n.t('Whoever runs the file gets its group’s rights. On a directory new files inherit the group, which is harmless. `no-new-privileges` takes the bit’s effect on programs away.')),
    ], ['privileges/noNewPrivileges']);
}

function worldWritable(): Said {
  return weakens(l10n.t('Writable for everybody'), 'user-ids', [
    say(l10n.t('Every user in the container may change the file: `USER` then protects nothing here. A program of root that reads or runs it can be led astray.')),
  ]);
}

export function fileCapabilities(): Said {
  return neutral(l10n.t('Capabilities of a file'), 'capabilities', [
    say(l10n.t('Who runs the file gets these [capabilities](capabilities), if the container’s bounding set has them: less than set-user-ID root, which would give them all.')),
    say(l10n.t('`no-new-privileges` takes the effect away.')),
  ], ['privileges/noNewPrivileges']);
}
