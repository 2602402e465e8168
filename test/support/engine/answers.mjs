// Does an engine answer there? GET /_ping, with a short patience.
import { request } from 'node:http';

/** @typedef {{ socketPath: string } | { host: string, port: number }} Address */

/** @param {string} host unix:///path or tcp://host:port @returns {Address | null} null: another kind (ssh, npipe) */
export function addressOf(host) {
  if (host.startsWith('unix://')) return { socketPath: host.slice('unix://'.length) };
  if (!host.startsWith('tcp://') && !host.startsWith('http://')) return null;
  const { hostname, port } = new URL(host.replace(/^tcp:/, 'http:'));
  return { host: hostname, port: Number(port || 2375) };
}

/** @param {string} host @returns {Promise<boolean>} */
export function answers(host, patience = 3000) {
  const address = addressOf(host);
  if (address === null) return Promise.resolve(false);
  return new Promise((resolve) => {
    const asked = request({ ...address, path: '/_ping', timeout: patience }, (response) => {
      response.resume();
      resolve(response.statusCode === 200 && 'api-version' in response.headers);
    });
    asked.on('timeout', () => asked.destroy(new Error('no answer in time')));
    asked.on('error', () => resolve(false));
    asked.end();
  });
}

/** @returns {Promise<string | null>} the engine that is there already */
export async function engineAtHand() {
  if (process.env.LENS_PRIVATE_ENGINE === '1') return null;
  const hosts = [process.env.DOCKER_HOST, 'unix:///var/run/docker.sock'].filter((host) => host !== undefined && host !== '');
  for (const host of hosts) if (await answers(/** @type {string} */ (host))) return /** @type {string} */ (host);
  return null;
}
