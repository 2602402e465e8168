// Something real to look at: containers in an engine where there is one or one can be started, else a container made from scratch.
import { startEngine } from '../engine/privateEngine.mjs';
import { messageOf, say } from '../say.mjs';
import { startContainers } from './containers.mjs';
import { startSandbox } from './sandbox.mjs';

/** @returns {Promise<{ env: Record<string, string>, says: string }>} env: how the extension reaches the engine of the demo */
export async function startDemo() {
  try {
    const { host, image, isPrivate, docker } = await startEngine();
    const names = startContainers(docker, { image, local: host.startsWith('unix:') });
    return { env: { DOCKER_HOST: host }, says: `${names.join(', ')} in ${isPrivate ? 'a private Docker engine' : `the engine at ${host}`}` };
  } catch (error) {
    say(`No demo in an engine: ${messageOf(error)}`);
  }
  try {
    const pid = await startSandbox();
    return { env: {}, says: `lens-demo-box, a container from scratch (its first process is ${pid}), under “This machine”` };
  } catch (error) {
    return { env: {}, says: `nothing, ${messageOf(error)}` };
  }
}
