import type { IncomingMessage } from 'node:http';
import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { countOf } from './json';
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
 * How many lists and objects an answer may have, and how many named values. Of nothing but these, 32 MiB would take a
 * gigabyte and stop ToolJet for seconds; of a real answer, and be it all token probabilities, 32 MiB have about one
 * million of the former and one and a half of the latter.
 */
const MAX_CONTAINERS = 1_200_000;
const MAX_NAMES = 2_000_000;

const BRACKET = 0x5b;
const BRACE = 0x7b;
const COLON = 0x3a;

/** In bytes, unpacked. An error is parsed, masked and searched for words, all of that on ToolJet's event loop. */
const MAX_ERROR = 1024 * 1024;

/** In bytes: read beyond MAX_ERROR, so that of a secret which is cut off nothing is shown; see withoutMargin. */
const MARGIN = 4096;

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
  const body = Promise.race([readBody(message, ok ? MAX_ANSWER : MAX_ERROR + MARGIN), failed]);
  const { text, isWhole } = ok ? await body : await body.catch(() => ({ text: '', isWhole: true }));
  if (ok && !isWhole) throw new NetworkFailure(TOO_LARGE);
  return { status, ok, headers, text: () => Promise.resolve(isWhole ? text : text + CUT) };
}

/** The text of an error that was cut off, once what is secret in it is masked: only now can its margin go. */
export function withoutMargin(text: string): string {
  return text.endsWith(CUT) ? text.slice(0, -MARGIN - CUT.length) + CUT : text;
}

/** The body as text, without a byte order mark, and whether it ended within so many bytes. */
async function readBody(message: IncomingMessage, limit: number): Promise<{ text: string; isWhole: boolean }> {
  // One buffer that grows: a body may come in millions of chunks of one byte.
  const promised = Number(message.headers['content-length']) || 64 * 1024;
  let bytes = Buffer.allocUnsafe(Math.min(promised, limit));
  let length = 0;
  let isWhole = true;
  let containers = 0;
  let names = 0;
  for await (const chunk of unpacked(message) as AsyncIterable<Buffer>) {
    // Those whose marks stand in a text count, too.
    containers += countOf(BRACKET, chunk) + countOf(BRACE, chunk);
    names += countOf(COLON, chunk);
    if (containers > MAX_CONTAINERS || names > MAX_NAMES) throw new NetworkFailure(TOO_MANY_PARTS);
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

function unpacked(message: IncomingMessage): Readable {
  const encoding = message.headers['content-encoding']?.trim().toLowerCase();
  if (!encoding || encoding === 'identity') return message;
  const unpack = UNPACK.get(encoding);
  if (!unpack) throw new NetworkFailure(STRANGE_ENCODING);
  return pipeline(message, unpack(), () => undefined);
}
