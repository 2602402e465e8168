/**
 * What an engine was asked to give a container, for kernels that cannot be looked into. Concluded, so `guessed`: the
 * engine's answer is what was asked, not what came of it.
 * https://docs.docker.com/reference/api/engine/
 */
import { answerFor, booleanAt, infoKey, inspectOf, textAt, textsAt } from './engineAnswer.js';
import { chain } from './chain.js';
import type { Container, Privileges } from './isolation.js';
import { type Reading, map, unread } from './reading.js';
import type { Snapshot } from './snapshot.js';

function guessed<T>(from: string, value: T | undefined): Reading<T> {
  return value === undefined ? unread('absent', from, 'not told by the engine') : { value, from, guessed: true };
}

function asked<T>(snapshot: Snapshot, container: Container, conclude: (answer: unknown) => T | undefined): Reading<T> {
  return chain(inspectOf(snapshot, container), (answer) => guessed('GET /containers/{id}/json', conclude(answer)));
}

/** `Config.User` as `uid`, or `uid:gid`; names are known inside only. Without remapping, inside and outside agree. */
export function askedUser(snapshot: Snapshot, container: Container): Privileges['user'] {
  return chain(map(answerFor(snapshot, container, infoKey), (info) => textsAt(info, 'SecurityOptions')), (options) =>
    asked(snapshot, container, (answer) => {
      const user = textAt(answer, 'Config', 'User');
      const [, uid, gid] = /^(?:(\d+):(\d+))?$/.exec(user ?? 'unknown') ?? [];
      const remapped = options === undefined || options.some((option) => /^name=(?:userns|rootless)/.test(option));
      if (remapped || user === undefined || (user !== '' && uid === undefined)) {
        return undefined;
      }
      return { uid: Number(uid ?? 0), gid: Number(gid ?? 0), hostUid: Number(uid ?? 0) };
    }));
}

export function askedNoNewPrivileges(snapshot: Snapshot, container: Container): Reading<boolean> {
  return asked(snapshot, container, (answer) => {
    const options = textsAt(answer, 'HostConfig', 'SecurityOpt') ?? [];
    return options.some((option) => /^no-new-privileges(?:[:=]true)?$/.test(option)) ? true : undefined;
  });
}

/** Only "off" is told for sure: without a word about it the engine's own configuration decides. */
export function askedSeccomp(snapshot: Snapshot, container: Container): Privileges['seccomp'] {
  return asked(snapshot, container, (answer) => {
    const profile = textsAt(answer, 'HostConfig', 'SecurityOpt')?.find((option) => /^seccomp[:=]/.test(option));
    const off = profile === undefined
      ? booleanAt(answer, 'HostConfig', 'Privileged') === true
      : /^seccomp[:=]unconfined$/.test(profile);
    return off ? 'disabled' : undefined;
  });
}
