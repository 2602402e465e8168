// Stands between the product and the engine's socket, writes down every request line and passes all bytes on, streams and
// upgraded connections included. HTTP framing is followed on the product's side only as far as needed to find the next request.
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { onClose } from './closing.mjs';
import { addressOf } from './engine/answers.mjs';
import { requestLines } from './requestLines.mjs';
import { removeFolder, tempFolder } from './tempFolder.mjs';

/** @typedef {{ method: string, path: string }} Recorded */

/** @param {string} host the engine @returns {Promise<{ host: string, requests: Recorded[], stop: () => Promise<void> }>} */
export async function startRequestLog(host) {
  const address = addressOf(host);
  if (address === null) throw new Error(`requests to ${host} cannot be recorded`);
  const target = 'socketPath' in address ? { path: address.socketPath } : address;
  const folder = tempFolder('requests');
  const socket = join(folder, 'docker.sock');
  /** @type {Recorded[]} */
  const requests = [];
  /** @type {Set<import('node:net').Socket>} */
  const open = new Set();
  const server = createServer({ allowHalfOpen: true }, (product) => {
    const engine = connect({ ...target, allowHalfOpen: true });
    const read = requestLines((request) => requests.push(request));
    product.on('data', read);
    for (const [one, other] of [[product, engine], [engine, product]]) {
      open.add(/** @type {import('node:net').Socket} */ (one));
      one?.pipe(/** @type {import('node:net').Socket} */ (other));
      one?.on('error', () => other?.destroy()).on('close', () => {
        open.delete(one);
        other?.destroy();
      });
    }
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(socket, () => resolve(undefined)));
  const stop = onClose(async () => {
    server.close();
    for (const one of open) one.destroy();
    removeFolder(folder);
  });
  return { host: `unix://${socket}`, requests, stop };
}
