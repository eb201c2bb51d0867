import { Agent as HttpAgent, type ClientRequest, type IncomingMessage, request as askHttp } from 'node:http';
import { Agent as HttpsAgent, request as askHttps } from 'node:https';
import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { late, NetworkFailure, NOT_HTTP, REDIRECTED, strangeEncoding, SWITCHED, tooLarge } from './network-failures';

/*
 * What takes fetch's place under the SDK. Node's own fetch cannot be trusted with an address that a user typed: an
 * answer with six content-encodings that breaks off ends the whole process, nothing limits what is unpacked, an answer
 * that it refuses keeps its connection open, and it repeats the lookup of a name after that was checked. So a query
 * asks by node:http, reads the whole answer within limits, and leaves nothing open, however it ends.
 */

/** How long a query may take at most: proxies and ToolJet's workflows end sooner, and the SDK has no limit. */
export const MAX_DEADLINE_MS = 290_000;

/** In bytes, unpacked: some 500 embeddings of 3,072 numbers. Parsed, it may take more than ten times as much memory. */
export const MAX_ANSWER = 32 * 1024 * 1024;

/** In bytes, unpacked. An error is parsed, masked and searched for words, on ToolJet's event loop. */
export const MAX_ERROR = 1024 * 1024;

/** Stands at the end of an error's text that was longer than MAX_ERROR. */
const CUT = '… (cut: of an error no more than 1 MiB is read)';

/** As long as fetch keeps an idle connection; the usual servers close theirs after five seconds or more. */
const IDLE_MS = 4_000;

const CLIENTS = {
  'http:': { ask: askHttp, agent: new HttpAgent({ keepAlive: true, timeout: IDLE_MS }), connected: 'connect' },
  'https:': { ask: askHttps, agent: new HttpsAgent({ keepAlive: true, timeout: IDLE_MS }), connected: 'secureConnect' },
};

const UNPACK = new Map<string, () => Transform>([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

const HEADERS = { accept: '*/*', 'accept-encoding': 'gzip, deflate, br', 'user-agent': 'node' };

const REDIRECTS = [301, 302, 303, 307, 308];

/**
 * Makes the function that one query asks by.
 *
 * It takes what the SDK hands to fetch (method, headers, body) and resolves to as much of a Response as the SDK reads,
 * once the whole answer is there, whatever its status. It rejects with a NetworkFailure or an error of Node's; see
 * networkFailure. An answer that is too large is an error; of an error's body only the start is handed on, or nothing
 * where it could not be read.
 *
 * @param deadlineMs how long a call may take, in milliseconds
 */
export function createFetch(deadlineMs: number) {
  return async (url: string, init: RequestInit = {}): Promise<Response> => {
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<never>((_, reject) => {
      const lateness = late(deadlineMs, deadlineMs >= MAX_DEADLINE_MS);
      timer = setTimeout(() => reject(new NetworkFailure(lateness)), deadlineMs);
    });
    try {
      return await exchange(url, init, deadline);
    } finally {
      clearTimeout(timer);
    }
  };
}

async function exchange(url: string, init: RequestInit, deadline: Promise<never>): Promise<Response> {
  const { protocol } = new URL(url);
  const client = CLIENTS[protocol as keyof typeof CLIENTS];
  // Once more on a new connection, as nothing has been sent yet. What has been sent may have arrived, and be billed.
  const { request, answered, failed } = await connect(client, url, init, deadline).catch(() =>
    connect({ ...client, agent: false }, url, init, deadline)
  );
  try {
    request.end(init.body);
    return await read(await Promise.race([answered, failed]), failed);
  } finally {
    request.destroy();
  }
}

interface Client {
  ask: typeof askHttp;
  agent: HttpAgent | false;
  connected: string;
}

interface Connection {
  request: ClientRequest;
  answered: Promise<IncomingMessage>;
  /** Rejects with what goes wrong first, the deadline included. */
  failed: Promise<never>;
}

/** A request of which nothing has been sent, on a connection that is open. */
async function connect(
  { ask, agent, connected }: Client,
  url: string,
  { method, headers }: RequestInit,
  deadline: Promise<never>
): Promise<Connection> {
  const request = ask(url, { method: method, agent, headers: { ...HEADERS, ...(headers as Record<string, string>) } });
  const broken = new Promise<never>((_, reject) => {
    request.on('error', reject);
    request.on('upgrade', (_message, socket) => {
      socket.destroy();
      reject(new NetworkFailure(SWITCHED));
    });
  });
  const failed = Promise.race([broken, deadline]);
  const answered = new Promise<IncomingMessage>((resolve) => request.on('response', resolve));
  const unasked = answered.then(() => Promise.reject(new NetworkFailure(NOT_HTTP)));
  try {
    await Promise.race([open(request, connected), unasked, failed]);
    return { request, answered, failed };
  } catch (error) {
    request.destroy();
    throw error;
  }
}

/** Of a kept-alive connection that the server has closed, Node knows after it has looked for events once more. */
function open(request: ClientRequest, connected: string): Promise<void> {
  return new Promise((resolve) => {
    request.once('socket', (socket) => {
      if (request.reusedSocket) setImmediate(() => setImmediate(resolve));
      else socket.once(connected, resolve);
    });
  });
}

async function read(message: IncomingMessage, failed: Promise<never>): Promise<Response> {
  const { statusCode: status = 0, headers } = message;
  if (status < 200) throw new NetworkFailure(NOT_HTTP);
  if (REDIRECTS.includes(status)) throw new NetworkFailure(REDIRECTED);
  const ok = status < 300;
  const body = Promise.race([readBody(message, ok ? MAX_ANSWER : MAX_ERROR), failed]);
  // Of an error the status is worth more than the reason why its words could not be read.
  const { text, isWhole } = ok ? await body : await body.catch(() => ({ text: '', isWhole: true }));
  if (ok && !isWhole) throw new NetworkFailure(tooLarge(MAX_ANSWER));
  return {
    status,
    ok,
    headers: new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    text: () => Promise.resolve(isWhole ? text : text + CUT),
  } as Response;
}

/** The body as text, without a byte order mark, and whether it ended within so many bytes. */
async function readBody(message: IncomingMessage, limit: number): Promise<{ text: string; isWhole: boolean }> {
  // One buffer that grows: a body may come in millions of chunks of one byte.
  let bytes = Buffer.allocUnsafe(64 * 1024);
  let length = 0;
  let isWhole = true;
  for await (const chunk of unpacked(message) as AsyncIterable<Buffer>) {
    const end = length + chunk.length;
    if (end > bytes.length && bytes.length < limit) {
      bytes = Buffer.concat([bytes], Math.min(limit, Math.max(end, 2 * bytes.length)));
    }
    length += chunk.copy(bytes, length);
    isWhole = length === end;
    if (!isWhole) break;
  }
  return { text: new TextDecoder().decode(bytes.subarray(0, length)), isWhole };
}

/** zlib unpacks on threads of its own, chunk by chunk: what nobody reads any more is not unpacked. */
function unpacked(message: IncomingMessage): Readable {
  const encoding = message.headers['content-encoding']?.trim().toLowerCase();
  if (!encoding || encoding === 'identity') return message;
  const unpack = UNPACK.get(encoding);
  if (!unpack) throw new NetworkFailure(strangeEncoding(encoding));
  return pipeline(message, unpack(), () => undefined);
}
