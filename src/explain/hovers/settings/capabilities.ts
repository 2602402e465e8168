/**
 * Capabilities, one by one, and all of them at once.
 * https://man7.org/linux/man-pages/man7/capabilities.7.html
 */
import * as l10n from '@vscode/l10n';
import { capabilityMeaning, dockerDefault } from '../../capabilityMeanings.js';
import { type Setting, isOn } from '../asked.js';
import { neutral, say, strengthens, weakens } from '../say.js';
import { capabilityNames } from './capabilityNames.js';

const facts = ['privileges/capabilities'];

const nameOf = (text: string): string => {
  const upper = text.trim().toUpperCase();
  return upper.startsWith('CAP_') ? upper : `CAP_${upper}`;
};

export const capAdd: Setting = ({ text }) => {
  const title = l10n.t('Added capability');
  if (text === undefined) {
    return weakens(l10n.t('Added capabilities'), 'capabilities', [
      say(l10n.t('Root’s power is cut into [capabilities](capabilities); Docker gives a container 14 of 41. Each one added here is one more thing it may do, to the machine too, where nothing namespaced stands between.')),
    ], facts);
  }
  const name = nameOf(text);
  if (name === 'CAP_ALL') {
    return weakens(l10n.t('All capabilities'), 'capabilities', [
      say(l10n.t('Every [capability](capabilities) the engine itself has, `CAP_SYS_ADMIN` and `CAP_SYS_MODULE` among them. Without a user namespace this is root of the machine, held back by [seccomp](seccomp) and mounts alone.')),
    ], facts);
  }
  if (!capabilityNames.has(name)) {
    return unknown(text);
  }
  return dockerDefault.includes(name)
    ? neutral(title, 'capabilities', [
      say(capabilityMeaning(name)),
      say(l10n.t('Docker gives it by default, so this line adds something only where all were dropped (Podman’s default set is smaller).')),
    ], facts)
    : weakens(title, 'capabilities', [
      say(capabilityMeaning(name)),
      say(l10n.t('Not in the engine’s default set. Without a [user namespace](user) it counts against the machine’s own resources. The engine’s [seccomp](seccomp) profile opens the calls that belong to it.')),
    ], facts);
};

export const capDrop: Setting = ({ text }) => {
  if (text === undefined) {
    return strengthens(l10n.t('Dropped capabilities'), 'capabilities', [
      say(l10n.t('Taken out of the bounding set: no process of the container can have them again, not by a setuid program either. `ALL` first and a few added back is the narrowest.')),
    ], facts);
  }
  const name = nameOf(text);
  if (name === 'CAP_ALL') {
    return strengthens(l10n.t('No capabilities'), 'capabilities', [
      say(l10n.t('Root inside then owns files and nothing else: it cannot change owners, ignore permissions, switch users or open raw sockets, unless `cap_add` gives that back.')),
    ], facts);
  }
  if (!capabilityNames.has(name)) {
    return unknown(text);
  }
  return dockerDefault.includes(name)
    ? strengthens(l10n.t('Dropped capability'), 'capabilities', [
      say(capabilityMeaning(name)),
      say(l10n.t('Taken out of the bounding set: no process in here can have it again, not by a setuid program either.')),
    ], facts)
    : neutral(l10n.t('Dropped capability'), 'capabilities', [
      say(capabilityMeaning(name)),
      say(l10n.t('The engine does not give it by default, so there was nothing to drop, unless the container is privileged or adds `ALL`.')),
    ], facts);
};

function unknown(text: string) {
  return neutral(l10n.t('Capability'), 'capabilities', [
    say(l10n.t('{0} is not among the 41 [capabilities](capabilities) that the kernel has had since 5.9; the engine refuses an unknown name.'), text),
  ], facts);
}

export const privileged: Setting = (asked) => isOn(asked)
  ? weakens(l10n.t('Privileged'), 'capabilities', [
    say(l10n.t('All [capabilities](capabilities), all devices of the machine, no [seccomp](seccomp) filter, no AppArmor or SELinux confinement, `/sys` writable and nothing in `/proc` masked.')),
    say(l10n.t('Namespaces and limits stay, but root in here can undo them: mounting the machine’s disk is one command.')),
    say(l10n.t('One capability or one device is nearly always enough.')),
  ], ['privileges/privileged', ...facts])
  : neutral(l10n.t('Not privileged'), 'capabilities', [
    say(l10n.t('The default: a small set of [capabilities](capabilities), a [seccomp](seccomp) filter, a few harmless devices, and parts of `/proc` and `/sys` masked.')),
  ], ['privileges/privileged', ...facts]);
