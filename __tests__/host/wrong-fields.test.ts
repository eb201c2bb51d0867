import { onEveryDriver } from '../support/drivers';
import { WORKING } from '../support/host';

const OBJECT = 'must be a JSON object such as {"name": "value"}';
const MESSAGES = 'must be an array such as [{"role": "user", "content": "Hi"}]';
const STREAM = 'cannot ask for a stream, as ToolJet takes one whole answer: remove "stream"';
const UNDEFINED =
  'is undefined: its {{ }} expression gave no value. If }} stands inside of the expression, write } } there';

type Case = [field: string, value: unknown, sentence: string];

const COMPLETION: Case[] = [
  ['prompt', ' ', 'Prompt is required: enter the text to complete'],
  ['prompt', [], 'Prompt is required: enter the text to complete'],
  ['prompt', undefined, `Prompt ${UNDEFINED}`],
  ['model', {}, 'Model must be text, got an object'],
  ['max_tokens', '12abc', 'Max Tokens must be a whole number, got "12abc"'],
  ['max_tokens', '1.5', 'Max Tokens must be a whole number, got "1.5"'],
  ['max_tokens', 'pk-a1b2c3d4e5f6g7', 'Max Tokens must be a whole number, got a text of 17 characters'],
  ['temperature', 'hot', 'Temperature must be a number, got "hot"'],
  ['temperature', 'Infinity', 'Temperature must be a number, got "Infinity"'],
  ['stop_sequences', {}, 'Stop Sequences must be one or more texts, got an object'],
  ['stop_sequences', Array.from({ length: 65 }, (_, i) => `s${i}`), 'Stop Sequences must be at most 64 texts, got 65'],
  ['stop_sequences', ','.repeat(70_000), 'Stop Sequences must be at most 64 texts, got a text of 70000 characters'],
  ['metadata', `{"a": "${'x'.repeat(65_536)}"}`, 'Metadata must not be larger than 64 kB, as it goes out in a header'],
  ['metadata', { a: 'x'.repeat(65_536) }, 'Metadata must not be larger than 64 kB, as it goes out in a header'],
  ['metadata', { a: 'é'.repeat(16_384) }, 'Metadata must not be larger than 64 kB, as it goes out in a header'],
  ['config', { a: 'x'.repeat(65_536) }, 'Config must not be larger than 64 kB, as it goes out in a header'],
  ['config', 'x'.repeat(65_537), 'Config must not be larger than 64 kB, as it goes out in a header'],
  ['other_parameters', [1], `Other Parameters ${OBJECT}, got an array`],
];

const CHAT: Case[] = [
  ['messages', '', 'Messages is required: enter an array such as [{"role": "user", "content": "Hi"}]'],
  ['messages', undefined, `Messages ${UNDEFINED}`],
  ['messages', 'Hi', 'Messages must be an array, not plain text: write {{[{ role: "user", content: … }]}}'],
  ['messages', '"Hi"', 'Messages must be an array, not plain text: write {{[{ role: "user", content: … }]}}'],
  ['messages', '[{"role": "user"', 'Messages is not valid JSON: expected "," or "}" at line 1, column 17'],
  ['messages', 5, `Messages ${MESSAGES}, got 5`],
  ['messages', [], `Messages ${MESSAGES}, got an empty array`],
  ['messages', { content: 'Hi' }, 'Messages must each have a role such as "user"; number 1 is an object'],
  ['messages', [null], 'Messages must each have a role such as "user"; number 1 is null'],
  ['messages', [{ role: 5 }], 'Messages must each have a role such as "user"; number 1 is an object'],
  ['messages', [{}], 'Messages must each have a role such as "user"; number 1 is an object'],
  ['messages', [{ role: 'user' }, 'Hi'], 'Messages must each have a role such as "user"; number 2 is "Hi"'],
  ['messages', [{ role: '' }], 'Messages must each have a role such as "user"; number 1 is an object'],
  ['model', [], 'Model must be text, got an empty array'],
  ['max_tokens', 0, 'Max Tokens must be at least 1, got 0'],
  ['temperature', true, 'Temperature must be a number, got true'],
  ['stop_sequence', { a: 1 }, 'Stop Sequence must be one or more texts, got an object'],
  ['stop_sequences', {}, 'Stop Sequence must be one or more texts, got an object'],
  ['metadata', [1], `Metadata ${OBJECT}, got an array`],
  ['metadata', 5, `Metadata ${OBJECT}, got 5`],
  ['metadata', 'support', 'Metadata is not valid JSON: expected a value at line 1, column 1'],
  ['metadata', '{"a" 1}', 'Metadata is not valid JSON: expected ":" at line 1, column 6'],
  ['other_parameters', '5', `Other Parameters ${OBJECT}, got 5`],
  ['other_parameters', { stream: true }, `Other Parameters ${STREAM}`],
];

const PROMPT: Case[] = [
  ['promptId', undefined, `Prompt ID ${UNDEFINED}`],
  ['promptId', '', 'Prompt ID is required: enter the id of a saved prompt, such as pp-name-1a2b3c'],
  ...['..', '.', '../keys?x=#y', '%2e%2e', 'a/b', 'ключ'].map((id): Case => [
    'promptId',
    id,
    `Prompt ID must be the id of a saved prompt, such as pp-name-1a2b3c, got "${id}"`,
  ]),
  ['variables', 5, `Variables ${OBJECT}, got 5`],
  ['variables', 'x', 'Variables is not valid JSON: expected a value at line 1, column 1'],
  ['prompt_parameters', 5, `Parameters ${OBJECT}, got 5`],
  ['prompt_parameters', '{"stream": true}', `Parameters ${STREAM}`],
  ['parameters', 5, `Parameters ${OBJECT}, got 5`],
];

const EMBEDDING: Case[] = [
  ['input', '', 'Input is required: enter the text to embed'],
  ['input', [], 'Input is required: enter the text to embed'],
  ['input', undefined, `Input ${UNDEFINED}`],
  ['model', {}, 'Model must be text, got an object'],
  ['other_parameters', 5, `Other Parameters ${OBJECT}, got 5`],
];

const OPERATIONS: [operation: keyof typeof WORKING, cases: Case[]][] = [
  ['completion', COMPLETION],
  ['chat', CHAT],
  ['prompt_completion', PROMPT],
  ['create_embedding', EMBEDDING],
];

const named = (cases: Case[]) =>
  cases.map(([field, value, sentence]) => {
    const shown = typeof value === 'string' ? `"${value}"` : (JSON.stringify(value) ?? 'undefined');
    const title = `${field} ${shown.length > 40 ? `${shown.slice(0, 40)}…` : shown} fails with "${sentence}"`;
    return { title, field, value, sentence };
  });

onEveryDriver((host) => {
  const failed = (description: string, field: string) => ({
    status: 'failed',
    errorName: 'QueryError',
    message: 'Query could not be completed',
    description,
    data: { message: description, field },
  });

  describe.each(OPERATIONS)('a wrong field of %s stops the query before anything is sent', (operation, cases) => {
    test.each(named(cases))(`in a ${operation} $title`, async ({ field, value, sentence }) => {
      expect(await host.run({ ...WORKING[operation], [field]: value })).toEqual(failed(sentence, field));
      expect(host.requests).toEqual([]);
    });

    test(`in a ${operation} a required field that is missing altogether is required, and nothing is said of expressions`, async () => {
      const result = await host.run({ operation });
      expect(result).toMatchObject({ description: expect.stringMatching(/ is required: enter /) });
    });
  });

  test.each(['', undefined, 'models', 'Chat', 5, 'constructor', '__proto__'])(
    'the operation %j fails with a sentence that lists the four operations',
    async (operation) => {
      const result = await host.run({ ...WORKING.chat, operation });
      const four = 'completion, chat, prompt_completion, create_embedding';
      expect(result).toMatchObject({ status: 'failed', errorName: 'QueryError', data: { field: 'operation' } });
      if (operation === undefined) expect(result).toMatchObject({ description: expect.stringMatching(/^Operation /) });
      else expect(result).toMatchObject({ description: expect.stringMatching(`^Operation .* one of ${four}$`) });
      expect(host.requests).toEqual([]);
    }
  );

  test('a query without an operation fails with a sentence that lists the four', async () => {
    const description = expect.stringMatching(/^Operation .* completion, chat, prompt_completion, create_embedding$/);
    expect(await host.run({ messages: [] })).toMatchObject({ description, data: { field: 'operation' } });
  });
});
