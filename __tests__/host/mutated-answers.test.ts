import { gzipSync } from 'node:zlib';
import type { RunOutcome } from '../../playground/tooljet';
import { http } from '../../testing/faults';
import { inBothToolJets, useHost } from '../support/host';
import { useRawGateway } from '../support/raw-gateway';

const COUNT = 1500;
/** How many queries are under way at once. */
const AT_ONCE = 25;

const GOOD = '{"object":"chat.completion","choices":[{"message":{"content":"Hi"}}]}';
const BAD = '{"error":{"message":"Slow down","type":"rate_limit","code":"r1"},"provider":"openai"}';
const ANSWERS = [
  http(200, { 'content-type': 'application/json', 'x-portkey-trace-id': 't1' }, GOOD),
  http('429 Too Many Requests', { 'retry-after': '1', 'x-portkey-provider': 'openai' }, BAD),
  http(200, { 'content-encoding': 'gzip' }, gzipSync(GOOD)),
  `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${GOOD.length.toString(16)}\r\n${GOOD}\r\n0\r\nx-a: b\r\n\r\n`,
  'HTTP/1.1 307 Temporary Redirect\r\nlocation: /v2/chat\r\ncontent-length: 0\r\n\r\n',
  `HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n${http(502, { 'content-type': 'text/html' }, '<title>Bad Gateway</title>')}`,
].map((answer) => Buffer.from(answer).toString('latin1'));

/** What mutations put in: what HTTP, JSON and gzip set store by. */
const PIECES = [
  '\r\n',
  '\r\n\r\n',
  ' ',
  ':',
  '\0',
  '\xff',
  '0',
  '9',
  '999',
  '-1',
  '"',
  '{',
  '}',
  'ffffffff\r\n',
  'content-length: 3\r\n',
  'transfer-encoding: chunked\r\n',
  'content-encoding: br\r\n',
  'HTTP/1.1 200 OK\r\n\r\n',
];

/** A generator of numbers from 0 up to a limit, the same from run to run (a linear congruence: Numerical Recipes, 7.1). */
function numbersFrom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** One of the answers with one or two changes: a piece put in, taken out, doubled or cut off. */
function mutant(number: (limit: number) => number): string {
  let answer = ANSWERS[number(ANSWERS.length)] ?? '';
  for (let changes = 1 + number(2); changes > 0; changes--) {
    const at = number(answer.length);
    const length = 1 + number(6);
    const rest = answer.slice(at + length);
    const inside = [PIECES[number(PIECES.length)] ?? '', '', answer.slice(at, at + length).repeat(2)][number(3)] ?? '';
    answer = answer.slice(0, at) + inside + (number(40) === 0 ? '' : rest);
  }
  return answer;
}

/** What only the engine, Node or the SDK says. */
const ENGINES =
  /undefined|NaN|\[object|==|is not (a function|defined|iterable|valid|assignable)|Cannot |Unexpected|Invalid |Error\b|HPE_|ECONN|ERR_|\bat .*\.js|fetch failed|init\[/;

inBothToolJets((loader) => {
  const host = useHost({ loader });
  const raw = useRawGateway(host);

  test(`${COUNT} changed answers each give a result or one error in words, and all connections back`, async () => {
    const number = numbersFrom(20261124);
    raw.answer = (socket) => void socket.end(Buffer.from(mutant(number), 'latin1'));
    const outcomes: RunOutcome[] = [];
    const work = async () => {
      while (raw.gateway.requests.length < COUNT) outcomes.push(await raw.run());
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    const failed = outcomes.filter((outcome) => outcome.status === 'failed');
    for (const outcome of failed) {
      expect(outcome).toMatchObject({ errorName: 'QueryError', description: expect.stringMatching(/\w{2}/) });
      expect(outcome.description).not.toMatch(ENGINES);
    }
    // Neither all too tame nor all beyond recognition.
    expect(failed.length).toBeGreaterThan(COUNT / 2);
    expect(outcomes.length - failed.length).toBeGreaterThan(COUNT / 30);
    expect(await raw.gateway.left()).toBe(0);
    await raw.expectGood();
  }, 120_000);
});
