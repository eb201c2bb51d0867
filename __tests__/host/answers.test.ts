import { CHAT, inBothToolJets, useHost } from '../support/host';

inBothToolJets((loader) => {
  const host = useHost({ loader });

  test('data is the JSON answer as it came, without a function in it', async () => {
    const body = { id: 'x', nested: { list: [1, null, 'ü'] }, getHeaders: 'theirs' };
    host.reply = () => ({ body });
    expect(await host.run(CHAT)).toMatchObject({ status: 'ok', data: body });
  });

  test('the x-portkey-* headers are the metadata under their full names, and no other header', async () => {
    const headers = {
      'x-portkey-trace-id': 't-1',
      'X-Portkey-Cache-Status': 'HIT',
      'x-request-id': 'r-1',
      'set-cookie': 'a',
    };
    host.reply = () => ({ headers, body: {} });
    const shown = { headers: { 'x-portkey-trace-id': 't-1', 'x-portkey-cache-status': 'HIT' } };
    expect(await host.run(CHAT)).toMatchObject({ status: 'ok', metadata: { response: shown }, response: shown });
  });

  // The gateway from npm answers 500 here, on Node 20; Portkey's hosted one answers 246.
  test('246, an answer that failed a guardrail without being refused, is a success with its hook_results', async () => {
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
  ])('a 2xx with %s is an error', async (_name, type, body) => {
    host.reply = () => ({ headers: { 'content-type': type }, body });
    expect(await host.run(CHAT)).toMatchObject({
      status: 'failed',
      description: `The gateway at ${host.origin} answered with status 200, but not with a JSON object: check the Gateway URL`,
      data: { statusCode: 200 },
    });
  });
});
