import { gzipSync } from 'node:zlib';
import { http } from '../../testing/faults';
import { LOADERS, type Loader } from '../../playground/tooljet';
import { countFor, useHost } from '../support/host';
import { testAtOnce, useRawGateway, type RawHost } from '../support/raw-gateway';

/** How many are tried in today's ToolJet. */
const COUNT = 3_000;
const AT_ONCE = 15;
/** For those that promise more than they hold; all others of the same moment are answered long before. */
const TIMEOUT_MS = 500;

const JSON_TYPE = { 'content-type': 'application/json', 'x-portkey-trace-id': 't-1' };
const GOOD = '{"object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":"Grüße"}}]}';
const BAD = '{"error":{"message":"Slow down","type":"rate_limit"},"provider":"openai"}';
const CHUNKED = `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1d\r\n{"object":"chat.completion","a\r\n4\r\n":1}\r\n0\r\n\r\n`;

const WHOLE = [
  http(200, JSON_TYPE, GOOD),
  http(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }, gzipSync(GOOD)),
  http(429, JSON_TYPE, BAD),
  http(502, {}, '<html><title>502 Bad Gateway</title></html>'),
  http(307, { location: '/elsewhere' }, ''),
  Buffer.from(CHUNKED),
  Buffer.concat([Buffer.from('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'), http(200, JSON_TYPE, GOOD)]),
  Buffer.from('HTTP/1.1 204 No Content\r\nconnection: keep-alive\r\n\r\n'),
];

/** What HTTP, JSON and gzip set store by, put in among the made-up bytes. */
const PIECES = [
  ...['\r\n', '\r\n\r\n', ' ', ':', '\0', '9', '999', '-1', '"', '{', '}', 'ffffffff\r\n', 'HTTP/1.1 200 OK\r\n\r\n'],
  ...['content-length: 3\r\n', 'transfer-encoding: chunked\r\n', 'content-encoding: br\r\n'],
].map((text) => Buffer.from(text));

/** Numbers below a limit, the same ones in every run: https://en.wikipedia.org/wiki/Linear_congruential_generator */
function numbers(seed: number) {
  // Seeds are near one another, and so would be the first numbers that come of them.
  let state = Math.imul(seed, 2_654_435_761);
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  next(1);
  return next;
}

/** A whole answer of which one or two places are changed: bytes lost, doubled, moved, flipped or made up. */
function mutate(seed: number): Buffer {
  const random = numbers(seed);
  let bytes = Buffer.from(WHOLE[random(WHOLE.length)] as Buffer);
  for (let changes = 1 + random(2); changes > 0; changes--) {
    const at = random(bytes.length + 1);
    const end = Math.min(bytes.length, at + 1 + random(random(4) === 0 ? 60 : 4));
    const [before, piece, after] = [bytes.subarray(0, at), bytes.subarray(at, end), bytes.subarray(end)];
    const bytesMadeUp = Buffer.from(Array.from({ length: 1 + random(4) }, () => random(256)));
    const made = random(2) === 0 ? bytesMadeUp : (PIECES[random(PIECES.length)] as Buffer);
    const flipped = Buffer.from(piece.map((byte) => byte ^ (1 << random(8))));
    const put = [[], [piece, piece], [made], [flipped], [piece, made]][random(5)] as Buffer[];
    bytes = Buffer.concat([before, ...put, after]);
  }
  return bytes;
}

/** Words of Node's, of the SDK's or of V8's, which are none for a person. */
const ENGINE =
  /^The query failed|[=!]==?|init\["|statusText|fetch failed|is not (a function|iterable|defined)|Cannot read|\b(HPE|ERR|Z)_|Parse Error|Unexpected (token|end)|\bundefined\b|socket hang up|aborted|\n\s+at /;

async function expectWords(raw: RawHost, count: number): Promise<void> {
  const wrong: unknown[] = [];
  let good = 0;
  const query = async (seed: number) => {
    const outcome = await raw.run({ model: String(seed), query_timeout: TIMEOUT_MS });
    if (outcome.status === 'ok' && typeof outcome.data === 'object') return void good++;
    const { errorName, description } = outcome as { errorName?: string; description?: unknown };
    const hasWords = errorName === 'QueryError' && typeof description === 'string' && /\w\w/.test(description);
    if (!hasWords || ENGINE.test(description)) wrong.push([seed, mutate(seed).toString('latin1'), outcome]);
  };
  raw.answer = (socket, { body }) => {
    const seed = Number((JSON.parse(body) as { model: string }).model);
    socket.write(mutate(seed));
    // Every other connection is closed after the answer, such as it is.
    if (seed % 2 === 0) socket.end();
  };
  let next = 0;
  const ask = async () => {
    while (next < count) await query(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  expect(wrong).toEqual([]);
  // The changes are neither all too tame nor all beyond recognition.
  expect(good).toBeGreaterThan(count / 30);
  expect(good).toBeLessThan(count / 2);
  const asked = raw.gateway.requests.map(({ body }) => body);
  expect(asked).toHaveLength(new Set(asked).size);
  // Those with a whole answer are kept for a while.
  expect(await raw.gateway.left(10_000)).toBe(0);
  await raw.expectGood();
}

testAtOnce(
  (Object.keys(LOADERS) as Loader[]).map((loader) => {
    const raw = useRawGateway(useHost({ loader }));
    const count = countFor(loader, COUNT);
    return [
      `of ${count} answers with changed bytes each is a good one or one error with words, in ${LOADERS[loader]}`,
      () => expectWords(raw, count),
    ];
  })
);
