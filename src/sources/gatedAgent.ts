/**
 * The gate at the lowest place there is: every request, whoever made it, is handed to its agent before a socket is
 * taken, so what throws here has not sent a byte.
 */
import { Agent as HttpAgent, type AgentOptions, type ClientRequest } from 'node:http';
import { Agent as HttpsAgent, type AgentOptions as TlsOptions } from 'node:https';
import { isIP } from 'node:net';
import { inspect } from 'node:util';
import { pass } from './gate.js';
import { temporaryFolder } from './hostFs.js';
import { SshAgent } from './sshAgent.js';
import { sshDestinationOf } from './sshDestination.js';

/** Node's agents have it, its documentation names it only in passing; all proxy agents build on it. */
interface TakesRequests {
  addRequest: (request: ClientRequest, options: object) => void;
}

function gated<T extends HttpAgent>(agent: T): T {
  const inner = agent as T & TakesRequests;
  const addRequest = inner.addRequest.bind(agent);
  inner.addRequest = (request, options) => {
    pass(request.method, request.path);
    addRequest(request, options);
  };
  // docker-modem inspects the options of every request to any depth, for a log that nobody reads: with the agent all its
  // sockets would be walked, which takes longer than the request.
  Object.defineProperty(agent, inspect.custom, { value: () => 'agent' });
  return agent;
}

interface Connects {
  createConnection: (options: object, done?: unknown) => unknown;
}

/**
 * The agent goes to this place, whatever a request says of it. Within the editor it has to: VS Code puts an agent of its
 * own, which knows neither our certificates nor our ssh, in the place of any that a request to a host brings along
 * (`http.proxySupport`). A request to a socket it leaves alone, so each request is to one, by name.
 */
export function straightTo<T extends HttpAgent>(agent: T, { host, port }: { readonly host: string; readonly port: number }): T {
  const inner = agent as unknown as Connects;
  const connect = inner.createConnection.bind(agent);
  // A name for the certificate; an address is no name. https://www.rfc-editor.org/rfc/rfc6066#section-3
  const place = { path: undefined, socketPath: undefined, host, port, servername: isIP(host) === 0 ? host : '' };
  inner.createConnection = (options, done) => connect({ ...options, ...place }, done);
  return agent;
}

export const gatedAgent = (options: AgentOptions): HttpAgent => gated(new HttpAgent(options));
/** Throws for an address that is none. The ssh of Windows cannot share a connection. */
export const gatedSshAgent = (url: string, options: AgentOptions, program?: string): SshAgent =>
  gated(new SshAgent(sshDestinationOf(url), process.platform === 'win32' ? undefined : temporaryFolder, options, program));
export const gatedTlsAgent = (options: TlsOptions): HttpAgent => gated(new HttpsAgent(options));
