/** Where an `ssh://` endpoint leads, and the words that `ssh` is called with. https://man.openbsd.org/ssh */

export interface SshDestination {
  readonly user: string | undefined;
  readonly host: string;
  readonly port: string | undefined;
  /** The engine's socket at the far end; undefined: as the far end's command line chooses it. */
  readonly socket: string | undefined;
}

/** `ssh://[user@]host[:port][/path/of/the.sock]`, as Docker's command line has it. Throws for what it would refuse too. */
export function sshDestinationOf(url: string): SshDestination {
  const { username, password, hostname, port, pathname, search, hash } = new URL(url);
  if (password !== '') {
    throw new Error('a password in the address: keys and agents are for that');
  }
  if (search !== '' || hash !== '') {
    throw new Error('nothing may follow host and path');
  }
  const [user, host, socket] = [decodeURIComponent(username), hostname.replace(/^\[|\]$/g, ''), pathname === '/' ? '' : pathname];
  // None of them may be taken for an option, nor be expanded by a shell of the far end, or by one that a ProxyCommand starts.
  if (!/^[\w.:][\w.:%-]*$/.test(host) || !/^(?:[\w.+@\\][\w.+@\\-]*)?$/.test(user) || !/^(?:\/[\w./+@-]+)?$/.test(socket)) {
    throw new Error('a user, host or path with characters that none of them has');
  }
  return { user: orNone(user), host, port: orNone(port), socket: orNone(socket) };
}

const orNone = (text: string): string | undefined => (text === '' ? undefined : text);

/** What runs at the far end for a connection to its engine. */
export function dialStdio({ socket }: Pick<SshDestination, 'socket'>): readonly string[] {
  return ['docker', ...(socket === undefined ? [] : ['--host', `unix://${socket}`]), 'system', 'dial-stdio'];
}

/** Of the one connection that all calls share: the socket by which they go over it, and whether this call makes it. */
export interface Sharing {
  readonly socket: string;
  readonly lends: boolean;
}

/**
 * Who is trusted, by which key, and over which hops is the person's own `ssh_config`, agent and known hosts: nothing of
 * it is overruled. How connections are shared is (undefined where the platform's ssh cannot share one), in the place of a
 * ControlMaster and ControlPath that the person set. What they opened is not ended by us then, and the log-in is made
 * anew. BatchMode, since nobody could answer a question. `there`: what is run at the far end.
 */
export function sshWords(destination: SshDestination, shared: Sharing | undefined, there = dialStdio(destination), patience = 10): readonly string[] {
  const { user, host, port } = destination;
  return [
    '-o', 'BatchMode=yes', '-o', `ConnectTimeout=${patience}`, '-T',
    ...(shared === undefined ? [] : ['-o', `ControlMaster=${shared.lends ? 'yes' : 'no'}`, '-o', `ControlPath=${shared.socket}`, '-o', 'ControlPersist=no']),
    ...(user === undefined ? [] : ['-l', user]), ...(port === undefined ? [] : ['-p', port]),
    '--', host, ...there,
  ];
}
