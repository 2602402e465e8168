/** The command line run inside the machine: by root (in a cgroup namespace, too), by an ordinary user who may ask the engine, by one who may not. */
import { ordinaryUser } from './guestRoot.mjs';

export interface Question {
  readonly who: 'root' | 'ordinary' | 'stranger' | 'namespaced' | 'within';
  /** The process whose namespaces it enters first. */
  readonly entering?: number;
  readonly words: readonly string[];
}

export interface Answer extends Question {
  readonly code: number;
  readonly text: string;
  /** What came on stderr. */
  readonly said: string;
}

const ask = (who: Question['who']) => (...words: readonly string[]): Question => ({ who, words });
export const asRoot = ask('root');
export const asOrdinary = ask('ordinary');
export const asStranger = ask('stranger');
/** Root in a cgroup namespace of its own, to whom every cgroup's path begins somewhere else. */
export const asNamespaced = ask('namespaced');

/** Root in all namespaces of a container. */
export const asWithin = (pid: number, ...words: readonly string[]): Question => ({ who: 'within', words, entering: pid });

const become = {
  root: '',
  ordinary: `/usr/bin/setpriv --reuid ${ordinaryUser.uid} --regid ${ordinaryUser.uid} --init-groups`,
  stranger: '/usr/bin/setpriv --reuid 65534 --regid 65534 --clear-groups',
  namespaced: '/usr/bin/unshare --cgroup',
  within: '/usr/bin/nsenter --all --target',
};
/** They are in a cgroup like anybody who logs in. */
const people = '/sys/fs/cgroup/people';
/** Emulated processors gain nothing from optimised code that runs once. */
const node = 'node --no-opt --max-lazy /product/dist/cli.js';

/** One login for all of them; two at a time, which is how many processors there are. */
export function askInside(ssh: (script: string) => string, questions: readonly Question[]): readonly Answer[] {
  const lines = questions.map(({ who, words, entering = '' }, at) => `${become[who]} ${entering} ${node} ${words.join(' ')} > ${at}.out 2> ${at}.err; echo $? > ${at}.code`);
  const lane = (parity: number) => `(\n${lines.filter((_, at) => at % 2 === parity).join('\n')}\n) &`;
  const printed = ssh(`mkdir /tmp/answers ${people}; cd /tmp/answers; echo $$ > ${people}/cgroup.procs\n${lane(0)}\n${lane(1)}\nwait\n${questions.map((_, at) => `for part in code err out; do echo "## ${at} $part"; cat ${at}.$part; done`).join('\n')}`);
  const parts = new Map(printed.split(/^## (?=\d+ \w+$)/m).map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1)]));
  return questions.map((question, at) => ({
    ...question, code: Number(parts.get(`${at} code`)), said: parts.get(`${at} err`) ?? '', text: parts.get(`${at} out`) ?? '',
  }));
}
