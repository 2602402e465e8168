/**
 * What may be asked of an engine: GET and HEAD of a short list. Isolation Lens looks, it never changes; this is the one
 * place that holds it to that. API: https://docs.docker.com/reference/api/engine/
 */
import { idPattern as id } from '../model/engineAnswer.js';
import { statsQueries } from './stats.js';
import { allTopColumns } from './topColumns.js';

const endpoints = [
  '/_ping', '/version', '/info', '/events', '/nodes', '/tasks', '/services',
  '/containers/json', `/containers/${id}/json`, `/containers/${id}/stats`, `/containers/${id}/top`,
  '/images/json', `/images/${id}/json`, `/images/${id}/history`,
];
const version = String.raw`(?:/v\d{1,3}(?:\.\d{1,3}){1,2})?`;
const open = new RegExp(`^${version}(?:${endpoints.join('|')}|/libpod/containers/json)$`);

/** `path` as it goes over the wire, with its query. */
export function isAllowed(method: string, path: string): boolean {
  if (method !== 'GET' && method !== 'HEAD') {
    return false;
  }
  const [place, query] = splitOnce(path);
  return open.test(place) && (!place.endsWith('/top') || asksKnownColumns(query)) && (!place.endsWith('/stats') || statsQueries.has(query))
    && (!place.endsWith('/images/json') || query === '');
}

/** Throws where a request is none of those that look only. */
export function pass(method: string, path: string): void {
  if (!isAllowed(method, path)) {
    throw new Error(`Refused before it was sent, it is not on the list: ${method} ${path.slice(0, 200)}`);
  }
}

function asksKnownColumns(query: string): boolean {
  const parameters = [...new URLSearchParams(query)];
  return parameters.length === 1 && parameters.every(([name, value]) => name === 'ps_args' && allTopColumns.has(value));
}

function splitOnce(path: string): [string, string] {
  const at = path.indexOf('?');
  return at < 0 ? [path, ''] : [path.slice(0, at), path.slice(at + 1)];
}
