/** The adapter to dockerode, the only module that knows it. */
import type { Agent, IncomingMessage } from 'node:http';
import Docker from 'dockerode';
import { type Endpoint, endpointOf } from './endpoint.js';
import type { EndpointChoice } from './endpoints.js';
import { BadAnswer } from './errors.js';
import { pass } from './gate.js';
import { gatedAgent, gatedSshAgent, gatedTlsAgent, straightTo } from './gatedAgent.js';
import { SshAgent } from './sshAgent.js';

export type Dial = (path: string, signal: AbortSignal) => Promise<IncomingMessage>;

const anyStatus = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [index + 100, true]));

export interface Client {
  /** Sends `GET <path>` and hands over the answer as it begins to come in, whatever its status. */
  readonly dial: Dial;
  /** Where the way there is ssh: a script that `sh` runs there. Who calls it has asked the reader before. */
  readonly shell?: Shell;
  readonly close: () => void;
}

/** Gives what the script printed within so many milliseconds. `signal`: aborted where nobody waits for it any more. */
export type Shell = (script: string, timeLimit: number, signal?: AbortSignal) => Promise<Buffer>;

export function clientOf({ endpoint, tls, ssh }: EndpointChoice): Client {
  const place = endpointOf(endpoint);
  const secure = place.scheme === 'tcp' && (place.tls || tls !== undefined);
  const checked = { ca: tls?.ca, cert: tls?.cert, key: tls?.key, rejectUnauthorized: tls?.skipVerify !== true };
  const direct = secure ? gatedTlsAgent({ keepAlive: true, ...defined(checked) }) : gatedAgent({ keepAlive: true });
  const agent = place.scheme === 'ssh' ? gatedSshAgent(place.url, { keepAlive: true }, ssh)
    : place.scheme === 'tcp' ? straightTo(direct, place) : direct;
  // The types of dockerode do not know `agent`, which it hands on to Node's http.
  const options: Docker.DockerOptions & { agent: Agent } = { ...whereabouts(place), protocol: secure ? 'https' : 'http', agent };
  const modem = withoutDockerHost(() => new Docker(options)).modem as unknown as Modem;
  neverRedirect(modem);
  return {
    dial: (path, signal) => dialled(modem, path, signal), close: () => agent.destroy(),
    ...(agent instanceof SshAgent && { shell: (script, timeLimit, signal) => agent.shell(script, timeLimit, signal) }),
  };
}

/** The parts of docker-modem that are used here. */
interface Modem {
  dial(options: object, done: (error: unknown, response: unknown) => void): void;
  buildRequest(options: object, ...rest: unknown[]): void;
}

/** It follows redirects wherever they lead, by an agent of its own that is not ours. */
function neverRedirect(modem: Modem): void {
  const buildRequest = modem.buildRequest.bind(modem);
  modem.buildRequest = (options, ...rest) => buildRequest({ ...options, maxRedirects: 0 }, ...rest);
}

function dialled(modem: Modem, path: string, abortSignal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    pass('GET', path);
    // It cuts the last character off a path with a query, where it expects its own question mark.
    const call = { path: path.includes('?') ? `${path}?` : path, method: 'GET', isStream: true, statusCodes: anyStatus, abortSignal };
    modem.dial(call, (error, response) => {
      if (error === null) {
        resolve(response as IncomingMessage);
      } else {
        reject(plain(error));
      }
    });
  });
}

/** What it says of a redirect is for who programs with it. */
function plain(error: unknown): Error {
  if (!(error instanceof Error)) {
    return new BadAnswer(0, 'an error without a name');
  }
  return error.message.startsWith('Max redirects exceeded') ? new BadAnswer(0, 'it redirects to another address, which is not followed') : error;
}

/** docker-modem reads `DOCKER_HOST` in its constructor and throws where it cannot be parsed; the choice is made already. */
function withoutDockerHost<T>(make: () => T): T {
  const { DOCKER_HOST: host } = process.env;
  delete process.env.DOCKER_HOST;
  try {
    return make();
  } finally {
    if (host !== undefined) {
      process.env.DOCKER_HOST = host;
    }
  }
}

function whereabouts(place: Endpoint): Docker.DockerOptions {
  switch (place.scheme) {
    case 'unix': case 'npipe': return { socketPath: place.path };
    // Names that no request goes to: the agents know the way (see straightTo).
    case 'tcp': return { socketPath: 'tcp', headers: { Host: place.host.includes(':') ? `[${place.host}]:${place.port}` : `${place.host}:${place.port}` } };
    case 'ssh': return { socketPath: 'ssh' };
    default: throw new Error(`No way to ${place.scheme}`);
  }
}

function defined<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}
