import type { IncomingMessage } from 'node:http';
import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { NetworkFailure, NOT_HTTP, REDIRECTED, STRANGE_ENCODING, TOO_LARGE, TOO_MANY_PARTS } from './network-failures';

/** As much of a fetch's Response as the SDK reads. */
export interface Answer {
  status: number;
  ok: boolean;
  headers: Map<string, string>;
  text(): Promise<string>;
}

/** In bytes, unpacked: some 500 embeddings of 3,072 numbers. Parsed, it may take ten times as much memory. */
const MAX_ANSWER = 32 * 1024 * 1024;

/**
 * How many lists and objects an answer may have. Of nothing but empty ones, 32 MiB would take a gigabyte and stop ToolJet
 * for seconds; of a real answer, and be it all token probabilities, 32 MiB have about one million.
 */
const MAX_CONTAINERS = 1_200_000;

/** In bytes, unpacked. An error is parsed, masked and searched for words, all of that on ToolJet's event loop. */
const MAX_ERROR = 1024 * 1024;

/** Stands at the end of an error's text that was longer than MAX_ERROR. */
const CUT = '… (cut: of an error no more than 1 MiB is read)';

const REDIRECTS = [301, 302, 303, 307, 308];

/** What undoes a content-encoding: on threads of zlib's own, and no further than somebody reads. */
const UNPACK = new Map<string, () => Transform>([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

/**
 * Reads the whole answer, whatever its status. One that is too large is an error; of an error's body only the start is
 * handed on, or nothing where it cannot be read, for its status is worth more than the reason why.
 *
 * @param failed rejects when the connection breaks or the time is over
 * @throws NetworkFailure for an answer that is refused, else whatever `failed` or zlib says
 */
export async function readAnswer(message: IncomingMessage, failed: Promise<never>): Promise<Answer> {
  const { statusCode: status = 0 } = message;
  if (status < 200) throw new NetworkFailure(NOT_HTTP);
  if (REDIRECTS.includes(status)) throw new NetworkFailure(REDIRECTED);
  const ok = status < 300;
  const headers = new Map(Object.entries(message.headers).map(([name, value]) => [name, String(value)]));
  const body = Promise.race([readBody(message, ok ? MAX_ANSWER : MAX_ERROR), failed]);
  const { text, isWhole } = ok ? await body : await body.catch(() => ({ text: '', isWhole: true }));
  if (ok && !isWhole) throw new NetworkFailure(TOO_LARGE);
  return { status, ok, headers, text: () => Promise.resolve(isWhole ? text : text + CUT) };
}

/** The body as text, without a byte order mark, and whether it ended within so many bytes. */
async function readBody(message: IncomingMessage, limit: number): Promise<{ text: string; isWhole: boolean }> {
  // One buffer that grows: a body may come in millions of chunks of one byte.
  const promised = Number(message.headers['content-length']) || 64 * 1024;
  let bytes = Buffer.allocUnsafe(Math.min(promised, limit));
  let length = 0;
  let isWhole = true;
  let containers = 0;
  for await (const chunk of unpacked(message) as AsyncIterable<Buffer>) {
    containers += containersIn(chunk);
    if (containers > MAX_CONTAINERS) throw new NetworkFailure(TOO_MANY_PARTS);
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

/** Those whose brackets stand in a text count, too. Searched for, as real answers have few: a loop takes ten times longer. */
function containersIn(chunk: Buffer): number {
  let count = 0;
  for (const bracket of [0x5b, 0x7b]) {
    for (let at = chunk.indexOf(bracket); at !== -1; at = chunk.indexOf(bracket, at + 1)) count++;
  }
  return count;
}

function unpacked(message: IncomingMessage): Readable {
  const encoding = message.headers['content-encoding']?.trim().toLowerCase();
  if (!encoding || encoding === 'identity') return message;
  const unpack = UNPACK.get(encoding);
  if (!unpack) throw new NetworkFailure(STRANGE_ENCODING);
  return pipeline(message, unpack(), () => undefined);
}
