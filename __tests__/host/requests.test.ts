import { onEveryDriver } from '../support/drivers';
import { WORKING } from '../support/host';

const HI = { role: 'user', content: 'Hi' };

type Case = [outcome: string, query: object, body: object];

/** What each operation posts where, field by field: what is filled in, and what goes out. */
const COMPLETION: Case[] = [
  ['a prompt alone is sent alone: no model and no limit is made up', { prompt: 'Hi' }, { prompt: 'Hi' }],
  ['a prompt keeps its spaces and lines', { prompt: ' a\n b ' }, { prompt: ' a\n b ' }],
  ['an array of texts is sent as several prompts', { prompt: ['a', 'b'] }, { prompt: ['a', 'b'] }],
  ['a number as prompt is sent as text', { prompt: 7 }, { prompt: '7' }],
  ['an object as prompt is sent as its JSON', { prompt: { a: [1] } }, { prompt: '{"a":[1]}' }],
  ['an array of other things as prompt is sent as its JSON', { prompt: [1, 'b'] }, { prompt: '[1,"b"]' }],
  ['the spaces around a model are dropped', { prompt: 'Hi', model: ' gpt-4o ' }, { prompt: 'Hi', model: 'gpt-4o' }],
  [
    'numbers are sent as numbers, a temperature of 0 too',
    { prompt: 'Hi', max_tokens: 5, temperature: 0 },
    { prompt: 'Hi', max_tokens: 5, temperature: 0 },
  ],
  [
    'numbers that were typed are sent as numbers',
    { prompt: 'Hi', max_tokens: ' 256', temperature: '0.5' },
    { prompt: 'Hi', max_tokens: 256, temperature: 0.5 },
  ],
  [
    'stop sequences that were typed are split at commas, trimmed, and sent as stop',
    { prompt: 'Hi', stop_sequences: 'END, ###,' },
    { prompt: 'Hi', stop: ['END', '###'] },
  ],
  ['a single stop sequence is sent as an array', { prompt: 'Hi', stop_sequences: '.' }, { prompt: 'Hi', stop: ['.'] }],
  [
    'an array of stop sequences is sent as it is, line breaks too',
    { prompt: 'Hi', stop_sequences: ['\n', ' b '] },
    { prompt: 'Hi', stop: ['\n', ' b '] },
  ],
  [
    'a JSON array of stop sequences keeps their commas',
    { prompt: 'Hi', stop_sequences: '["a,b"]' },
    { prompt: 'Hi', stop: ['a,b'] },
  ],
  [
    'as many as 64 stop sequences are sent',
    { prompt: 'Hi', stop_sequences: 's,'.repeat(64) },
    { prompt: 'Hi', stop: Array<string>(64).fill('s') },
  ],
  ['empty stop sequences are left out', { prompt: 'Hi', stop_sequences: ['', 'a'] }, { prompt: 'Hi', stop: ['a'] }],
  [
    'other parameters stand beside the fields and win over them',
    { prompt: 'Hi', temperature: 1, other_parameters: '{"temperature": 2, "top_p": 0.1, "stream": false}' },
    { prompt: 'Hi', temperature: 2, top_p: 0.1, stream: false },
  ],
  [
    'empty fields send nothing',
    { prompt: 'Hi', model: '', max_tokens: ' ', temperature: null, stop_sequences: ',', other_parameters: '' },
    { prompt: 'Hi' },
  ],
];

const CHAT: Case[] = [
  ['an array of messages is sent as it is', { messages: [HI] }, { messages: [HI] }],
  ['messages typed as JSON are sent as messages', { messages: `\n${JSON.stringify([HI])}` }, { messages: [HI] }],
  ['a single message is sent as an array of one', { messages: HI }, { messages: [HI] }],
  [
    'a single message typed as JSON is sent as an array of one',
    { messages: ` ${JSON.stringify(HI)}` },
    { messages: [HI] },
  ],
  [
    'the content of a message passes untouched: parts, null beside tool calls, and further properties',
    {
      messages: [
        { role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:' } }], name: 'ann' },
        { role: 'assistant', content: null, tool_calls: [{ id: 'c1' }] },
      ],
    },
    {
      messages: [
        { role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:' } }], name: 'ann' },
        { role: 'assistant', content: null, tool_calls: [{ id: 'c1' }] },
      ],
    },
  ],
  [
    'every field is sent under the name that the API has for it',
    { messages: [HI], model: '@p/m', max_tokens: 1, temperature: 0.2, stop_sequence: 'a', other_parameters: { n: 2 } },
    { messages: [HI], model: '@p/m', max_tokens: 1, temperature: 0.2, stop: ['a'], n: 2 },
  ],
  [
    'stop_sequences of a query saved by the bundled plugin are sent as stop',
    { messages: [HI], stop_sequences: 'a' },
    { messages: [HI], stop: ['a'] },
  ],
  [
    'stop_sequence wins over the stop_sequences of a saved query',
    { messages: [HI], stop_sequence: 'a', stop_sequences: 'b' },
    { messages: [HI], stop: ['a'] },
  ],
  [
    'other parameters win over every field, messages too',
    { messages: [HI], max_tokens: 5, other_parameters: { max_tokens: 6, messages: [] } },
    { messages: [], max_tokens: 6 },
  ],
];

// The SDK itself adds stream: false to a prompt.
const PROMPT: Case[] = [
  ['without variables an empty object of them is sent', { promptId: 'pp' }, { variables: {}, stream: false }],
  [
    'variables typed as JSON are sent as an object',
    { promptId: ' pp ', variables: '{"name": "Ada"}' },
    { variables: { name: 'Ada' }, stream: false },
  ],
  [
    'parameters stand beside the variables',
    { promptId: 'pp', variables: { a: 1 }, prompt_parameters: { max_tokens: 5 } },
    { variables: { a: 1 }, max_tokens: 5, stream: false },
  ],
  [
    'parameters of a query saved by the bundled plugin are sent',
    { promptId: 'pp', parameters: '{"n": 2}' },
    { variables: {}, n: 2, stream: false },
  ],
  [
    'prompt_parameters win over the parameters of a saved query',
    { promptId: 'pp', prompt_parameters: { n: 1 }, parameters: { n: 2 } },
    { variables: {}, n: 1, stream: false },
  ],
  [
    'parameters win over the variables but never replace the id, which is a part of the path',
    { promptId: 'pp', variables: { a: 1 }, prompt_parameters: { variables: { b: 2 }, promptID: '../x' } },
    { variables: { b: 2 }, stream: false },
  ],
];

const EMBEDDING: Case[] = [
  ['text is embedded as it is', { input: ' a' }, { input: ' a' }],
  ['text that only looks like an array is embedded as it is', { input: '[note] hi' }, { input: '[note] hi' }],
  ['an array of texts is sent as an array', { input: ['a', 'b'] }, { input: ['a', 'b'] }],
  ['an array of texts typed as JSON is sent as an array', { input: '["a", "b"]' }, { input: ['a', 'b'] }],
  ['tokens are sent as an array of numbers', { input: [1, 2] }, { input: [1, 2] }],
  [
    'model and other parameters stand beside the input',
    { input: 'a', model: 'm', other_parameters: '{"dimensions": 4}' },
    { input: 'a', model: 'm', dimensions: 4 },
  ],
  [
    'other parameters win over the model',
    { input: 'a', model: 'm', other_parameters: { model: 'b' } },
    { input: 'a', model: 'b' },
  ],
];

const OPERATIONS: [operation: keyof typeof WORKING, path: string, cases: Case[]][] = [
  ['completion', '/v1/completions', COMPLETION],
  ['chat', '/v1/chat/completions', CHAT],
  ['prompt_completion', '/v1/prompts/pp/completions', PROMPT],
  ['create_embedding', '/v1/embeddings', EMBEDDING],
];

onEveryDriver((host) => {
  describe.each(OPERATIONS)('the operation %s posts to %s', (operation, path, cases) => {
    test.each(cases)(`in a ${operation} %s`, async (_, query, body) => {
      const request = await host.sent({ operation, ...query });
      expect(request).toMatchObject({ method: 'POST', path });
      expect(request.body).toEqual(body);
    });

    test(`with a ${operation} nothing of another operation and no key of the host is sent`, async () => {
      const others = Object.assign({}, ...Object.values(WORKING)) as object;
      const ofHost = { transformationLanguage: 'javascript', runOnPageLoad: true, query_timeout: 20_000 };
      const alone = (await host.sent(WORKING[operation])).body;
      host.requests.length = 0;
      expect((await host.sent({ ...others, ...ofHost, ...WORKING[operation] })).body).toEqual(alone);
    });
  });

  test.each(['pp-name-1a2b3c', 'pp-name@12', 'pp-name@latest', 'a1b2c3d4-e5f6-4a7b-8c9d-0e1f2a3b4c5d', 'a.b~c_d'])(
    'the prompt id %s is one segment of the path as it stands',
    async (promptId) => {
      const { path } = await host.sent({ operation: 'prompt_completion', promptId });
      expect(path).toBe(`/v1/prompts/${promptId}/completions`);
    }
  );
});
