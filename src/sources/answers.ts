/** Bodies of an engine's answers: bounded, and JSON or an error. */
import type { IncomingMessage } from 'node:http';
import { BadAnswer } from './errors.js';

const megabyte = 1024 * 1024;
const mostBytes = 64 * megabyte;
const mostOfAnEvent = 4 * megabyte;

export interface Bounds {
  /** Bytes of this answer; 64 MB where nothing is said. */
  readonly most?: number;
  /** Told of the bytes as they come in; may throw where they are too many. */
  readonly took?: (bytes: number) => void;
}

/** The answer's JSON. Throws BadAnswer for another status than 2xx, for more bytes than its bounds, and for what is no JSON. */
export async function jsonIn(response: IncomingMessage, bounds: Bounds = {}): Promise<unknown> {
  const text = (await bytesIn(response, bounds)).toString('utf8');
  const status = response.statusCode ?? 0;
  if (status < 200 || status > 299) {
    throw new BadAnswer(status, `HTTP ${status}: ${messageIn(text)}`);
  }
  const value = parsed(text);
  if (value === undefined) {
    throw new BadAnswer(0, text === '' ? 'an empty answer' : `not JSON: ${text.slice(0, 80)}`);
  }
  return value;
}

/** Each event of the stream, until it ends; what is no JSON, or longer than 4 MB, is passed over. */
export async function eachEvent(response: IncomingMessage, onEvent: (event: unknown) => void): Promise<void> {
  let rest = '';
  response.setEncoding('utf8');
  for await (const part of response) {
    const lines = (rest + String(part)).split('\n');
    const last = lines.pop() ?? '';
    rest = last.length > mostOfAnEvent ? '' : last;
    for (const event of lines.map(parsed)) {
      if (event !== undefined) {
        onEvent(event);
      }
    }
  }
}

async function bytesIn(response: IncomingMessage, { most = mostBytes, took }: Bounds): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of response) {
    const bytes = Buffer.from(part as Uint8Array);
    length += bytes.length;
    if (length > most) {
      throw new BadAnswer(0, `an answer longer than ${most / megabyte} MB`);
    }
    took?.(bytes.length);
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

/** Docker and Podman say `{"message": "…"}`; others send plain text. */
function messageIn(text: string): string {
  const value = parsed(text);
  const message = typeof value === 'object' && value !== null && 'message' in value ? value.message : undefined;
  return typeof message === 'string' ? message : text.slice(0, 200).trim();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
