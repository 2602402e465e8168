/**
 * Names of users and groups, as the machine's own files have them. `/etc/passwd`: `name:password:uid:gid:…`;
 * `/etc/group`: `name:password:gid:user,user`. https://man7.org/linux/man-pages/man5/group.5.html
 */

export interface Group {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

export function groupsIn(text: string): readonly Group[] {
  return records(text).flatMap(([name = '', , gid = '', members = '']) => (
    isNumber(gid) ? { name, gid: Number(gid), members: members.split(',').filter((member) => member !== '') } : []
  ));
}

export function userName(passwd: string, uid: number): string | undefined {
  return records(passwd).find(([, , id]) => id === String(uid))?.[0];
}

function records(text: string): string[][] {
  return text.split('\n').filter((line) => line !== '').map((line) => line.split(':'));
}

function isNumber(text: string): boolean {
  return /^\d+$/.test(text);
}
