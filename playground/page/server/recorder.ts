import { AsyncLocalStorage } from 'node:async_hooks';
import http, { type ClientRequest } from 'node:http';
import https from 'node:https';
import { parseBody } from '../../portkey/http';
import type { WireRecord } from '../api';

/** What ends the requests of a query that somebody stopped. */
class Stopped extends Error {
  override message = 'Stopped by whoever asked';
}

interface Recording {
  wire: WireRecord[];
  requests: Set<ClientRequest>;
  signal: AbortSignal;
}

const recordings = new AsyncLocalStorage<Recording>();

/**
 * From now on, what is asked within {@link recorded} is kept. By way of Node's own functions, because a proxy in between
 * would change the very URL that the plugin checks. Once, before the first bundle is loaded: the plugin keeps what it
 * found there.
 */
export function recordRequests(): void {
  for (const protocol of [http, https]) {
    const { request } = protocol;
    protocol.request = (...args: unknown[]) => {
      const sent = (request as (...all: unknown[]) => ClientRequest)(...args);
      const recording = recordings.getStore();
      if (recording) follow(sent, recording);
      return sent;
    };
  }
}

/** Runs `call`, and keeps each request that it sends in `wire`. The signal ends those under way and all later ones. */
export async function recorded<T>(wire: WireRecord[], signal: AbortSignal, call: () => Promise<T>): Promise<T> {
  const recording: Recording = { wire, requests: new Set(), signal };
  const stop = () => recording.requests.forEach((request) => request.destroy(new Stopped()));
  signal.addEventListener('abort', stop);
  try {
    return await recordings.run(recording, call);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function follow(request: ClientRequest, { wire, requests, signal }: Recording): void {
  const start = performance.now();
  const chunks = keepBody(request);
  const record: WireRecord = {
    method: request.method,
    origin: `${request.protocol}//${String(request.getHeader('host'))}`,
    path: request.path,
    headers: {},
    took: 0,
  };
  const finish = () => {
    record.took ||= performance.now() - start;
    record.headers = mapValues(request.getHeaders());
    record.body = parseBody(Buffer.concat(chunks).toString());
  };
  wire.push(record);
  requests.add(request);
  request.once('response', (response) => {
    record.status = response.statusCode ?? 0;
    response.once('end', finish);
  });
  request.once('close', () => {
    requests.delete(request);
    finish();
  });
  if (signal.aborted) request.destroy(new Stopped());
}

/** `write` and `end` are where a request's body passes by. */
function keepBody(request: ClientRequest): Buffer[] {
  const chunks: Buffer[] = [];
  const keep = (chunk: unknown) => {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  };
  for (const name of ['write', 'end'] as const) {
    const original = request[name] as (...args: unknown[]) => never;
    request[name] = (...args: unknown[]) => {
      keep(args[0]);
      return original.apply(request, args);
    };
  }
  return chunks;
}

function mapValues(headers: http.OutgoingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
