import { config, key, metadata } from '../../lib/headers';
import { Misfit } from '../../lib/values';

describe('a key or slug', () => {
  test.each([
    [' pk-live \n', 'pk-live'],
    ['@openai-prod', '@openai-prod'],
    ['~!{}"', '~!{}"'],
    [12345, '12345'],
  ])('the key %j goes out as %j', (value, sent) => {
    expect(key(value)).toBe(sent);
  });

  test.each([
    ['a line break', 'pk-SECRET\nhalf'],
    ['a carriage return', 'pk-SECRET\rhalf'],
    ['a space', 'pk-SECRET half'],
    ['a character above U+00FF', 'pk-SECRET\u2026'],
    ['a character between U+007F and U+00FF', 'pk-SECRETé'],
    ['a control character', 'pk-SECRET\u0000half'],
  ])('a key with %s inside is refused, and not repeated', (_, value) => {
    const words = 'has a space, a line break or another character that no key has: copy it once more';
    expect(() => key(value)).toThrow(new Misfit(words));
  });

  test('a key that is an object is refused, and not repeated', () => {
    expect(() => key({ key: 'SECRET' })).toThrow(new Misfit('must be text, got an object'));
  });
});

describe('metadata', () => {
  test.each([
    ['text as it is', { team: 'support' }, '{"team":"support"}'],
    ['JSON text of an object', '{\n "team": "support"\n}', '{"team":"support"}'],
    ['a number as text', { n: 5, zero: 0 }, '{"n":"5","zero":"0"}'],
    ['a boolean as text', { yes: true, no: false }, '{"yes":"true","no":"false"}'],
    ['an object as JSON text', { o: { a: 1 } }, '{"o":"{\\"a\\":1}"}'],
    ['an array as JSON text', { l: [1, 'b'] }, '{"l":"[1,\\"b\\"]"}'],
    ['an empty text', { e: '' }, '{"e":""}'],
    ['null not at all', { a: 'b', n: null, u: undefined }, '{"a":"b"}'],
    ['a line break escaped', { t: 'one\ntwo' }, '{"t":"one\\ntwo"}'],
    ['a character above U+00FF escaped', { t: '日本 é' }, '{"t":"\\u65e5\\u672c \\u00e9"}'],
    ['an emoji escaped as two halves', { t: '😀' }, '{"t":"\\ud83d\\ude00"}'],
    ['the delete character escaped', { t: '\u007f' }, '{"t":"\\u007f"}'],
    ['a key outside ASCII escaped', { ключ: 'a' }, '{"\\u043a\\u043b\\u044e\\u0447":"a"}'],
    ['nothing of an empty object', {}, undefined],
    ['nothing of an object of nulls', { n: null }, undefined],
  ])('metadata goes out: %s', (_, value, sent) => {
    expect(metadata(value)).toBe(sent);
  });

  test('metadata means the same after it was escaped', () => {
    const value = { _user: 'Zoë 😀\n"quoted"', 'clé\t': 'ÿ\u2028' };
    expect(JSON.parse(String(metadata(value)))).toEqual(value);
  });

  test.each([
    ['an array', [1], 'must be a JSON object such as {"name": "value"}, got an array'],
    ['a number', 5, 'must be a JSON object such as {"name": "value"}, got 5'],
    ['text', 'support', 'is not valid JSON: expected a value at line 1, column 1'],
  ])('metadata is refused that is %s', (_, value, words) => {
    expect(() => metadata(value)).toThrow(new Misfit(words));
  });
});

describe('a config', () => {
  test.each([
    ['the id of a saved config', ' pc-name-1a2b3c\n', 'pc-name-1a2b3c'],
    ['an object', { retry: { attempts: 3 } }, '{"retry":{"attempts":3}}'],
    ['an empty object', {}, '{}'],
    ['JSON text on one line', ' {\n  "retry": {\n "attempts": 3 } } ', '{"retry":{"attempts":3}}'],
    ['a character outside ASCII escaped', { name: 'é日' }, '{"name":"\\u00e9\\u65e5"}'],
  ])('a config goes out: %s', (_, value, sent) => {
    expect(config(value)).toBe(sent);
  });

  const WRONG = 'must be the id of a saved config, such as pc-name-1a2b3c, or a JSON object';
  test.each([
    ['a number', 5, WRONG],
    ['a boolean', true, WRONG],
    ['an array', [{ a: 1 }], WRONG],
    ['JSON text of an array', '[{ "a": 1 }]', WRONG],
    ['an id with a line break', 'pc-SECRET\nx', WRONG],
    ['an id with a character above U+00FF', 'pc-SECRET…', WRONG],
    ['broken JSON', '{"a": ', 'is not valid JSON: expected a value at line 1, column 7'],
    ['two JSON objects', '{"a": 1} {"key": "SECRET"}', 'is not valid JSON: expected the end at line 1, column 10'],
  ])('a config is refused that is %s', (_, value, words) => {
    expect(() => config(value)).toThrow(new Misfit(words));
  });
});

test.each([
  ['an object of metadata', metadata, { a: 'x'.repeat(64 * 1024 - 8) }],
  ['a JSON config', config, `{"a":"${'x'.repeat(64 * 1024 - 8)}"}`],
  ["a saved config's id", config, 'x'.repeat(64 * 1024)],
  ['a key', key, 'x'.repeat(64 * 1024)],
])('%s of exactly 64 kB goes out', (_, parse, value) => {
  expect(parse(value)).toHaveLength(64 * 1024);
});

test.each([
  ['a text of metadata', metadata, `{"a": "${'x'.repeat(64 * 1024)}"}`],
  ['an object of metadata', metadata, { a: 'x'.repeat(64 * 1024) }],
  ['metadata that is too large once it is escaped', metadata, { a: 'é'.repeat(20_000) }],
  ['a JSON config', config, { a: 'x'.repeat(64 * 1024) }],
  ["a saved config's id", config, 'x'.repeat(64 * 1024 + 1)],
])('%s of more than 64 kB is refused, as no header takes it', (_, parse, value) => {
  expect(() => parse(value)).toThrow(new Misfit('must not be larger than 64 kB, as it goes out in a header'));
});
