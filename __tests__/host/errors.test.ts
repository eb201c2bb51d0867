import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../../playground/portkey/http';
import { startToolJet } from '../../playground/tooljet/process';
import { bundleWithDeadline, CHAT, inBothToolJets, useHost } from '../support/host';

inBothToolJets((loader) => {
  const host = useHost({ loader });

  const failed = (description: unknown, data: object = {}) => ({
    status: 'failed',
    errorName: 'QueryError',
    message: 'Query could not be completed',
    description,
    data,
  });

  describe('an error body', () => {
    const hookResults = { before_request_hooks: [{ verdict: false, id: 'h1' }] };
    const cases: [string, number, unknown, string, object][] = [
      ['of Portkey', 401, { status: 'failure', message: 'Invalid key' }, 'Invalid key', {}],
      [
        'of a provider',
        429,
        { error: { message: 'Slow down', type: 'rate_limit', param: null, code: 'r1' }, provider: 'openai' },
        'Slow down',
        { type: 'rate_limit', code: 'r1', provider: 'openai' },
      ],
      [
        'with a code',
        400,
        { status: 'failure', error: { code: 'AB01', message: 'Wrong field', field: 'x' }, message: 'Failed' },
        'Wrong field',
        { code: 'AB01' },
      ],
      ['with data', 403, { success: false, data: { message: 'No', errorCode: 'AB03' } }, 'No', { code: 'AB03' }],
      ['with a web page in JSON', 502, { 'html-message': '<h1>Bad <b>Gateway</b></h1>' }, 'Bad Gateway', {}],
      [
        'of a guardrail that refuses',
        446,
        { error: { message: 'Checks failed', type: 'hooks_failed', code: null }, hook_results: hookResults },
        'Checks failed',
        { type: 'hooks_failed', hook_results: hookResults },
      ],
      ['with JSON inside its message', 400, { error: { message: '{"error":{"message":"Inner"}}' } }, 'Inner', {}],
      ['with a text as error', 400, { error: 'Plain' }, 'Plain', {}],
      ['in an array', 400, [{ error: { message: 'In a list' } }], 'In a list', {}],
    ];
    test.each(cases)('%s', async (_name, status, body, description, data) => {
      host.reply = () => ({ status, headers: { 'x-portkey-trace-id': 't-1' }, body });
      expect(await host.run(CHAT)).toEqual(
        failed(description, { statusCode: status, traceId: 't-1', response: body, ...data })
      );
      expect(host.requests).toHaveLength(1);
    });

    test('that nests without end has no words', async () => {
      const message = `${'{"error":'.repeat(9000)}"x"${'}'.repeat(9000)}`;
      host.reply = () => ({ status: 400, body: { message } });
      const description = `The gateway at ${host.origin} answered with status 400`;
      expect(await host.run(CHAT)).toMatchObject({ status: 'failed', errorName: 'QueryError', description });
      expect(await host.testConnection()).toEqual({ status: 'failed', message: description });
    });

    test.each([
      ['plain text', 403, 'Access denied\n', 'Access denied'],
      ['a web page', 404, '<!doctype html><title>404 Not Found</title><p>nginx', '404 Not Found'],
      ['a web page without a title', 403, '<p>Blocked <b>by</b> proxy</p>', 'Blocked by proxy'],
      ['a web page with an empty title', 502, '<title></title><h1>Bad Gateway</h1>', 'Bad Gateway'],
      ['a web page with a style', 502, '<style>p{color:red}</style><h1>Bad Gateway</h1>', 'Bad Gateway'],
    ])('of a proxy: %s', async (_name, status, body, description) => {
      host.reply = () => ({ status, headers: { 'content-type': 'text/html' }, body });
      expect(await host.run(CHAT)).toEqual(failed(description, { statusCode: status }));
    });

    test('without words names the gateway and the status', async () => {
      host.reply = () => ({ status: 404, body: '' });
      expect(await host.run(CHAT)).toEqual(
        failed(`The gateway at ${host.origin} answered with status 404`, { statusCode: 404 })
      );
    });

    test('of 5xx without Portkey headers is asked for twice, with them once', async () => {
      host.reply = () => ({ status: 503, body: 'busy' });
      await host.run(CHAT);
      expect(host.requests).toHaveLength(2);
      host.requests.length = 0;
      host.reply = () => ({ status: 503, headers: { 'x-portkey-trace-id': 't' }, body: 'busy' });
      await host.run(CHAT);
      expect(host.requests).toHaveLength(1);
    });
  });

  describe('a gateway that echoes secrets', () => {
    const secrets = {
      apiKey: 'pk-super/secret+1',
      virtualKey: 'vk-super-secret',
      config: '{"api_key":"sk-super-secret","targets":[{"aws_secret_access_key":"aws\\nsuper secret"}]}',
    };
    const own = { virtualKey: 'vk-query-secret', config: { authorization: 'Bearer query-secret' } };
    const all =
      'pk-super/secret+1 vk-super-secret sk-super-secret aws\nsuper secret vk-query-secret Bearer query-secret';

    test.each([
      ['in a message', { error: { message: `Bad key: ${all}` } }],
      ['in a key', { message: 'Bad', [all]: 1 }],
      ['in plain text', `Bad ${all}`],
      ['in a web page', `<title>Bad ${all}</title>`],
      ['URL-encoded', `Bad ${encodeURIComponent(all)}`],
      ['in JSON inside of text', `Bad: ${JSON.stringify({ all })}`],
    ])('%s: the error holds none of them', async (_name, body) => {
      host.reply = () => ({ status: 401, headers: { 'x-portkey-trace-id': 'pk-super/secret+1' }, body });
      const result = await host.run({ ...CHAT, ...own }, secrets);
      expect(result).toMatchObject({ status: 'failed', description: expect.stringMatching(/^Bad/) });
      expect(JSON.stringify(result)).not.toMatch(/secret/);
      host.reply = () => ({ status: 401, body });
      expect(JSON.stringify(await host.testConnection(secrets))).not.toMatch(/pk-super|vk-super|sk-super|super secret/);
    });

    test('a short word in a config does not garble a sentence', async () => {
      host.reply = () => ({ status: 400, body: { message: 'The company has any key' } });
      expect(await host.run(CHAT, { config: { api_key: 'any' } })).toMatchObject({
        description: 'The company has any key',
      });
    });
  });

  describe('no answer', () => {
    test('a redirect is not followed, so the API key stays here', async () => {
      const other = await serve('localhost', () => ({ body: {} }));
      host.reply = () => ({ status: 307, headers: { location: `http://localhost:${other.port}/v1` }, body: '' });
      expect(await host.run(CHAT)).toEqual(failed(expect.stringMatching(/redirects elsewhere/)));
      expect(other.requests).toEqual([]);
      await other.close();
    });

    test.each([
      ['http://localhost:59998', 'refused the connection'],
      ['http://localhost:9', 'has a port that no HTTP request may go to'],
    ])('of %s', async (gatewayUrl, failure) => {
      expect(await host.run(CHAT, { gatewayUrl })).toEqual(failed(`The gateway at ${gatewayUrl} ${failure}`));
    });

    test('until the deadline ends the query without a second request', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'portkey-'));
      const tooljet = await startToolJet({ bundle: bundleWithDeadline(folder, 500) });
      let answer = () => {};
      host.reply = () => new Promise((resolve) => (answer = () => resolve({ body: {} })));
      const result = await tooljet.run({ gatewayUrl: host.origin }, CHAT);
      expect(result).toEqual(failed(`The gateway at ${host.origin} did not answer in time`));
      expect(host.requests).toHaveLength(1);
      answer();
      await tooljet.close();
      rmSync(folder, { recursive: true });
    });
  });

  describe('a wrong field fails with its label and key, and nothing is sent', () => {
    const cases: [object, string, string][] = [
      [{ operation: 'completion' }, 'prompt', 'Prompt is required: enter the text to complete'],
      [
        { operation: 'chat', messages: '' },
        'messages',
        'Messages is required: enter an array such as [{"role": "user", "content": "Hi"}]',
      ],
      [
        { operation: 'prompt_completion' },
        'promptId',
        'Prompt ID is required: enter the id of a saved prompt, such as pp-name-1a2b3c',
      ],
      [{ operation: 'create_embedding', input: [] }, 'input', 'Input is required: enter the text to embed'],
      [{ ...CHAT, max_tokens: '12abc' }, 'max_tokens', 'Max Tokens must be a whole number, got "12abc"'],
      [{ ...CHAT, max_tokens: 0 }, 'max_tokens', 'Max Tokens must be at least 1, got 0'],
      [{ ...CHAT, temperature: 'warm' }, 'temperature', 'Temperature must be a number, got "warm"'],
      [{ ...CHAT, temperature: true }, 'temperature', 'Temperature must be a number, got true'],
      [{ ...CHAT, model: { a: 1 } }, 'model', 'Model must be text, got an object'],
      [{ ...CHAT, stop_sequence: { a: 1 } }, 'stop_sequence', 'Stop Sequence must be one or more texts, got an object'],
      [
        { ...CHAT, metadata: [1] },
        'metadata',
        'Metadata must be a JSON object such as {"name": "value"}, got an array',
      ],
      [{ ...CHAT, metadata: '{"a" 1}' }, 'metadata', 'Metadata is not valid JSON: expected ":" at line 1, column 6'],
      [
        { ...CHAT, other_parameters: '5' },
        'other_parameters',
        'Other Parameters must be a JSON object such as {"name": "value"}, got 5',
      ],
      [
        { ...CHAT, other_parameters: { stream: true } },
        'other_parameters',
        'Other Parameters cannot ask for a stream, as ToolJet takes one whole answer: remove "stream"',
      ],
      [
        { operation: 'chat', messages: 'Hi' },
        'messages',
        'Messages is not valid JSON: expected a value at line 1, column 1',
      ],
      [
        { operation: 'chat', messages: [] },
        'messages',
        'Messages must be an array such as [{"role": "user", "content": "Hi"}], got an empty array',
      ],
      [
        { operation: 'chat', messages: [{}] },
        'messages',
        'Messages must each have a role such as "user"; number 1 is an object',
      ],
      [
        { operation: 'prompt_completion', promptId: '..' },
        'promptId',
        'Prompt ID must be the id of a saved prompt, got ".."',
      ],
      [
        { operation: 'prompt_completion', promptId: 'p', variables: 'x' },
        'variables',
        'Variables is not valid JSON: expected a value at line 1, column 1',
      ],
    ];
    test.each(cases)('%j', async (query, field, description) => {
      expect(await host.run(query)).toEqual(failed(description, { field }));
      expect(host.requests).toEqual([]);
    });
  });
});
