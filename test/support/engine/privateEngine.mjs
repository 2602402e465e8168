// A real engine for tests and demo: the one that answers, else a private dockerd that ends with the caller.
// From a shell:  node test/support/engine/privateEngine.mjs   prints `export DOCKER_HOST=…` and runs until Ctrl+C or until
// the shell that started it is gone (LENS_STAY=1: until a signal only). LENS_PRIVATE_ENGINE=1: never an engine that is there already.
import { pathToFileURL } from 'node:url';
import { closeAll, closeOnSignals, onClose } from '../closing.mjs';
import { messageOf, say, seconds } from '../say.mjs';
import { answers, engineAtHand } from './answers.mjs';
import { ensureImage, image } from './busyboxImage.mjs';
import { startDaemon, whyNoPrivateEngine } from './daemon.mjs';
import { dockerFor } from './docker.mjs';
import { clearLeftovers } from './leftovers.mjs';

/** @typedef {{ host: string, image: string, isPrivate: boolean, docker: (...args: string[]) => string, stop: () => Promise<void> }} Engine */

/** @returns {Promise<Engine>} throws with the reason where there can be none */
export async function startEngine() {
  await clearLeftovers();
  const host = await engineAtHand();
  const daemon = host === null ? await startPrivate() : undefined;
  const docker = dockerFor(daemon?.host ?? /** @type {string} */ (host));
  const stopDaemon = onClose(daemon?.stop ?? (() => Promise.resolve()));
  const made = ensureImage(docker);
  const stop = async () => {
    if (daemon === undefined && made) docker('image', 'rm', image);
    await stopDaemon();
  };
  if (daemon === undefined && made) onClose(stop);
  return { host: daemon?.host ?? /** @type {string} */ (host), image, isPrivate: daemon !== undefined, docker, stop };
}

async function startPrivate() {
  const why = whyNoPrivateEngine();
  if (why !== undefined) throw new Error(`no engine answers, and ${why}`);
  const since = Date.now();
  const daemon = await startDaemon();
  say(`A private Docker engine answers at ${daemon.host} (${seconds(since)})`);
  return daemon;
}

/** For those who started one: is it still there? @param {Engine} engine */
export const stillAnswers = (engine) => answers(engine.host);

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  closeOnSignals({ code: 0, withParent: true });
  try {
    const { host } = await startEngine();
    console.log(`export DOCKER_HOST=${host}`);
    setInterval(() => undefined, 1 << 30); // until a signal
  } catch (error) {
    say(messageOf(error));
    await closeAll();
    process.exit(1);
  }
}
