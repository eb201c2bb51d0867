import { runOperation } from '../../lib/operations';
import { PortkeyClient } from '../../lib/sdk';
import { DECOYS, failureOf, type Recorder, startRecorder } from '../support/unit';

interface Call {
  resource: string;
  body: Record<string, unknown>;
  params: unknown;
  options: unknown;
}

/** A client that writes down which resource is called with what. */
function fakeClient() {
  const calls: Call[] = [];
  const create = (resource: string) => ({
    create: (body: Record<string, unknown>, params: unknown, options: unknown) => {
      calls.push({ resource, body, params, options });
      return Promise.resolve({ id: 'answer' });
    },
  });
  const client = {
    completions: create('completions'),
    chat: { completions: create('chat.completions') },
    prompts: { completions: create('prompts.completions') },
    embeddings: create('embeddings'),
  };
  return { client: client as unknown as PortkeyClient, calls };
}

const MESSAGES = [{ role: 'user', content: 'Hi' }];

/** The fields that an operation needs. */
const MINIMAL = {
  completion: { operation: 'completion', prompt: 'Say hi' },
  chat: { operation: 'chat', messages: MESSAGES },
  prompt_completion: { operation: 'prompt_completion', promptId: 'pp-a' },
  create_embedding: { operation: 'create_embedding', input: 'text' },
};

const OBJECT = 'must be a JSON object such as {"name": "value"}';

describe('the call', () => {
  type Case = [name: string, query: Record<string, unknown>, resource: string, body: Record<string, unknown>];

  const cases: Case[] = [
    [
      'completion: every field',
      {
        ...MINIMAL.completion,
        model: ' gpt-3.5-turbo-instruct ',
        max_tokens: '256',
        temperature: '0',
        stop_sequences: '###, END',
        other_parameters: '{"top_p": 0.9}',
      },
      'completions',
      {
        prompt: 'Say hi',
        model: 'gpt-3.5-turbo-instruct',
        max_tokens: 256,
        temperature: 0,
        stop: ['###', 'END'],
        top_p: 0.9,
      },
    ],
    ['completion: only the prompt', MINIMAL.completion, 'completions', { prompt: 'Say hi' }],
    [
      'completion: several prompts',
      { ...MINIMAL.completion, prompt: ['a', 'b'] },
      'completions',
      { prompt: ['a', 'b'] },
    ],
    [
      'completion: other parameters win',
      { ...MINIMAL.completion, model: 'a', max_tokens: 5, other_parameters: { model: 'b', stop: 'x', stream: false } },
      'completions',
      { prompt: 'Say hi', model: 'b', max_tokens: 5, stop: 'x', stream: false },
    ],
    [
      'chat: every field',
      {
        ...MINIMAL.chat,
        model: 'gpt-4o',
        max_tokens: 256,
        temperature: 0.7,
        stop_sequence: ['###'],
        other_parameters: { seed: 7 },
      },
      'chat.completions',
      { messages: MESSAGES, model: 'gpt-4o', max_tokens: 256, temperature: 0.7, stop: ['###'], seed: 7 },
    ],
    ['chat: only the messages', MINIMAL.chat, 'chat.completions', { messages: MESSAGES }],
    [
      'chat: messages as JSON text',
      { ...MINIMAL.chat, messages: JSON.stringify(MESSAGES) },
      'chat.completions',
      { messages: MESSAGES },
    ],
    [
      'chat: stop_sequences of an old query',
      { ...MINIMAL.chat, stop_sequences: 'END' },
      'chat.completions',
      { messages: MESSAGES, stop: ['END'] },
    ],
    [
      'chat: stop_sequence before stop_sequences',
      { ...MINIMAL.chat, stop_sequence: 'a', stop_sequences: 'b' },
      'chat.completions',
      { messages: MESSAGES, stop: ['a'] },
    ],
    [
      'chat: other parameters win',
      { ...MINIMAL.chat, max_tokens: 5, other_parameters: { max_tokens: 6, messages: [] } },
      'chat.completions',
      { messages: [], max_tokens: 6 },
    ],
    [
      'prompt completion: every field',
      {
        ...MINIMAL.prompt_completion,
        promptId: ' pp-a@12 ',
        variables: '{"name": "Ada"}',
        prompt_parameters: { temperature: 0.2 },
      },
      'prompts.completions',
      { promptID: 'pp-a@12', variables: { name: 'Ada' }, temperature: 0.2 },
    ],
    [
      'prompt completion: only the id',
      MINIMAL.prompt_completion,
      'prompts.completions',
      { promptID: 'pp-a', variables: {} },
    ],
    [
      'prompt completion: parameters of an old query',
      { ...MINIMAL.prompt_completion, parameters: '{"max_tokens": 5}' },
      'prompts.completions',
      { promptID: 'pp-a', variables: {}, max_tokens: 5 },
    ],
    [
      'prompt completion: prompt_parameters before parameters',
      { ...MINIMAL.prompt_completion, prompt_parameters: { n: 1 }, parameters: { n: 2 } },
      'prompts.completions',
      { promptID: 'pp-a', variables: {}, n: 1 },
    ],
    [
      'prompt completion: parameters win, but never replace the id, which is part of the path',
      {
        ...MINIMAL.prompt_completion,
        variables: { a: 1 },
        prompt_parameters: { variables: { b: 2 }, promptID: '../x' },
      },
      'prompts.completions',
      { promptID: 'pp-a', variables: { b: 2 } },
    ],
    [
      'embedding: every field',
      { ...MINIMAL.create_embedding, model: 'text-embedding-3-small', other_parameters: '{"dimensions": 256}' },
      'embeddings',
      { input: 'text', model: 'text-embedding-3-small', dimensions: 256 },
    ],
    ['embedding: only the input', MINIMAL.create_embedding, 'embeddings', { input: 'text' }],
    [
      'embedding: several inputs',
      { ...MINIMAL.create_embedding, input: '["a", "b"]' },
      'embeddings',
      { input: ['a', 'b'] },
    ],
    [
      'embedding: other parameters win',
      { ...MINIMAL.create_embedding, model: 'a', other_parameters: { model: 'b' } },
      'embeddings',
      { input: 'text', model: 'b' },
    ],
  ];

  test.each(cases)('%s', async (_, query, resource, body) => {
    const { client, calls } = fakeClient();
    expect(await runOperation(client, query)).toEqual({ id: 'answer' });
    expect(calls).toEqual([{ resource, body, params: undefined, options: {} }]);
  });
});

describe.each(Object.entries(MINIMAL))('%s', (operation, minimal) => {
  test('sends no field of another operation, no key of the host and no empty field', async () => {
    const { client, calls } = fakeClient();
    const shared = { model: '', max_tokens: null, temperature: ' ', stop_sequence: '', stop_sequences: undefined };
    const empty = {
      ...shared,
      metadata: '',
      other_parameters: '',
      variables: '',
      prompt_parameters: '',
      parameters: '',
    };
    const host = { transformationLanguage: 'javascript', enableTransformation: false, runOnPageLoad: true };
    const others = Object.assign({}, ...Object.values(MINIMAL)) as object;
    await runOperation(client, { ...others, ...host, ...empty, ...minimal });
    const sent = JSON.parse(JSON.stringify(calls[0]?.body)) as object;
    const alone = fakeClient();
    await runOperation(alone.client, minimal);
    expect(sent).toEqual(JSON.parse(JSON.stringify(alone.calls[0]?.body)));
    expect(calls[0]?.options).toEqual({});
  });

  test('sends metadata as one header, escaped, and nothing else with it', async () => {
    const { client, calls } = fakeClient();
    await runOperation(client, { ...minimal, metadata: { team: 'é', apiKey: 'x', n: 5, gone: null } });
    expect(calls[0]).toMatchObject({
      params: undefined,
      options: { extraHeaders: { 'x-portkey-metadata': '{"team":"\\u00e9","apiKey":"x","n":"5"}' } },
    });
    expect(calls[0]?.body).not.toHaveProperty('metadata');
  });

  test('refuses wrong metadata before anything is sent', async () => {
    const { client, calls } = fakeClient();
    const failure = await failureOf(() => runOperation(client, { ...minimal, metadata: [1] }));
    expect(failure).toMatchObject({ description: `Metadata ${OBJECT}, got an array`, data: { field: 'metadata' } });
    expect(calls).toEqual([]);
  });

  test('changes nothing that the host handed over', async () => {
    const query = {
      ...minimal,
      metadata: { a: 1 },
      other_parameters: { user: 'u' },
      variables: { v: 1 },
      prompt_parameters: { n: 1 },
    };
    const before = structuredClone(query);
    Object.values(query).forEach((value) => Object.freeze(value));
    await runOperation(
      new PortkeyClient({ apiKey: 'pk', baseURL: 'http://localhost:1/v1' }),
      Object.freeze(query)
    ).then(undefined, () => undefined);
    expect(query).toEqual(before);
    expect(query.operation).toBe(operation);
  });
});

describe('a wrong field stops the query before anything is sent', () => {
  test.each([
    ['completion', { prompt: ' ' }, 'prompt', 'Prompt is required: enter the text to complete'],
    ['completion', { model: {} }, 'model', 'Model must be text, got an object'],
    ['completion', { max_tokens: '12abc' }, 'max_tokens', 'Max Tokens must be a whole number, got "12abc"'],
    ['completion', { temperature: 'hot' }, 'temperature', 'Temperature must be a number, got "hot"'],
    ['completion', { stop_sequences: {} }, 'stop_sequences', 'Stop Sequences must be one or more texts, got an object'],
    ['completion', { other_parameters: [1] }, 'other_parameters', `Other Parameters ${OBJECT}, got an array`],
    [
      'chat',
      { messages: 5 },
      'messages',
      'Messages must be an array such as [{"role": "user", "content": "Hi"}], got 5',
    ],
    ['chat', { model: [] }, 'model', 'Model must be text, got an empty array'],
    ['chat', { max_tokens: 0 }, 'max_tokens', 'Max Tokens must be at least 1, got 0'],
    ['chat', { temperature: true }, 'temperature', 'Temperature must be a number, got true'],
    ['chat', { stop_sequence: {} }, 'stop_sequence', 'Stop Sequence must be one or more texts, got an object'],
    ['chat', { stop_sequences: {} }, 'stop_sequences', 'Stop Sequence must be one or more texts, got an object'],
    [
      'chat',
      { other_parameters: { stream: true } },
      'other_parameters',
      'Other Parameters cannot ask for a stream, as ToolJet takes one whole answer: remove "stream"',
    ],
    [
      'prompt_completion',
      { promptId: '..' },
      'promptId',
      'Prompt ID must be the id of a saved prompt, such as pp-name-1a2b3c, got ".."',
    ],
    ['prompt_completion', { variables: 5 }, 'variables', `Variables ${OBJECT}, got 5`],
    ['prompt_completion', { prompt_parameters: 5 }, 'prompt_parameters', `Parameters ${OBJECT}, got 5`],
    ['prompt_completion', { parameters: 5 }, 'parameters', `Parameters ${OBJECT}, got 5`],
    [
      'prompt_completion',
      { prompt_parameters: '{"stream": true}' },
      'prompt_parameters',
      'Parameters cannot ask for a stream, as ToolJet takes one whole answer: remove "stream"',
    ],
    ['create_embedding', { input: '' }, 'input', 'Input is required: enter the text to embed'],
    ['create_embedding', { model: {} }, 'model', 'Model must be text, got an object'],
    ['create_embedding', { other_parameters: 5 }, 'other_parameters', `Other Parameters ${OBJECT}, got 5`],
  ] as [keyof typeof MINIMAL, Record<string, unknown>, string, string][])(
    '%s with %j',
    async (operation, wrong, field, description) => {
      const { client, calls } = fakeClient();
      const failure = await failureOf(() => runOperation(client, { ...MINIMAL[operation], ...wrong }));
      expect(failure).toEqual({ message: description, description, data: { field } });
      expect(calls).toEqual([]);
    }
  );

  test.each([[undefined], [''], ['models'], ['Chat'], [5], ['constructor']])('operation %j', async (operation) => {
    const { client, calls } = fakeClient();
    const { description, data } = await failureOf(() => runOperation(client, { ...MINIMAL.chat, operation }));
    expect(description).toBe('Operation must be one of completion, chat, prompt_completion, create_embedding');
    expect(data).toEqual({ field: 'operation' });
    expect(calls).toEqual([]);
  });
});

describe("through the SDK's client", () => {
  const environment = process.env;
  let server: Recorder;

  beforeAll(async () => {
    process.env = { ...environment, ...DECOYS };
    server = await startRecorder();
  });
  beforeEach(() => {
    server.requests.length = 0;
    server.answer = {};
  });
  afterAll(async () => {
    process.env = environment;
    await server.close();
  });

  const client = (options = {}) => new PortkeyClient({ apiKey: 'pk', baseURL: `${server.url}/v1`, ...options });

  test.each([
    ['completion', '/v1/completions', { prompt: 'Say hi' }],
    ['chat', '/v1/chat/completions', { messages: MESSAGES }],
    ['prompt_completion', '/v1/prompts/pp-a/completions', { variables: {}, stream: false }],
    ['create_embedding', '/v1/embeddings', { input: 'text' }],
  ] as [keyof typeof MINIMAL, string, unknown][])('%s posts to %s', async (operation, path, body) => {
    await runOperation(client(), MINIMAL[operation]);
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]).toMatchObject({ method: 'POST', path, headers: { 'x-portkey-api-key': 'pk' } });
    expect(server.requests[0]?.body).toEqual(body);
  });

  test('a prompt id reaches no other endpoint', async () => {
    const call = () => runOperation(client(), { ...MINIMAL.prompt_completion, promptId: '../virtual-keys?x=' });
    expect((await failureOf(call)).data).toEqual({ field: 'promptId' });
    expect(server.requests).toEqual([]);
  });

  test('metadata arrives as one header', async () => {
    await runOperation(client(), { ...MINIMAL.chat, metadata: { _user: 'Zoë', apiKey: 'other' } });
    const headers = server.requests[0]?.headers ?? {};
    expect(headers['x-portkey-metadata']).toBe('{"_user":"Zo\\u00eb","apiKey":"other"}');
    expect(headers['x-portkey-api-key']).toBe('pk');
    expect(headers).not.toHaveProperty('x-portkey-_user');
  });

  test('virtual key, provider and config arrive under their own headers', async () => {
    await runOperation(client({ virtualKey: 'vk', config: 'pc-1' }), MINIMAL.chat);
    await runOperation(client({ provider: '@openai', config: '{"a":1}' }), MINIMAL.chat);
    const [first, second] = server.requests;
    expect(first?.headers).toMatchObject({ 'x-portkey-virtual-key': 'vk', 'x-portkey-config': 'pc-1' });
    expect(first?.headers).not.toHaveProperty('x-portkey-provider');
    expect(second?.headers).toMatchObject({ 'x-portkey-provider': '@openai', 'x-portkey-config': '{"a":1}' });
    expect(second?.headers).not.toHaveProperty('x-portkey-virtual-key');
  });

  test('nothing of the environment is sent', async () => {
    await runOperation(client({ apiKey: '' }), MINIMAL.chat);
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]?.headers).not.toHaveProperty('x-portkey-api-key');
    expect(server.requests[0]?.headers).not.toHaveProperty('authorization');
    expect(JSON.stringify(server.requests)).not.toContain('decoy');
  });

  test('the answer is the JSON body, with nothing added', async () => {
    server.answer = { body: '{"id":"a","usage":{"total_tokens":3}}', headers: { 'x-portkey-trace-id': 't' } };
    const answer = await runOperation(client(), MINIMAL.chat);
    expect(Object.keys(answer)).toEqual(['id', 'usage']);
    expect(answer).toEqual({ id: 'a', usage: { total_tokens: 3 } });
  });

  test('an answer of any content type is read as JSON', async () => {
    server.answer = { body: '{"id":"a"}', headers: { 'content-type': 'text/plain' } };
    expect(await runOperation(client(), MINIMAL.chat)).toEqual({ id: 'a' });
  });
});
