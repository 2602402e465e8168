/** Whether two endpoints lead to the same place: a socket reached through a symbolic link is the same socket. */
import { endpointOf } from './endpoint.js';
import type { EndpointChoice } from './endpoints.js';
import type { HostFs } from './hostFs.js';

/** The earlier choice of a place stays, for it says more about why. */
export function oncePerPlace(fs: HostFs, choices: readonly EndpointChoice[]): readonly EndpointChoice[] {
  const seen = new Set<string>();
  return choices.filter((choice) => {
    const place = placeOf(fs, choice.endpoint);
    const isNew = !seen.has(place);
    seen.add(place);
    return isNew;
  });
}

export function placeOf(fs: HostFs, endpoint: string): string {
  const place = endpointOf(endpoint);
  switch (place.scheme) {
    case 'unix': return `unix ${fs.resolve(place.path)}`;
    case 'npipe': return `npipe ${place.path.toLowerCase()}`;
    case 'tcp': return `tcp ${place.host.toLowerCase()} ${place.port}`;
    default: return endpoint;
  }
}
