/** The places where an engine listens, as Docker's command line writes them. */

export type Endpoint =
  | { readonly scheme: 'unix' | 'npipe'; readonly path: string }
  | { readonly scheme: 'tcp'; readonly host: string; readonly port: number; readonly tls: boolean }
  | { readonly scheme: 'ssh'; readonly url: string }
  | { readonly scheme: 'unknown'; readonly text: string };

const plainPort = 2375;
const tlsPort = 2376;

/** `unix:///var/run/docker.sock`, `npipe:////./pipe/docker_engine`, `tcp://host:2376`, `ssh://user@host`; a bare path is a socket's. */
export function endpointOf(text: string): Endpoint {
  if (text.startsWith('/')) {
    return { scheme: 'unix', path: text };
  }
  const [, scheme = 'tcp', rest = ''] = /^(?:([a-z]+):\/\/)?(.*)$/s.exec(text) ?? [];
  switch (scheme) {
    case 'unix': return rest.startsWith('/') ? { scheme, path: rest } : { scheme: 'unknown', text };
    case 'npipe': return rest === '' ? { scheme: 'unknown', text } : { scheme, path: rest };
    case 'ssh': return { scheme, url: text };
    case 'tcp': case 'http': case 'https': return tcp(text, rest, scheme === 'https');
    default: return { scheme: 'unknown', text };
  }
}

function tcp(text: string, rest: string, https: boolean): Endpoint {
  try {
    const { hostname, port } = new URL(`tcp://${rest}`);
    const tls = https || port === String(tlsPort);
    if (hostname === '') {
      return { scheme: 'unknown', text };
    }
    return { scheme: 'tcp', host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? (https ? tlsPort : plainPort) : Number(port), tls };
  } catch {
    return { scheme: 'unknown', text };
  }
}
