import { explainJsonError } from '../../lib/json-error';

test.each([
  ['', 'expected a value at line 1, column 1'],
  ['nope', 'expected a value at line 1, column 1'],
  ["{'a': 1}", 'expected a property name in double quotes at line 1, column 2'],
  ['{a: 1}', 'expected a property name in double quotes at line 1, column 2'],
  ['{"a" 1}', 'expected ":" at line 1, column 6'],
  ['{"a": }', 'expected a value at line 1, column 7'],
  ['{"a": 1', 'expected "," or "}" at line 1, column 8'],
  ['{"a": 1 "b": 2}', 'expected "," or "}" at line 1, column 9'],
  ['{\n  "a": 1\n  "b": 2\n}', 'expected "," or "}" at line 3, column 3'],
  ['{"a": 1,}', 'expected a property name in double quotes at line 1, column 9'],
  ['[1, 2', 'expected "," or "]" at line 1, column 6'],
  ['[1,]', 'expected a value at line 1, column 4'],
  ['[1 2]', 'expected "," or "]" at line 1, column 4'],
  ['{"a": {"b": [true, nul]}}', 'expected a value at line 1, column 20'],
  ['{} x', 'expected the end at line 1, column 4'],
  ['1.', 'expected the end at line 1, column 2'],
  ['01', 'expected the end at line 1, column 2'],
  ['-', 'expected a value at line 1, column 1'],
  ['{"a": "b', 'expected a text on one line that ends in a double quote at line 1, column 7'],
  ['{"a": "one\ntwo"}', 'expected a text on one line that ends in a double quote at line 1, column 7'],
  ['["\\x"]', 'expected a text on one line that ends in a double quote at line 1, column 2'],
  ['["say "hi""]', 'expected "," or "]" at line 1, column 8'],
])('JSON such as %j is told to be wrong: %s', (text, sentence) => {
  expect(() => JSON.parse(text)).toThrow();
  expect(explainJsonError(text)).toBe(sentence);
});

test.each(['{}', '[]', ' {"a": [1, -2.5e+3, "\\u00e9\\n", true, false, null, {}]} '])(
  'JSON such as %j is told to be right up to its end',
  (text) => {
    expect(explainJsonError(`${text}x`)).toMatch(/^expected the end at /);
  }
);

test('a mistake is found two hundred levels deep, and no deeper', () => {
  expect(explainJsonError(`${'['.repeat(199)}x`)).toBe('expected a value at line 1, column 200');
  expect(explainJsonError(`${'['.repeat(200)}x`)).toBe('expected fewer levels at line 1, column 201');
});

test('JSON that is nested too deeply is told to have too many levels, and does not exhaust the stack', () => {
  expect(explainJsonError('['.repeat(100_000))).toMatch(/^expected fewer levels at line 1, column \d+$/);
});

test.each([
  [
    'a long text that does not end',
    `{"a": "${'\\\\'.repeat(200_000)}`,
    'expected a text on one line that ends in a double quote at line 1, column 7',
  ],
  [
    'a mistake behind the first million characters',
    `[${'1,'.repeat(600_000)}}`,
    'the mistake is not in its first million characters',
  ],
  [
    'a text of more than a million characters that does not end',
    `["${'\\n'.repeat(5_000_000)}`,
    'the mistake is not in its first million characters',
  ],
])('%s neither stops the server nor exhausts the stack', (_, text, sentence) => {
  expect(explainJsonError(text)).toBe(sentence);
});

test('what is wrong with JSON is told without quoting it', () => {
  expect(explainJsonError('{"api_key": "SECRET" "x"}')).not.toContain('SECRET');
});
