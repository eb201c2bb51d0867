import fc from 'fast-check';
import { fromLines, toLines } from '../../playground/page/lines';

afterEach(() => jest.restoreAllMocks());

const atOnce = () => Promise.resolve();

async function* piecesOf(text: string, size = text.length) {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

const read = (text: string, size?: number) => fromLines(piecesOf(text, size), atOnce);

const manyKeys = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`key ${index}`, `value ${index}`]));

test('whatever is written as lines is read as it was, with its keys in their order, in pieces of any length', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.jsonValue({ depthSize: 'large' }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 50 }),
      async (value, size, piece) => {
        expect(JSON.stringify(await read(toLines(value, size), piece))).toBe(JSON.stringify(value));
      }
    )
  );
});

test('a key called __proto__ stays a key', async () => {
  const text = '{"__proto__":{"a":[1,2,3]},"b":[4,{"__proto__":5}]}';
  expect(JSON.stringify(await read(toLines(JSON.parse(text), 1)))).toBe(text);
});

test('what is small is plain JSON', () => {
  expect(toLines({ status: 'ok', data: [1, 'two\nlines', null] })).toBe(
    '{"status":"ok","data":[1,"two\\nlines",null]}'
  );
});

test.each([
  ['keys', { data: manyKeys }],
  ['numbers', { data: Array.from({ length: 100_000 }, (_, index) => index / 7) }],
  ['texts', { data: Array.from({ length: 200 }, () => 'x'.repeat(10_000)) }],
  ['objects in objects', { data: Array.from({ length: 1_000 }, () => ({ a: { b: { c: [1, 2, 3] } } })) }],
  ['levels', Array.from({ length: 500 }).reduce((inner) => ({ inner, and: ['some', 'more', 'values'] }), manyKeys)],
])('of many %s, no line is long', (_, value) => {
  const lengths = toLines(value)
    .split('\n')
    .map((line) => line.length);
  expect(lengths.length).toBeGreaterThan(1);
  expect(Math.max(...lengths)).toBeLessThan(250_000);
});

test('a big value comes after a pause, a small one at once', async () => {
  const pause = jest.fn(atOnce);
  await fromLines(piecesOf(toLines({ data: [1] })), pause);
  expect(pause).not.toHaveBeenCalled();
  await fromLines(piecesOf(toLines(manyKeys)), pause);
  expect(pause).toHaveBeenCalled();
});

test('between the lines there is a pause whenever ten milliseconds have passed', async () => {
  let clock = 0;
  jest.spyOn(performance, 'now').mockImplementation(() => (clock += 6));
  const pause = jest.fn(atOnce);
  const text = toLines(manyKeys);
  await fromLines(piecesOf(text), pause);
  // Each line takes six milliseconds here, and so does each pause.
  const lines = text.split('\n').length - 1;
  expect(pause).toHaveBeenCalledTimes(1 + Math.floor(lines / 2));
});

test('whoever stops it in a pause gets no value', async () => {
  await expect(fromLines(piecesOf(toLines(manyKeys)), () => Promise.reject(new Error('Stopped')))).rejects.toThrow(
    'Stopped'
  );
});
