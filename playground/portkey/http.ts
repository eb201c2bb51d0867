import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A request as it arrived: `path` with its query string, `body` parsed if it is JSON. */
export interface RecordedRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: unknown;
}

/** What to answer: text and bytes go out as they are, anything else as JSON. Status 200 unless given. */
export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  body: unknown;
}

export interface Server {
  port: number;
  requests: RecordedRequest[];
  /** How many connections a client left open, in the midst of an answer; none, soon, where all is well. */
  unfinished(): Promise<number>;
  close(): Promise<void>;
}

/** How long `unfinished` waits for the last answer to arrive. */
const PATIENCE_MS = 2000;

type Host = '127.0.0.1' | 'localhost';

/** Serves on a free loopback port and keeps every request, in the order in which they arrived. */
export async function serve(host: Host, answer: (request: RecordedRequest) => Reply | Promise<Reply>): Promise<Server> {
  const requests: RecordedRequest[] = [];
  const handle = async (incoming: IncomingMessage, response: ServerResponse) => {
    try {
      const request = await record(incoming);
      requests.push(request);
      const { status = 200, headers, body } = await answer(request);
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body));
    } catch (error) {
      // A mistake in a stand-in must reach the test as an answer that says so, not as a request that hangs.
      response.writeHead(500, { 'content-type': 'text/plain' }).end(`The playground failed: ${String(error)}`);
    }
  };
  const server = createServer((incoming, response) => void handle(incoming, response));
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, host, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    async unfinished() {
      const until = Date.now() + PATIENCE_MS;
      for (;;) {
        // Those that a client keeps for its next request have had their answer.
        server.closeIdleConnections();
        const open = await new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));
        if (open === 0 || Date.now() > until) return open;
        await sleep(20);
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A port on which nobody listens, for a program that has to be told its own. */
export async function freePort(host: Host): Promise<number> {
  const { port, close } = await serve(host, () => ({ body: '' }));
  await close();
  return port;
}

async function record(incoming: IncomingMessage): Promise<RecordedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return {
    method: incoming.method ?? '',
    path: incoming.url ?? '',
    headers: incoming.headers,
    body: parseBody(Buffer.concat(chunks).toString()),
  };
}

/** A body as what it is: JSON as its value, other text as it came, nothing as undefined. */
export function parseBody(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The value as an object whose fields can be looked at, whatever it is. */
export function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
