/** `RUN --mount=…`: what one build step sees beside its layers. */
import * as l10n from '@vscode/l10n';
import type { Said } from '../hover.js';
import { neutral, say, strengthens } from '../say.js';
import { fieldsOf } from '../settings/mountSpec.js';

export function buildMount(value: string): Said {
  const fields = fieldsOf(value);
  switch (fields.get('type') ?? 'bind') {
    case 'secret': return strengthens(l10n.t('A secret for one command'), 'layers', [
      say(l10n.t('A file in memory that only this command sees: it is in no [layer](layers) and not in the image’s history.')),
      say(l10n.t('With `env` it becomes a variable instead, which every process of the command inherits.')),
    ]);
    case 'ssh': return strengthens(l10n.t('Your SSH agent for one command'), 'layers', [
      say(l10n.t('The agent’s socket, not the keys: the command can sign with them while it runs, and nothing of them stays in the image.')),
      say(l10n.t('A hostile install script could use that moment too.')),
    ]);
    case 'cache': return neutral(l10n.t('A cache between builds'), 'layers', [
      say(l10n.t('A directory that the builder keeps: in no [layer](layers), but shared with later builds that name the same `id`. What one build puts there, another may run.')),
    ]);
    case 'tmpfs': return neutral(l10n.t('Memory for one command'), 'mnt', [say(l10n.t('A `tmpfs` that is gone when the command ends: what is written there is in no [layer](layers).'))]);
    case 'bind': return neutral(l10n.t('Files for one command'), 'mnt', [
      say(l10n.t('Files of the build context or of another stage, seen by this command only and in no [layer](layers). Read-only by default; with `rw` what it writes is thrown away.')),
      say(l10n.t('It is no bind mount of the machine: paths outside of the context are out of reach.')),
    ]);
    default: return neutral(l10n.t('Mount for one command'), 'mnt', [say(l10n.t('Seen by this command only and in no [layer](layers).'))]);
  }
}

/** One option of the mount; `undefined` where the mount itself says it all. */
export function mountOption(name: string, value: string): Said | undefined {
  switch (name) {
    case 'sharing': return neutral(l10n.t('Sharing of the cache'), 'layers', [
      value === 'private' ? say(l10n.t('Builds at the same time each get a cache of their own.')) : say(l10n.t('`shared`: builds write at the same time; `locked`: one waits for the other; `private`: each has its own.')),
    ]);
    case 'from': return neutral(l10n.t('Files of another stage or image'), 'layers', [say(l10n.t('Seen read-only by this command; nothing of that image gets into the [layer](layers) unless it is copied.'))]);
    case 'uid': case 'gid': case 'mode': return neutral(l10n.t('Who may read it'), 'user-ids', [
      say(l10n.t('Owner and permissions of what is mounted, by number, inside this command’s container. A secret is 0400 and of uid 0 by default.')),
    ]);
    case 'rw': case 'readwrite': return neutral(l10n.t('Writable for one command'), 'layers', [say(l10n.t('What the command writes there is thrown away, except in a cache.'))]);
    case 'env': return neutral(l10n.t('A secret as variable'), 'pid', [say(l10n.t('Every process of the command inherits it and can print it; a file is read by who needs it. It is in no [layer](layers) either way.'))]);
    default: return undefined;
  }
}
