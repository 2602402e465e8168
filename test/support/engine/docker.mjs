// The engine's own command line: test and demo containers are made with it, never through the product.
import { programOf, run } from '../programs.mjs';
import { removeFolder, tempFolder } from '../tempFolder.mjs';

/** @param {string} host such as unix:///run/x.sock */
export function dockerFor(host) {
  const program = programOf('docker');
  if (program === undefined) throw new Error('no docker command line on PATH (Debian: docker.io, or docker-cli on newer releases)');
  const env = { ...process.env, DOCKER_HOST: host, DOCKER_BUILDKIT: '0', DOCKER_CLI_HINTS: 'false' };
  for (const name of ['DOCKER_CONTEXT', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH']) if (host.startsWith('unix:')) delete env[name];
  /** @param {...string} args @returns {string} what it printed, trimmed; throws with its message */
  return (...args) => withOwnConfig((config) => run(program, ['--config', config, ...args], { env, timeout: 120_000 }).trim());
}

/** The person's contexts and credentials have no say here. @template T @param {(folder: string) => T} work */
function withOwnConfig(work) {
  const folder = tempFolder('config');
  try {
    return work(folder);
  } finally {
    removeFolder(folder);
  }
}
