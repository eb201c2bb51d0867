import { key } from '../../lib/headers';
import { messages } from '../../lib/messages';
import { embeddingInput, jsonObject, parameters, stopSequences, type Parser } from '../../lib/values';

const LISTS = `[${'[],'.repeat(262_144)}[]]`;
const NAMES = `{${'"a":0,'.repeat(1_000_000)}"a":0}`;

const SENTENCES = {
  lists: 'must not hold more than 262144 lists and objects',
  names: 'must not hold more than 1000000 named values',
};

// Parsing it would stop the server for seconds, even if the value were refused afterwards.
test.each<[field: string, parts: keyof typeof SENTENCES, parse: Parser<unknown>, text: string]>([
  ['Messages', 'lists', messages, LISTS],
  ['Messages', 'names', messages, NAMES],
  ['Input', 'lists', embeddingInput, LISTS],
  ['Variables', 'names', jsonObject, NAMES],
  ['Other Parameters', 'lists', parameters, LISTS],
])('JSON text in %s is not parsed when it has too many %s', (_, parts, parse, text) => {
  const parsed = jest.spyOn(JSON, 'parse');
  expect(() => parse(text)).toThrow(SENTENCES[parts]);
  expect(parsed).not.toHaveBeenCalled();
  parsed.mockRestore();
});

test('JSON text with as many lists as a value may have is parsed', () => {
  expect(embeddingInput(`[${'1,'.repeat(300_000)}1]`)).toHaveLength(300_001);
  expect(stopSequences('["a", "b"]')).toEqual(['a', 'b']);
  expect(embeddingInput(`[${'[],'.repeat(260_000)}[]]`)).toHaveLength(260_001);
});

test('text that is no JSON may have any number of brackets', () => {
  const text = `See ${LISTS}`;
  expect(embeddingInput(text)).toBe(text);
});

test('a key that is larger than a header may be is refused, and not repeated', () => {
  expect(key('k'.repeat(64 * 1024))).toHaveLength(64 * 1024);
  expect(() => key('k'.repeat(64 * 1024 + 1))).toThrow(/^must not be larger than 64 kB, as it goes out in a header$/);
});
