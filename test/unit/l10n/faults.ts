/** What can be wrong with a translation without knowing the language: a part of the text that is lost, added or changed. */

/** Names that are the same in Korean; a translation of nothing else needs no Hangul. */
const names = new Set([
  'Docker', 'LXC', 'CPU', 'I/O', 'Id', 'id', 'uid', 'gid', 'cgroup', 'v1', 'v2', 'pids', 'chroot', 'pivot_root', 'seccomp', 'strict', 'filter',
  'tmpfs', 'some', 'full', 'set-user-ID', 'set-group-ID', 'private', 'Isolation', 'Lens',
]);

export function faultsOf(text: string, translation: string): string[] {
  const faults: [string, boolean][] = [
    ['is empty', translation.trim() === ''],
    ['begins or ends with a space', translation !== translation.trim() && text === text.trim()],
    ['has other placeholders', differ(new Set(text.match(placeholder)), new Set(translation.match(placeholder)))],
    ['has other code', differ(text.match(code), translation.match(code))],
    ['has other links', differ(text.match(target), translation.match(target))],
    ['has no Hangul', !/\p{Script=Hangul}/u.test(translation) && !isName(translation)],
    ['has a particle that fits some words only', particle.test(translation)],
    ['calls a directory 폴더', translation.includes('폴더')],
  ];
  return faults.flatMap(([fault, found]) => (found ? [fault] : []));
}

const placeholder = /\{\w+\}/g;
const code = /`[^`]*`/g;
/** `](concept)` of a link in a hover, `](command:…)` in a welcome view. */
const target = /\]\([^)]*\)/g;
/** `{0}은` is wrong after a vowel, `{0}는` after a consonant: `{0}은(는)` is never wrong. */
const particle = /\{\w+\}[”`]?(은|는|이|가|을|를|과|와|로|으로)(?![(가-힣])/;

/** In any order, for the order of words differs; a part that stands twice must stand twice. */
function differ(one: Iterable<string> | null, other: Iterable<string> | null): boolean {
  const [here, there] = [one, other].map((parts) => [...parts ?? []].sort().join('\n'));
  return here !== there;
}

function isName(translation: string): boolean {
  return translation.replace(placeholder, ' ').split(/[\s:.,~→·%]+/).every((word) => word === '' || names.has(word));
}
