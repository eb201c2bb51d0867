import * as fields from '../../lib/fields';
import { failureOf } from '../support/unit';

const EMPTY: [string, Record<string, unknown>][] = [
  ['missing', {}],
  ['undefined', { key: undefined }],
  ['null', { key: null }],
  ['cleared', { key: '' }],
  ['blank', { key: ' \n\t ' }],
];

/** Reads `{ key: value }` under the label "Label". */
const read = <T>(reader: fields.Reader<T>, value: unknown) => reader({ key: value }, 'key', 'Label');

describe('an empty field', () => {
  const optional = {
    filled: fields.filled,
    name: fields.name,
    stop: fields.stop,
    number: fields.number,
    count: fields.count,
    object: fields.object,
    parameters: fields.parameters,
  };

  describe.each(Object.entries(optional))('read by %s', (_, reader) => {
    test.each(EMPTY)('means "not sent" when it is %s', (_, form) => {
      expect(reader(form, 'key', 'Label')).toBeUndefined();
    });
  });

  const required: [string, fields.Reader<unknown>, string][] = [
    ['promptId', fields.promptId, 'Label is required: enter the id of a saved prompt, such as pp-name-1a2b3c'],
    ['prompt', fields.prompt, 'Label is required: enter the text to complete'],
    ['input', fields.input, 'Label is required: enter the text to embed'],
    ['messages', fields.messages, 'Label is required: enter an array such as [{"role": "user", "content": "Hi"}]'],
  ];

  describe.each(required)('read by %s', (_, reader, description) => {
    test.each(EMPTY)('is an error when it is %s', async (_, form) => {
      expect(await failureOf(() => reader(form, 'key', 'Label'))).toEqual({
        message: description,
        description,
        data: { field: 'key' },
      });
    });
  });
});

test('fieldError names the field by a sentence, and its key in the data', () => {
  const error = fields.fieldError('max_tokens', 'Max Tokens is wrong');
  expect(error.constructor.name).toBe('QueryError');
  expect(error).toMatchObject({ description: 'Max Tokens is wrong', data: { field: 'max_tokens' } });
});

test.each([
  ['the first key when it is filled in', { one: 'a', two: 'b' }, 'one'],
  ['the second key when the first is missing', { two: 'b' }, 'two'],
  ['the second key when the first was cleared', { one: ' ', two: 'b' }, 'two'],
  ['the first key when 0 stands in it', { one: 0, two: 'b' }, 'one'],
  ['the first key when none is filled in', {}, 'one'],
] as [string, Record<string, unknown>, string][])('firstFilled takes %s', (_, form, key) => {
  expect(fields.firstFilled(form, ['one', 'two'])).toBe(key);
});

/** Value in, value out. */
type Accepted = [reader: string, value: unknown, result: unknown];

const accepted: Accepted[] = [
  ['filled', ' as typed ', ' as typed '],
  ['filled', 0, 0],
  ['filled', false, false],

  ['name', ' gpt-4o\n', 'gpt-4o'],
  ['name', 4, '4'],
  ['name', 0, '0'],
  ['name', false, 'false'],

  ['promptId', ' pp-name-1a2b3c ', 'pp-name-1a2b3c'],
  ['promptId', 'pp-name-1a2b3c@12', 'pp-name-1a2b3c@12'],
  ['promptId', 'pp-a@latest@b', 'pp-a@latest@b'],
  ['promptId', '6f1c2d3e-0000-4000-8000-000000000000', '6f1c2d3e-0000-4000-8000-000000000000'],
  ['promptId', '../virtual-keys?x=', '..%2Fvirtual-keys%3Fx%3D'],
  ['promptId', 'a/b#c', 'a%2Fb%23c'],
  ['promptId', '...', '...'],
  ['promptId', '%2e%2e', '%252e%252e'],
  ['promptId', 12, '12'],

  ['prompt', ' Say hi\n', ' Say hi\n'],
  ['prompt', ['one', 'two'], ['one', 'two']],
  ['prompt', '["one", "two"]', '["one", "two"]'],
  ['prompt', { a: 1 }, '{"a":1}'],
  ['prompt', ['one', 2], '["one",2]'],
  ['prompt', 0, '0'],
  ['prompt', false, 'false'],

  ['input', ' as it is ', ' as it is '],
  ['input', '[note] hi', '[note] hi'],
  ['input', ['one', 'two'], ['one', 'two']],
  ['input', ' ["one", "two"] ', ['one', 'two']],
  ['input', [1, 2, 3], [1, 2, 3]],
  ['input', '[[1, 2], [3]]', [[1, 2], [3]]],
  ['input', '{"a": 1}', '{"a": 1}'],
  ['input', { a: 1 }, '{"a":1}'],
  ['input', 42, '42'],
  ['input', true, 'true'],

  ['stop', '###', ['###']],
  ['stop', ' ###, END ,, ', ['###', 'END']],
  ['stop', '["###", "a,b"]', ['###', 'a,b']],
  ['stop', ['###', '', 'END'], ['###', 'END']],
  ['stop', ['\n', ' Human:'], ['\n', ' Human:']],
  ['stop', '["\\n"]', ['\n']],
  ['stop', [1, true], ['1', 'true']],
  ['stop', 7, ['7']],
  ['stop', '[END', ['[END']],
  ['stop', ',,', undefined],
  ['stop', [], undefined],
  ['stop', '[]', undefined],
  ['stop', [''], undefined],

  ['number', 0, 0],
  ['number', '0', 0],
  ['number', ' 0.7 ', 0.7],
  ['number', '-1', -1],
  ['number', '1e-3', 0.001],

  ['count', 1, 1],
  ['count', '256', 256],
  ['count', ' 256 ', 256],
  ['count', '1e3', 1000],

  ['object', { a: 1 }, { a: 1 }],
  ['object', {}, {}],
  ['object', ' {"a": {"b": [1]}} ', { a: { b: [1] } }],

  ['parameters', '{"top_p": 0.9, "stream": false}', { top_p: 0.9, stream: false }],

  ['messages', [{ role: 'user', content: 'Hi' }], [{ role: 'user', content: 'Hi' }]],
  ['messages', '[{"role": "user", "content": "Hi"}]', [{ role: 'user', content: 'Hi' }]],
  ['messages', { role: 'user', content: 'Hi' }, [{ role: 'user', content: 'Hi' }]],
  ['messages', '{"role": "user", "content": "Hi"}', [{ role: 'user', content: 'Hi' }]],
  [
    'messages',
    [{ role: 'assistant', content: null, tool_calls: [] }],
    [{ role: 'assistant', content: null, tool_calls: [] }],
  ],
  [
    'messages',
    [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
    [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
  ],
];

type ReaderName = Exclude<keyof typeof fields, 'fieldError' | 'firstFilled'>;

test.each(accepted)('%s reads %j as %j', (reader, value, result) => {
  expect(read(fields[reader as ReaderName] as fields.Reader<unknown>, value)).toEqual(result);
});

/** Value in, sentence out. */
type Refused = [reader: string, value: unknown, sentence: string];

const refused: Refused[] = [
  ['name', { a: 1 }, 'Label must be text, got an object'],
  ['name', ['a'], 'Label must be text, got an array'],
  ['name', [], 'Label must be text, got an empty array'],

  ['promptId', '.', 'Label must be the id of a saved prompt, got "."'],
  ['promptId', ' .. ', 'Label must be the id of a saved prompt, got ".."'],
  ['promptId', '\ud800', 'Label must be the id of a saved prompt, got "\\ud800"'],
  ['promptId', ['pp-a'], 'Label must be text, got an array'],

  ['prompt', [], 'Label is required: enter the text to complete'],
  ['input', [], 'Label is required: enter the text to embed'],
  ['input', '[]', 'Label is required: enter the text to embed'],

  ['stop', { a: 1 }, 'Label must be one or more texts, got an object'],
  ['stop', [['a']], 'Label must be one or more texts, got an array'],
  ['stop', [null], 'Label must be one or more texts, got an array'],
  ['stop', '[{"a": 1}]', 'Label must be one or more texts, got "[{\\"a\\": 1}]"'],

  ['number', '12abc', 'Label must be a number, got "12abc"'],
  ['number', 'Infinity', 'Label must be a number, got "Infinity"'],
  ['number', NaN, 'Label must be a number, got null'],
  ['number', true, 'Label must be a number, got true'],
  ['number', [1], 'Label must be a number, got an array'],
  ['number', { a: 1 }, 'Label must be a number, got an object'],
  ['number', 'x'.repeat(100), 'Label must be a number, got a text of 100 characters'],

  ['count', '12abc', 'Label must be a whole number, got "12abc"'],
  ['count', 1.5, 'Label must be a whole number, got 1.5'],
  ['count', '1.5', 'Label must be a whole number, got "1.5"'],
  ['count', true, 'Label must be a whole number, got true'],
  ['count', [256], 'Label must be a whole number, got an array'],
  ['count', 1e300, 'Label must be a whole number, got 1e+300'],
  ['count', 0, 'Label must be at least 1, got 0'],
  ['count', '-5', 'Label must be at least 1, got "-5"'],

  ['object', [1], 'Label must be a JSON object such as {"name": "value"}, got an array'],
  ['object', '[1]', 'Label must be a JSON object such as {"name": "value"}, got an array'],
  ['object', 5, 'Label must be a JSON object such as {"name": "value"}, got 5'],
  ['object', false, 'Label must be a JSON object such as {"name": "value"}, got false'],
  ['object', '"text"', 'Label must be a JSON object such as {"name": "value"}, got "text"'],
  ['object', 'null', 'Label must be a JSON object such as {"name": "value"}, got null'],
  ['object', '{"a": 1,}', 'Label is not valid JSON: expected a property name in double quotes at line 1, column 9'],
  ['object', 'undefined', 'Label is not valid JSON: expected a value at line 1, column 1'],

  ['parameters', { stream: true }, 'Label cannot ask for a stream, as ToolJet takes one whole answer: remove "stream"'],
  [
    'parameters',
    '{"stream": "true"}',
    'Label cannot ask for a stream, as ToolJet takes one whole answer: remove "stream"',
  ],
  ['parameters', [1], 'Label must be a JSON object such as {"name": "value"}, got an array'],

  ['messages', [], 'Label must be an array such as [{"role": "user", "content": "Hi"}], got an empty array'],
  ['messages', 'Hi', 'Label is not valid JSON: expected a value at line 1, column 1'],
  ['messages', '"Hi"', 'Label must be an array such as [{"role": "user", "content": "Hi"}], got "Hi"'],
  ['messages', 5, 'Label must be an array such as [{"role": "user", "content": "Hi"}], got 5'],
  ['messages', ['Hi'], 'Label must each have a role such as "user"; number 1 is "Hi"'],
  [
    'messages',
    [{ role: 'user', content: 'Hi' }, { content: 'Hi' }],
    'Label must each have a role such as "user"; number 2 is an object',
  ],
  ['messages', { content: 'Hi' }, 'Label must each have a role such as "user"; number 1 is an object'],
  ['messages', [{ role: '' }], 'Label must each have a role such as "user"; number 1 is an object'],
  ['messages', [{ role: 5 }], 'Label must each have a role such as "user"; number 1 is an object'],
  ['messages', [null], 'Label must each have a role such as "user"; number 1 is null'],
];

test.each(refused)('%s refuses %j: %s', async (reader, value, sentence) => {
  const failure = await failureOf(() => read(fields[reader as ReaderName] as fields.Reader<unknown>, value));
  expect(failure).toEqual({ message: sentence, description: sentence, data: { field: 'key' } });
});

test('a value that has no JSON is shown as "nothing"', async () => {
  const { description } = await failureOf(() => read(fields.number, () => 1));
  expect(description).toBe('Label must be a number, got nothing');
});

test('a value read from a form is not changed', () => {
  const form = Object.freeze({ key: Object.freeze(['a', '']) });
  expect(fields.stop(form, 'key', 'Label')).toEqual(['a']);
});
