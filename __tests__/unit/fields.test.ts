import { CONNECTION, fieldError, OPERATIONS, reader } from '../../lib/fields';
import { failureOf } from '../support/unit';

const CUT = 'its {{ }} expression gave no value. If }} stands inside of the expression, write } } there';

const EMPTY: [string, Record<string, unknown>][] = [
  ['missing', {}],
  ['null', { messages: null, model: null }],
  ['cleared', { messages: '', model: '' }],
  ['blank', { messages: ' \n\t ', model: ' \n\t ' }],
];

test.each([...EMPTY, ['undefined', { model: undefined }] as const])(
  'an optional field that is %s is not sent',
  (_, form) => {
    expect(reader(OPERATIONS.chat, form)('model')).toBeUndefined();
  }
);

test.each(EMPTY)('a required field that is %s fails with its label and what belongs there', async (_, form) => {
  const sentence = 'Messages is required: enter an array such as [{"role": "user", "content": "Hi"}]';
  const failure = await failureOf(() => reader(OPERATIONS.chat, form)('messages'));
  expect(failure).toEqual({ message: sentence, description: sentence, data: { field: 'messages' } });
});

test('a required field that is there without a value is told from an empty one: ToolJet cut its expression', async () => {
  const { description, data } = await failureOf(() => reader(OPERATIONS.chat, { messages: undefined })('messages'));
  expect(description).toBe(`Messages is undefined: ${CUT}`);
  expect(data).toEqual({ field: 'messages' });
});

test.each([null, undefined, 'text', 5, [{ messages: 1 }]])(
  '%j in place of a form counts as an empty one',
  async (form) => {
    expect(reader(CONNECTION, form)('apiKey')).toBeUndefined();
    expect((await failureOf(() => reader(OPERATIONS.chat, form)('messages'))).description).toMatch(
      /^Messages is required/
    );
  }
);

test('a wrong value fails with the label of its field, and its key in the data', async () => {
  const sentence = 'Max Tokens must be a whole number, got "12abc"';
  const failure = await failureOf(() => reader(OPERATIONS.chat, { max_tokens: '12abc' })('max_tokens'));
  expect(failure).toEqual({ message: sentence, description: sentence, data: { field: 'max_tokens' } });
});

test('what is no misfit of a value is thrown as it is', () => {
  const broken = {
    field: {
      label: 'Field',
      parse: () => {
        throw new TypeError('a mistake of ours');
      },
    },
  };
  expect(() => reader(broken, { field: 1 })('field')).toThrow(TypeError);
});

describe('a field that older queries hold under another key', () => {
  test.each([
    ['its own key when that is filled in', { stop_sequence: 'a', stop_sequences: 'b' }, ['a']],
    ['the older key when its own is missing', { stop_sequences: 'b' }, ['b']],
    ['the older key when its own was cleared', { stop_sequence: ' ', stop_sequences: 'b' }, ['b']],
    ['its own key when 0 stands in it', { stop_sequence: 0, stop_sequences: 'b' }, ['0']],
    ['nothing when both are empty', { stop_sequence: '', stop_sequences: '' }, undefined],
  ])('a field that older queries hold under another key is read from %s', (_, form, value) => {
    expect(reader(OPERATIONS.chat, form)('stop_sequence')).toEqual(value);
  });

  test('a wrong value under an older key fails with the label of today and the key that held it', async () => {
    const { description, data } = await failureOf(() =>
      reader(OPERATIONS.prompt_completion, { parameters: '[1]' })('prompt_parameters')
    );
    expect(description).toMatch(/^Parameters must be a JSON object/);
    expect(data).toEqual({ field: 'parameters' });
  });
});

test('fieldError begins with the label and names the key', () => {
  const error = fieldError(CONNECTION, 'gatewayUrl', 'is wrong');
  expect(error.constructor.name).toBe('QueryError');
  expect(error).toMatchObject({ description: 'Gateway URL is wrong', data: { field: 'gatewayUrl' } });
});

test('a misspelt key does not compile', () => {
  const read = reader(OPERATIONS.chat, {});
  // @ts-expect-error There is no such field.
  expect(() => read('max_token')).toThrow();
});
