import * as playground from '../../playground/portkey';
import { embed } from '../../playground/portkey/model';
import { startToolJet, type ToolJetProcess } from '../../playground/tooljet/process';

// The built bundle in today's loader of ToolJet -> Portkey's cloud (a stand-in) -> Portkey's real gateway -> a model.
let parts: playground.Playground;
let tooljet: ToolJetProcess;

beforeAll(async () => {
  [parts, tooljet] = await Promise.all([playground.startPlayground(), startToolJet()]);
}, 60_000);
beforeEach(() => {
  parts.model.requests.length = 0;
});
afterAll(async () => {
  await Promise.all([parts?.close(), tooljet?.close()]);
  expect(tooljet?.output()).toBe('');
});

const run = (query: object, source: object = {}) =>
  tooljet.run(
    { apiKey: playground.API_KEY, virtualKey: playground.VIRTUAL_KEY, gatewayUrl: parts.cloud.url, ...source },
    query
  );

const CHAT = { operation: 'chat', model: 'parrot-1', messages: [{ role: 'user', content: 'Hi there' }] };

const saying = (content: string) => ({ status: 'ok', data: { choices: [{ message: { content } }] } });

describe('the four operations, through the real gateway', () => {
  test('a chat is answered, and its token limit, temperature and stop sequences reach the model', async () => {
    const result = await run({ ...CHAT, max_tokens: '50', temperature: '0.5', stop_sequence: 'there' });
    expect(result).toMatchObject({
      ...saying('You said: Hi '),
      response: { headers: { 'x-portkey-provider': 'openai', 'x-portkey-trace-id': expect.stringMatching(/.+/) } },
    });
    expect(parts.model.requests).toHaveLength(1);
    expect(parts.model.requests[0]).toMatchObject({
      path: '/v1/chat/completions',
      body: { model: 'parrot-1', messages: CHAT.messages, max_tokens: 50, temperature: 0.5, stop: ['there'] },
    });
  });

  test('a completion is answered, and its stop sequences reach the model', async () => {
    const result = await run({ operation: 'completion', model: 'parrot-1', prompt: 'Once', stop_sequences: 'zzz' });
    expect(result).toMatchObject({ status: 'ok', data: { choices: [{ text: 'You wrote: Once' }] } });
    expect(parts.model.requests[0]).toMatchObject({ path: '/v1/completions', body: { prompt: 'Once', stop: ['zzz'] } });
  });

  test('a saved prompt is filled in and answered, without a virtual key and in any of its versions', async () => {
    const query = {
      operation: 'prompt_completion',
      promptId: playground.PROMPT_ID,
      variables: { customer: `O'Neil & "sons"`, topic: 'fees' },
      prompt_parameters: '{"temperature": 0}',
    };
    const reply = `You said: Write a short reply to O'Neil & "sons" about fees.`;
    expect(await run(query, { virtualKey: '' })).toMatchObject(saying(reply));
    expect(parts.model.requests[0]).toMatchObject({ body: { temperature: 0 } });
    const first = { ...query, promptId: `${playground.PROMPT_ID}@1` };
    expect(await run(first)).toMatchObject(saying(`You said: Answer O'Neil & "sons" about fees.`));
  });

  test('texts become vectors of the dimensions asked for', async () => {
    const query = {
      operation: 'create_embedding',
      model: 'embed-1',
      input: '["a", "b"]',
      other_parameters: { dimensions: 4 },
    };
    const result = await run(query);
    expect(result).toMatchObject({
      status: 'ok',
      data: { data: [{ embedding: embed('a', 4) }, { embedding: embed('b', 4) }] },
    });
  });
});

describe('the connection, at the real gateway', () => {
  test('the connection test passes with a right API key, and fails with a wrong one in the words of the service', async () => {
    const source = { apiKey: playground.API_KEY, gatewayUrl: parts.cloud.url };
    expect(await tooljet.testConnection(source)).toEqual({ status: 'ok' });
    expect(await tooljet.testConnection({ ...source, apiKey: 'pk-wrong' })).toEqual({
      status: 'failed',
      message: 'Invalid API Key. Error Code: 03',
    });
  });

  test('the connection test passes on an open-source gateway, where there are no keys', async () => {
    expect(await tooljet.testConnection({ gatewayUrl: parts.gateway.url })).toEqual({ status: 'ok' });
  });

  test('an open-source gateway runs a chat with a JSON config instead of keys', async () => {
    const config = JSON.stringify({ provider: 'openai', api_key: 'any', custom_host: parts.model.url });
    expect(await tooljet.run({ gatewayUrl: parts.gateway.url, config }, CHAT)).toMatchObject(
      saying('You said: Hi there')
    );
  });
});

describe('what a query has of its own', () => {
  test('the slug of a query replaces the default virtual key: another provider answers', async () => {
    const query = { ...CHAT, model: 'claude-parrot-1', max_tokens: 9, virtualKey: playground.ANTHROPIC_SLUG };
    expect(await run(query)).toMatchObject({
      ...saying('You said: Hi there'),
      response: { headers: { 'x-portkey-provider': 'anthropic' } },
    });
  });

  test('the config of a query replaces the default one: another provider answers', async () => {
    const query = { ...CHAT, model: 'claude-parrot-1', max_tokens: 9, config: playground.ANTHROPIC_CONFIG };
    const result = await run(query, { virtualKey: '', config: playground.FALLBACK_CONFIG });
    expect(result).toMatchObject({ status: 'ok', response: { headers: { 'x-portkey-provider': 'anthropic' } } });
  });
});

test('a fallback config answers from the second target when the first fails', async () => {
  expect(await run({ ...CHAT, config: playground.FALLBACK_CONFIG }, { virtualKey: '' })).toMatchObject({
    ...saying('You said: Hi there'),
    response: { headers: { 'x-portkey-last-used-option-index': 'config.targets[1]' } },
  });
  expect(parts.model.requests.map(({ body }) => body)).toMatchObject([{ model: 'fail-500' }, { model: 'parrot-1' }]);
});

test('stop sequences reach an Anthropic-style provider as its own field', async () => {
  const stop = { stop_sequence: '["###", "\\n"]', virtualKey: playground.ANTHROPIC_SLUG };
  await run({ ...CHAT, model: 'claude-parrot-1', max_tokens: 9, ...stop });
  expect(parts.model.requests[0]).toMatchObject({ path: '/v1/messages', body: { stop_sequences: ['###', '\n'] } });
});

describe('an error that comes through the real gateway', () => {
  test('a guardrail that refuses fails the query with its hook_results, and nothing reaches the model', async () => {
    const messages = [{ role: 'user', content: `my ${playground.FORBIDDEN_WORD}` }];
    expect(await run({ ...CHAT, messages, config: playground.GUARDRAIL_CONFIG })).toMatchObject({
      status: 'failed',
      errorName: 'QueryError',
      description: expect.stringMatching(/guardrail/i),
      data: { statusCode: 446, hook_results: { before_request_hooks: [{ verdict: false }] } },
    });
    expect(parts.model.requests).toEqual([]);
  });

  test.each([
    ['fail-401', 401],
    ['fail-429', 429],
    ['fail-500', 500],
  ])('an error of a provider with the model %s keeps its words and its status %i', async (model, statusCode) => {
    expect(await run({ ...CHAT, model })).toMatchObject({
      status: 'failed',
      message: 'Query could not be completed',
      description: `openai error: The model ${model} was told to fail`,
      data: { statusCode, provider: 'openai', type: 'playground_error', code: `status_${statusCode}` },
    });
  });

  test.each([
    ['a wrong API key', { apiKey: 'pk-wrong-key' }, {}, 401, 'Invalid API Key. Error Code: 03'],
    ['an unknown virtual key', { virtualKey: 'vk-unknown' }, {}, 400, 'Virtual key not found'],
    ['an unknown config', {}, { config: 'pc-unknown' }, 400, 'Config pc-unknown not found'],
    ['an unknown prompt', {}, { operation: 'prompt_completion', promptId: 'pp-none' }, 404, 'Prompt pp-none not found'],
  ])('%s fails the query in the words of the service', async (_name, source, query, statusCode, description) => {
    const result = await run({ ...CHAT, ...query }, source);
    expect(result).toMatchObject({ status: 'failed', description, data: { statusCode } });
  });
});

test('in an older ToolJet a chat is answered and an error keeps its words just the same', async () => {
  const older = await startToolJet({ loader: 'before' });
  try {
    const source = { apiKey: playground.API_KEY, virtualKey: playground.VIRTUAL_KEY, gatewayUrl: parts.cloud.url };
    expect(await older.run(source, CHAT)).toMatchObject(saying('You said: Hi there'));
    expect(await older.run(source, { ...CHAT, model: 'fail-429' })).toMatchObject({
      status: 'failed',
      description: 'openai error: The model fail-429 was told to fail',
      data: { statusCode: 429, provider: 'openai' },
    });
    expect(await older.testConnection(source)).toEqual({ status: 'ok' });
  } finally {
    await older.close();
  }
});
