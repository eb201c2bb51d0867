import { bounded, embeddingInput, isEmpty, jsonObject, Misfit, number } from '../../lib/values';
import { parameters, positiveInteger, prompt, promptId, stopSequences, trimmedText } from '../../lib/values';

const parsers = {
  embeddingInput,
  jsonObject,
  number,
  parameters,
  positiveInteger,
  prompt,
  promptId,
  stopSequences,
  trimmedText,
};

// What forms usually hold stands in host/requests and host/wrong-fields; here is what else parsers meet.

/** Value in, value out. */
type Accepted = [parser: keyof typeof parsers, value: unknown, result: unknown];

const accepted: Accepted[] = [
  ['trimmedText', 4, '4'],
  ['trimmedText', 0, '0'],
  ['trimmedText', false, 'false'],

  ['promptId', 'pp-a@latest@b', 'pp-a@latest@b'],
  ['promptId', '6f1c2d3e-0000-4000-8000-000000000000', '6f1c2d3e-0000-4000-8000-000000000000'],
  ['promptId', '...', '...'],
  ['promptId', 12, '12'],

  ['prompt', '["one", "two"]', '["one", "two"]'],
  ['prompt', [], undefined],
  ['prompt', 0, '0'],
  ['prompt', false, 'false'],

  ['embeddingInput', '[[1, 2], [3]]', [[1, 2], [3]]],
  ['embeddingInput', '{"a": 1}', '{"a": 1}'],
  ['embeddingInput', { a: 1 }, '{"a":1}'],
  ['embeddingInput', [], undefined],
  ['embeddingInput', '[]', undefined],
  ['embeddingInput', 42, '42'],
  ['embeddingInput', true, 'true'],

  ['stopSequences', '["\\n"]', ['\n']],
  ['stopSequences', [1, true], ['1', 'true']],
  ['stopSequences', 7, ['7']],
  ['stopSequences', '[END', ['[END']],
  ['stopSequences', '[INST], [/INST]', ['[INST]', '[/INST]']],
  ['stopSequences', ',,', undefined],
  ['stopSequences', [], undefined],
  ['stopSequences', '[]', undefined],
  ['stopSequences', [''], undefined],

  ['number', '0', 0],
  ['number', '-1', -1],
  ['number', '1e-3', 0.001],

  ['positiveInteger', '1e3', 1000],

  ['jsonObject', { a: 1 }, { a: 1 }],
  ['jsonObject', {}, {}],
  ['jsonObject', ' {"a": {"b": [1]}} ', { a: { b: [1] } }],

  ['parameters', '{"top_p": 0.9, "stream": false}', { top_p: 0.9, stream: false }],
];

test.each(accepted)('%s turns %j into %j', (parser, value, result) => {
  expect(parsers[parser](value as NonNullable<unknown>)).toEqual(result);
});

/** Value in, sentence out. */
type Refused = [parser: keyof typeof parsers, value: unknown, sentence: string];

const refused: Refused[] = [
  ['trimmedText', ['a'], 'must be text, got an array'],

  ['promptId', ' .. ', 'must be the id of a saved prompt, such as pp-name-1a2b3c, got ".."'],
  ['promptId', '\ud800', 'must be the id of a saved prompt, such as pp-name-1a2b3c, got "\\ud800"'],
  ['promptId', 'pp a', 'must be the id of a saved prompt, such as pp-name-1a2b3c, got "pp a"'],
  ['promptId', ['pp-a'], 'must be text, got an array'],

  ['stopSequences', [['a']], 'must be one or more texts, got an array'],
  ['stopSequences', [null], 'must be one or more texts, got an array'],
  ['stopSequences', '[{"a": 1}]', 'must be one or more texts, got an array'],

  ['stopSequences', '["###"', 'is not valid JSON: expected "," or "]" at line 1, column 7'],
  ['stopSequences', 'a,'.repeat(65), 'must be at most 64 texts, got 65'],

  ['number', '12abc', 'must be a number, got "12abc"'],
  ['number', NaN, 'must be a number, got NaN'],
  ['number', [1], 'must be a number, got an array'],
  ['number', { a: 1 }, 'must be a number, got an object'],
  ['number', 'x'.repeat(100), 'must be a number, got a text of 100 characters'],
  ['number', 'sk-live-12345678', 'must be a number, got "sk-live-12345678"'],
  ['number', 'sk-live-123456789', 'must be a number, got a text of 17 characters'],

  ['positiveInteger', 1.5, 'must be a whole number, got 1.5'],
  ['positiveInteger', true, 'must be a whole number, got true'],
  ['positiveInteger', [256], 'must be a whole number, got an array'],
  ['positiveInteger', 1e300, 'must be a whole number, got 1e+300'],
  ['positiveInteger', '-5', 'must be at least 1, got "-5"'],

  ['jsonObject', '[1]', 'must be a JSON object such as {"name": "value"}, got an array'],
  ['jsonObject', false, 'must be a JSON object such as {"name": "value"}, got false'],
  ['jsonObject', '"text"', 'must be a JSON object such as {"name": "value"}, got "text"'],
  ['jsonObject', 'null', 'must be a JSON object such as {"name": "value"}, got null'],
  ['jsonObject', '{"a": 1,}', 'is not valid JSON: expected a property name in double quotes at line 1, column 9'],
  ['jsonObject', 'undefined', 'is not valid JSON: expected a value at line 1, column 1'],

  ['parameters', '{"stream": "true"}', 'cannot ask for a stream, as ToolJet takes one whole answer: remove "stream"'],
  ['parameters', '{"__proto__": 1}', 'cannot hold the name "__proto__"'],
];

test.each(refused)('%s refuses %j with the words: … %s', (parser, value, words) => {
  expect(() => parsers[parser](value as NonNullable<unknown>)).toThrow(new Misfit(words));
});

test.each([undefined, null, '', ' \n\t '])('%j counts as empty', (value) => {
  expect(isEmpty(value)).toBe(true);
});

test.each([0, false, 'a', [], {}])('%j does not count as empty', (value) => {
  expect(isEmpty(value)).toBe(false);
});

test('a parser does not change the value that it reads', () => {
  expect(stopSequences(Object.freeze(['a', '']))).toEqual(['a']);
});

describe('bounded', () => {
  const nested = (levels: number) => Array.from({ length: levels }).reduce<unknown>((inner) => [inner], 'end');

  test('what can be walked to its end is given back', () => {
    const value = { a: [nested(98)], b: 'text' };
    expect(bounded(value)).toBe(value);
  });

  test('what nests deeper than 100 levels is refused', () => {
    expect(() => bounded(nested(101))).toThrow(new Misfit('must not be nested deeper than 100 levels'));
  });

  test('a value that holds itself is refused', () => {
    const value: Record<string, unknown> = {};
    value.self = value;
    expect(() => bounded(value)).toThrow(Misfit);
  });

  test('branches that are shared so often that writing them would not end are refused', () => {
    const shared = Array.from({ length: 40 }).reduce<unknown>((inner) => [inner, inner], 'end');
    expect(() => bounded(shared)).toThrow(new Misfit('must not be larger than 64 MB'));
  });

  test('a long text that stands in an array a million times is refused', () => {
    const value = Array<string>(1_000_000).fill('x'.repeat(1000));
    expect(() => bounded(value)).toThrow(new Misfit('must not be larger than 64 MB'));
  });
});
