import { type ClientRequest, type IncomingMessage, request as askHttp } from 'node:http';
import { request as askHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { HTTP_AGENT, HTTPS_AGENT } from './http-agents';
import { readAnswer, type Answer } from './http-answer';
import { Late, NetworkFailure, NOT_HTTP, SWITCHED, TOO_LARGE } from './network-failures';

/*
 * What takes fetch's place under the SDK. Node's own fetch cannot be trusted with an address that a user typed: an
 * answer with six content-encodings that breaks off ends the whole process, nothing limits what is unpacked, an answer
 * that it refuses keeps its connection open, and it looks a name up again after that was checked. So a query asks by
 * node:http: it connects, sends the request once it knows that the connection is open, reads the whole answer within
 * limits (http-answer.ts), and leaves nothing open, however it ends.
 */

/** How long a query may take at most, in milliseconds: what stands between it and its gateway gives up soon after. */
export const MAX_DEADLINE_MS = 290_000;

const PROTOCOLS = {
  'http:': { ask: askHttp, agent: HTTP_AGENT, opened: 'connect' },
  'https:': { ask: askHttps, agent: HTTPS_AGENT, opened: 'secureConnect' },
};

/** In bytes as they arrive, for the longest answer is far shorter: what means nothing, such as empty chunks, counts too. */
const MAX_RECEIVED = 64 * 1024 * 1024;

/** How many interim answers, such as 103 Early Hints, may come before the answer itself. */
const MAX_INTERIM = 100;

// Of the encodings that are read, deflate is not asked for: servers do not agree on what it is.
const HEADERS = { accept: '*/*', 'accept-encoding': 'gzip, br', 'user-agent': 'node' };

export interface Reach {
  /** How long a call may take, in milliseconds. */
  deadlineMs: number;
  /** The IP addresses that the name in the URL stands for, where they were checked; else the name is looked up. */
  addresses?: string[] | undefined;
}

/**
 * Makes the function that one query asks by. It takes what the SDK hands to fetch, an absolute http(s) URL and method,
 * headers and body, and resolves to as much of a Response as the SDK reads, once all of it is there. No redirect is
 * followed. The request is sent once: what has been sent may have arrived, and be billed.
 *
 * The function rejects with a NetworkFailure or an error of Node's, which networkFailure puts into words.
 */
export function createFetch({ deadlineMs, addresses }: Reach) {
  return async (url: string, { method, headers, body }: RequestInit = {}): Promise<Answer> => {
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Late(deadlineMs, deadlineMs >= MAX_DEADLINE_MS)), deadlineMs);
    });
    const protocol = PROTOCOLS[new URL(url).protocol as keyof typeof PROTOCOLS];
    const options = { method, headers: { ...HEADERS, ...headers }, lookup: addresses && lookupIn(addresses) };
    const begin = (agent?: false) => protocol.ask(url, { agent: agent ?? protocol.agent, ...options } as object);
    try {
      const connection = await connect(begin(), protocol.opened, deadline).catch((error: unknown) => {
        if (error instanceof Late) throw error;
        // Once more, on a new connection: nothing has been sent yet.
        return connect(begin(false), protocol.opened, deadline);
      });
      return await exchange(connection, body);
    } finally {
      clearTimeout(timer);
    }
  };
}

interface Connection {
  request: ClientRequest;
  answered: Promise<IncomingMessage>;
  /** Rejects with what goes wrong first, the deadline included. */
  failed: Promise<never>;
}

/** Waits for an open connection. Of the request nothing has been sent yet. */
async function connect(request: ClientRequest, opened: string, deadline: Promise<never>): Promise<Connection> {
  const answered = new Promise<IncomingMessage>((resolve) => request.on('response', resolve));
  const broken = new Promise<never>((_, reject) => {
    request.on('error', reject);
    request.on('upgrade', (_message, socket) => {
      socket.destroy();
      reject(new NetworkFailure(SWITCHED));
    });
  });
  const failed = Promise.race([broken, flooded(request), deadline]);
  // Some servers send an idle connection an error, such as 408, before they close it.
  const unasked = answered.then(() => Promise.reject(new NetworkFailure(NOT_HTTP)));
  try {
    await Promise.race([isOpen(request, opened), unasked, failed]);
    return { request, answered, failed };
  } catch (error) {
    request.destroy();
    throw error;
  }
}

function isOpen(request: ClientRequest, opened: string): Promise<void> {
  return new Promise((resolve) => {
    request.once('socket', (socket) => {
      // That the server has closed a kept connection, Node knows after it has looked for events once more.
      if (request.reusedSocket) setImmediate(() => setImmediate(resolve));
      else socket.once(opened, resolve);
    });
  });
}

async function exchange({ request, answered, failed }: Connection, body: RequestInit['body']): Promise<Answer> {
  try {
    request.end(body);
    return await readAnswer(await Promise.race([answered, failed]), failed);
  } finally {
    // After a whole answer this does nothing, and the agent keeps the connection.
    request.destroy();
  }
}

/** Rejects when a server sends without an end what is no part of an answer: reading on would keep ToolJet busy. */
function flooded(request: ClientRequest): Promise<never> {
  return new Promise((_, reject) => {
    let interim = 0;
    request.on('information', () => {
      if (++interim > MAX_INTERIM) reject(new NetworkFailure(NOT_HTTP));
    });
    request.once('socket', (socket) => {
      let received = 0;
      const count = (chunk: Buffer) => {
        received += chunk.length;
        if (received > MAX_RECEIVED) reject(new NetworkFailure(TOO_LARGE));
      };
      socket.on('data', count);
      // The connection may be kept, and belongs to another query then.
      request.once('close', () => socket.off('data', count));
    });
  });
}

/** Leads to addresses that were checked, so that a name cannot stand for another one by now (DNS rebinding). */
function lookupIn(addresses: string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_name, { all }, callback) => {
    if (all) callback(null, found);
    else callback(null, found[0]?.address ?? '', found[0]?.family);
  };
}
