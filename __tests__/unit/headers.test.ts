import { config, headerText, metadata } from '../../lib/headers';
import { failureOf } from '../support/unit';

const EMPTY: [string, unknown][] = [
  ['missing', undefined],
  ['null', null],
  ['cleared', ''],
  ['blank', ' \n '],
];

describe.each(Object.entries({ headerText, metadata, config }))('%s', (_, reader) => {
  test.each(EMPTY)('reads nothing from a field that is %s', (_, value) => {
    expect(reader({ key: value }, 'key', 'Label')).toBeUndefined();
  });
});

describe('a key or slug', () => {
  test.each([
    [' pk-live \n', 'pk-live'],
    ['@openai-prod', '@openai-prod'],
    ['~!{}"', '~!{}"'],
    [12345, '12345'],
  ])('%j goes out as %j', (value, sent) => {
    expect(headerText({ key: value }, 'key', 'API Key')).toBe(sent);
  });

  test.each([
    ['a line break', 'pk-SECRET\nhalf'],
    ['a carriage return', 'pk-SECRET\rhalf'],
    ['a space', 'pk-SECRET half'],
    ['a character above U+00FF', 'pk-SECRET\u2026'],
    ['a character between U+007F and U+00FF', 'pk-SECRETé'],
    ['a control character', 'pk-SECRET\u0000half'],
  ])('with %s inside is refused, and not repeated', async (_, value) => {
    const failure = await failureOf(() => headerText({ key: value }, 'key', 'API Key'));
    expect(failure.data).toEqual({ field: 'key' });
    expect(failure.description).toBe(
      'API Key has a space, a line break or another character that no key has: copy it once more'
    );
    expect(JSON.stringify(failure)).not.toContain('SECRET');
  });

  test('that is an object is refused, and not repeated', async () => {
    const failure = await failureOf(() => headerText({ key: { key: 'SECRET' } }, 'key', 'API Key'));
    expect(failure.description).toBe('API Key must be text, got an object');
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
  ])('sends %s', (_, value, sent) => {
    expect(metadata({ key: value }, 'key', 'Metadata')).toBe(sent);
  });

  test('means the same after it was escaped', () => {
    const value = { _user: 'Zoë 😀\n"quoted"', 'clé\t': 'ÿ\u2028' };
    expect(JSON.parse(String(metadata({ key: value }, 'key', 'Metadata')))).toEqual(value);
  });

  test.each([
    ['an array', [1], 'Metadata must be a JSON object such as {"name": "value"}, got an array'],
    ['a number', 5, 'Metadata must be a JSON object such as {"name": "value"}, got 5'],
    ['text', 'support', 'Metadata is not valid JSON: expected a value at line 1, column 1'],
  ])('refuses %s', async (_, value, description) => {
    expect(await failureOf(() => metadata({ key: value }, 'key', 'Metadata'))).toMatchObject({
      description,
      data: { field: 'key' },
    });
  });
});

describe('a config', () => {
  test.each([
    ['the id of a saved config', ' pc-name-1a2b3c\n', 'pc-name-1a2b3c'],
    ['an object', { retry: { attempts: 3 } }, '{"retry":{"attempts":3}}'],
    ['an empty object', {}, '{}'],
    ['JSON text on one line', ' {\n  "retry": {\n "attempts": 3 } } ', '{"retry":{"attempts":3}}'],
    ['a character outside ASCII escaped', { name: 'é日' }, '{"name":"\\u00e9\\u65e5"}'],
  ])('sends %s', (_, value, sent) => {
    expect(config({ key: value }, 'key', 'Config')).toBe(sent);
  });

  const WRONG = 'Config must be the id of a saved config, such as pc-name-1a2b3c, or a JSON object';
  test.each([
    ['a number', 5, WRONG],
    ['a boolean', true, WRONG],
    ['an array', [{ a: 1 }], WRONG],
    ['JSON text of an array', '[{ "a": 1 }]', WRONG],
    ['an id with a line break', 'pc-SECRET\nx', WRONG],
    ['an id with a character above U+00FF', 'pc-SECRET…', WRONG],
    ['broken JSON', '{"a": ', 'Config is not valid JSON: expected a value at line 1, column 7'],
    [
      'two JSON objects',
      '{"a": 1} {"key": "SECRET"}',
      'Config is not valid JSON: expected the end at line 1, column 10',
    ],
  ])('refuses %s', async (_, value, description) => {
    const failure = await failureOf(() => config({ key: value }, 'key', 'Config'));
    expect(failure).toEqual({ message: description, description, data: { field: 'key' } });
  });
});
