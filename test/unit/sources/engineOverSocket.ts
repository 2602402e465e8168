/** A server on a socket that plays an engine, and answers as badly as a test wants. */
import { mkdtemp, rm } from 'node:fs/promises';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Answers = (request: IncomingMessage, response: ServerResponse) => void;

export interface PlayedEngine {
  readonly endpoint: string;
  readonly folder: string;
  /** `GET /v1.41/info`, in the order they came. */
  readonly requests: string[];
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
}

export const dockerVersion = { Version: '20.10.24', ApiVersion: '1.41', MinAPIVersion: '1.12', Os: 'linux', Components: [{ Name: 'Engine' }] };

export function json(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

/** `GET /version` is answered as Docker does, all else by `answers`. */
export function dockerThat(answers: Answers): Answers {
  return (request, response) => (request.url === '/version' ? json(response, dockerVersion) : answers(request, response));
}

export async function playEngine(answers: Answers): Promise<PlayedEngine> {
  const folder = await mkdtemp(join(tmpdir(), 'engine-'));
  const path = join(folder, 'engine.sock');
  const requests: string[] = [];
  let server: Server;
  const start = async (): Promise<void> => {
    server = createServer((request, response) => {
      requests.push(`${request.method ?? ''} ${request.url ?? ''}`);
      answers(request, response);
    });
    await new Promise<void>((resolve) => server.listen(path, resolve));
  };
  const halt = async (): Promise<void> => {
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  };
  await start();
  return { endpoint: `unix://${path}`, folder, requests, start, stop: halt };
}

/** Plays it for the time of a test and cleans up. */
export async function withEngine(answers: Answers, test: (engine: PlayedEngine) => Promise<void>): Promise<void> {
  const engine = await playEngine(answers);
  try {
    await test(engine);
  } finally {
    await engine.stop();
    await rm(engine.folder, { recursive: true, force: true });
  }
}
