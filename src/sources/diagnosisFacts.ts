/** Gathers what a diagnosis needs: the socket, its group, the reader. */
import { dirname, join } from 'node:path';
import { groupsIn, userName } from './accounts.js';
import type { DiagnosisFacts } from '../model/diagnosis.js';
import { endpointOf } from './endpoint.js';
import type { EndpointWorld } from './endpoints.js';
import type { HostFs } from './hostFs.js';

export interface Reader extends EndpointWorld {
  /** The groups that this process has: `process.getgroups()`. */
  readonly groups: readonly number[];
}

const programs = ['/usr/bin/dockerd', '/usr/local/bin/dockerd', '/usr/sbin/dockerd', '/usr/bin/podman', '/snap/bin/docker'];

export function diagnosisFacts(reader: Reader, endpoint: string): DiagnosisFacts {
  const { fs, platform, uid } = reader;
  const passwd = textAt(fs, '/etc/passwd');
  const groups = groupsIn(textAt(fs, '/etc/group'));
  const socket = socketAt(fs, endpoint);
  const folder = socket === undefined ? folderAbove(fs, endpoint) : undefined;
  const place = socket ?? folder;
  const group = groups.find(({ gid }) => gid === place?.gid);
  const owner = place && userName(passwd, place.uid);
  return {
    platform, ...(socket && { socket }), ...(folder && { folder }),
    ...(owner !== undefined && { owner }),
    ...(group && { group }),
    ...(uid !== null && { reader: readerOf(reader, uid, userName(passwd, uid)) }),
    groupNames: reader.groups.map((own) => groups.find(({ gid }) => gid === own)?.name ?? String(own)),
    desktop: exists(fs, join(reader.home, '.docker', 'desktop')),
    // Where programs are on other systems is anybody's choice.
    ...(platform === 'linux' && { installed: programs.some((program) => exists(fs, program)) }),
  };
}

function readerOf({ groups }: Reader, uid: number, name: string | undefined): NonNullable<DiagnosisFacts['reader']> {
  return { uid, groups, ...(name !== undefined && { name }) };
}

function socketAt(fs: HostFs, endpoint: string): DiagnosisFacts['socket'] {
  const place = endpointOf(endpoint);
  const facts = place.scheme === 'unix' ? fs.facts(place.path) : undefined;
  return place.scheme === 'unix' && facts && !('unread' in facts) ? { ...facts, path: place.path } : undefined;
}

function folderAbove(fs: HostFs, endpoint: string): DiagnosisFacts['folder'] {
  const place = endpointOf(endpoint);
  let path = place.scheme === 'unix' ? dirname(place.path) : '';
  while (path !== '' && path !== '/') {
    const facts = fs.facts(path);
    if (!('unread' in facts)) {
      return { ...facts, path };
    }
    path = dirname(path);
  }
  return undefined;
}

function exists(fs: HostFs, path: string): boolean {
  return !('unread' in fs.facts(path));
}

function textAt(fs: HostFs, path: string): string {
  const entry = fs.readText(path);
  return typeof entry === 'string' ? entry : '';
}
