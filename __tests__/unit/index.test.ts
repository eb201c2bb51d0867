import Portkey from '../../lib';
import type { QueryOptions } from '../../lib/types';
import { DECOYS, failureOf, type Recorder, startRecorder } from '../support/unit';

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

/** The data source, on the local server. */
const source = (fields = {}) => ({ apiKey: 'pk-live-1234567890', gatewayUrl: server.url, ...fields });

const CHAT: QueryOptions = { operation: 'chat', messages: [{ role: 'user', content: 'Hi' }], model: 'gpt-4o' };

const run = (fields = {}, query = {}) => new Portkey().run(source(fields), { ...CHAT, ...query });

describe('run', () => {
  test('gives the answer as data, and the x-portkey headers under their full names', async () => {
    server.answer = {
      headers: { 'x-portkey-trace-id': 'trace-1', 'x-portkey-cache-status': 'HIT', 'x-other': 'no' },
      body: '{"id":"answer"}',
    };
    expect(await run()).toEqual({
      status: 'ok',
      data: { id: 'answer' },
      metadata: { response: { headers: { 'x-portkey-trace-id': 'trace-1', 'x-portkey-cache-status': 'HIT' } } },
    });
  });

  test('sends one request, with the connection and the fields', async () => {
    await run({ virtualKey: '@openai-prod', config: 'pc-1' });
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]).toMatchObject({
      method: 'POST',
      path: '/v1/chat/completions',
      headers: {
        'x-portkey-api-key': 'pk-live-1234567890',
        'x-portkey-provider': '@openai-prod',
        'x-portkey-config': 'pc-1',
      },
      body: { messages: [{ role: 'user', content: 'Hi' }], model: 'gpt-4o' },
    });
  });

  test("lets the query's virtual key and config replace the connection's", async () => {
    await run({ virtualKey: '@openai-prod', config: 'pc-1' }, { virtualKey: 'vk-2', config: { retry: {} } });
    const headers = server.requests[0]?.headers ?? {};
    expect(headers['x-portkey-virtual-key']).toBe('vk-2');
    expect(headers['x-portkey-config']).toBe('{"retry":{}}');
    expect(headers).not.toHaveProperty('x-portkey-provider');
  });

  test('takes a 246, answered although a check failed, for a success', async () => {
    const body = { id: 'answer', hook_results: { after_request_hooks: [{ verdict: false }] } };
    server.answer = { status: 246, body: JSON.stringify(body) };
    expect(await run()).toMatchObject({ status: 'ok', data: body });
  });

  test('uses nothing of the environment of the server', async () => {
    await run({ apiKey: '' });
    expect(server.requests).toHaveLength(1);
    expect(JSON.stringify(server.requests)).not.toContain('decoy');
  });

  test.each([
    ['a login page', '<html><title>Log in</title></html>'],
    ['nothing', ''],
    ['a text', '"text"'],
    ['an array', '[1]'],
    ['null', 'null'],
  ])('takes a 2xx with %s for an error', async (_, body) => {
    server.answer = { body };
    const { message, description, data } = await failureOf(() => run());
    expect(message).toBe('Query could not be completed');
    expect(description).toContain(`The gateway at ${server.url} answered with status 200, but not with`);
    expect(data).toMatchObject({ statusCode: 200 });
  });

  test('a refusing guardrail is an error that holds its results', async () => {
    const body = { error: { message: 'Checks failed', type: 'hooks_failed', code: null }, hook_results: { a: [1] } };
    server.answer = { status: 446, body: JSON.stringify(body), headers: { 'x-portkey-trace-id': 'trace-1' } };
    expect(await failureOf(() => run())).toEqual({
      message: 'Query could not be completed',
      description: 'Checks failed',
      data: {
        message: 'Checks failed',
        statusCode: 446,
        type: 'hooks_failed',
        traceId: 'trace-1',
        hook_results: { a: [1] },
        response: body,
      },
    });
  });

  test('a wrong field is an error, and nothing is sent', async () => {
    expect(await failureOf(() => run({}, { max_tokens: '12abc' }))).toEqual({
      message: 'Query could not be completed',
      description: 'Max Tokens must be a whole number, got "12abc"',
      data: { field: 'max_tokens', message: 'Max Tokens must be a whole number, got "12abc"' },
    });
    expect(server.requests).toEqual([]);
  });

  test('a wrong connection is an error, and nothing is sent', async () => {
    const { description, data } = await failureOf(() => run({ gatewayUrl: 'nonsense' }));
    expect(description).toMatch(/^Gateway URL must be/);
    expect(data).toMatchObject({ field: 'gatewayUrl' });
    expect(server.requests).toEqual([]);
  });

  test.each([
    ['the API key', {}, {}, 'pk-live-1234567890'],
    ['the default virtual key', { virtualKey: 'vk-live-123' }, {}, 'vk-live-123'],
    ['the virtual key of the query', {}, { virtualKey: 'vk-query-1' }, 'vk-query-1'],
    ['a credential in the config', { config: { api_key: 'sk-live-123' } }, {}, 'sk-live-123'],
    ["a credential in the query's config", {}, { config: '{"api_key": "sk-query-1"}' }, 'sk-query-1'],
  ])('an error never shows %s, even when the gateway echoes it', async (_, fields, query, secret) => {
    server.answer = { status: 401, body: JSON.stringify({ message: `Wrong: ${secret}`, [secret]: [secret] }) };
    const failure = await failureOf(() => run(fields, query));
    expect(failure.description).toBe('Wrong: ***');
    expect(JSON.stringify(failure)).not.toContain(secret);
  });
});

describe('testConnection', () => {
  const check = (fields = {}) => new Portkey().testConnection(source(fields));

  test('asks for the models with the API key alone', async () => {
    server.answer = { body: '{"data":[]}' };
    expect(await check({ virtualKey: '@openai-prod', config: 'pc-1' })).toEqual({ status: 'ok' });
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]).toMatchObject({ method: 'GET', path: '/v1/models?limit=1', body: undefined });
    const headers = server.requests[0]?.headers ?? {};
    expect(headers['x-portkey-api-key']).toBe('pk-live-1234567890');
    for (const other of ['provider', 'virtual-key', 'config']) expect(headers).not.toHaveProperty(`x-portkey-${other}`);
    expect(headers).not.toHaveProperty('authorization');
  });

  test('uses nothing of the environment of the server', async () => {
    await check({ apiKey: '' });
    expect(server.requests).toHaveLength(1);
    expect(JSON.stringify(server.requests)).not.toContain('decoy');
    expect(server.requests[0]?.headers).not.toHaveProperty('x-portkey-api-key');
  });

  test('takes an open-source gateway that asks for a provider for a good one', async () => {
    const message = 'Either x-portkey-config or x-portkey-provider header is required';
    server.answer = { status: 400, body: JSON.stringify({ status: 'failure', message }) };
    expect(await check({ apiKey: '' })).toEqual({ status: 'ok' });
  });

  test.each([
    ['a wrong key', 401, '{"status":"failure","message":"Invalid API Key"}', 'Invalid API Key'],
    ['a key without the right', 403, '{"error":{"message":"Forbidden"}}', 'Forbidden'],
    ['another 400', 400, '{"message":"Bad config"}', 'Bad config'],
    [
      'the words about a provider with another status',
      401,
      '{"message":"x-portkey-provider header is required"}',
      'x-portkey-provider header is required',
    ],
    ['a missing page', 404, 'Not Found', 'Not Found'],
    ['a key that is echoed', 401, '{"message":"Wrong: pk-live-1234567890"}', 'Wrong: ***'],
  ])('fails with one sentence for %s', async (_, status, body, message) => {
    server.answer = { status, body };
    expect(await check()).toEqual({ status: 'failed', message });
  });

  test('fails when the answer is a page', async () => {
    server.answer = { body: '<title>Log in</title>', headers: { 'content-type': 'text/html' } };
    const { status, message } = await check();
    expect(status).toBe('failed');
    expect(message).toContain(`The gateway at ${server.url} answered with status 200, but not with`);
  });

  test.each([
    ['API Key is required', { apiKey: '', gatewayUrl: '' }],
    ['API Key has a space', { apiKey: 'a b' }],
    ['Default Virtual Key has a space', { virtualKey: 'a b' }],
    ['Config is not valid JSON', { config: '{' }],
    ['Gateway URL must be', { gatewayUrl: 'nonsense' }],
    ['Gateway URL is refused', { gatewayUrl: 'http://169.254.169.254' }],
  ])('checks the fields as a query would: %s', async (start, fields) => {
    const { status, message } = await check(fields);
    expect(status).toBe('failed');
    expect(message).toMatch(new RegExp(`^${start}`));
    expect(server.requests).toEqual([]);
  });
});

test('getConnection takes the query first, as ToolJet hands it over, and gives a client that is not shared', async () => {
  const plugin = new Portkey();
  const client = await plugin.getConnection(source(), { virtualKey: 'vk-2' });
  await client.chat.completions.create({ messages: [] });
  expect(server.requests[0]?.headers).toMatchObject({
    'x-portkey-api-key': 'pk-live-1234567890',
    'x-portkey-virtual-key': 'vk-2',
  });
  expect(await plugin.getConnection(source(), { virtualKey: 'vk-2' })).not.toBe(client);
});

test('queries that run at once never mix', async () => {
  const numbers = Array.from({ length: 20 }, (_, index) => `key-${index}`);
  await Promise.all(numbers.map((apiKey) => run({ apiKey }, { model: apiKey })));
  expect(server.requests).toHaveLength(20);
  for (const { headers, body } of server.requests) {
    expect(body).toMatchObject({ model: headers['x-portkey-api-key'] });
  }
});

test('nothing is written to the console', async () => {
  const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) =>
    jest.spyOn(console, level).mockImplementation()
  );
  await run();
  await failureOf(() => run({}, { operation: 'x' }));
  for (const spy of spies) {
    expect(spy).not.toHaveBeenCalled();
    spy.mockRestore();
  }
});
