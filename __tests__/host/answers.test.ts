import { onEveryDriver } from '../support/drivers';
import { CHAT } from '../support/host';

onEveryDriver((host) => {
  test('the JSON answer becomes the data as it came', async () => {
    const body = { id: 'x', nested: { list: [1, null, 'ü'] }, getHeaders: 'theirs' };
    host.reply = () => ({ body });
    expect(await host.run(CHAT)).toMatchObject({ status: 'ok', data: body });
  });

  test('the x-portkey-* headers become the metadata under their full names, and no other header does', async () => {
    const headers = {
      'x-portkey-trace-id': 't-1',
      'X-Portkey-Cache-Status': 'HIT',
      'x-request-id': 'r-1',
      'set-cookie': 'a',
    };
    host.reply = () => ({ headers, body: {} });
    const response = { headers: { 'x-portkey-trace-id': 't-1', 'x-portkey-cache-status': 'HIT' } };
    const result = await host.run(CHAT);
    expect(result).toMatchObject({ status: 'ok', response });
    expect((result as { metadata: object }).metadata).toMatchObject({ response });
    expect(result).toHaveProperty('response', response);
  });

  test('headers that a proxy mirrors from the request are not shown to the app', async () => {
    host.reply = ({ headers }) => ({
      headers: {
        ...Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('x-'))),
        'x-portkey-trace-id': 't-1',
      } as Record<string, string>,
      body: {},
    });
    const source = { virtualKey: 'vk-of-the-source', config: { api_key: 'sk-of-the-config' } };
    const result = await host.run({ ...CHAT, metadata: { _user: 'ann' } }, source);
    expect(result).toHaveProperty('response', { headers: { 'x-portkey-trace-id': 't-1' } });
  });

  // The gateway from npm answers 500 here, on Node 20; Portkey's hosted one answers 246.
  test('a 246, answered although a guardrail failed, is a success with its hook_results', async () => {
    const body = { choices: [], hook_results: { before_request_hooks: [{ verdict: false }] } };
    host.reply = () => ({ status: 246, body });
    expect(await host.run(CHAT)).toMatchObject({ status: 'ok', data: body });
  });

  test('a JSON object is an answer whatever content type it is labelled with', async () => {
    host.reply = () => ({ headers: { 'content-type': 'text/plain' }, body: { a: 1 } });
    expect(await host.run(CHAT)).toMatchObject({ status: 'ok', data: { a: 1 } });
  });

  test.each([
    ['a login page', 'text/html', '<html><title>Sign in</title></html>'],
    ['nothing', 'application/json', ''],
    ['an array', 'application/json', '[1]'],
    ['null', 'application/json', 'null'],
    ['a JSON text', 'application/json', '"hi"'],
    ['half of a JSON object', 'application/json', '{"a":'],
    ['an event stream', 'text/event-stream', 'data: {"a":1}\n\n'],
  ])('a 200 with %s fails the query, which says to check the Gateway URL', async (_, type, body) => {
    host.reply = () => ({ headers: { 'content-type': type }, body });
    expect(await host.run(CHAT)).toMatchObject({
      status: 'failed',
      description: `The gateway at ${host.origin} answered with status 200, but not with a JSON object: check the Gateway URL`,
      data: { statusCode: 200 },
    });
    expect(host.requests).toHaveLength(1);
  });
});
