import { QueryError } from '@tooljet-marketplace/common';
import { toQueryError } from '../../lib/errors';

const context = { gatewayName: 'The gateway at http://localhost:9', secrets: [] as string[] };

/** The error's sentence and its data, which holds the sentence once more. */
function explained(error: unknown) {
  const { description, data } = toQueryError(error, context);
  const { message, ...known } = data;
  expect(message).toBe(description);
  return { description: String(description), data: known };
}

/** What the SDK throws for an answer with an error status. */
const answer = (status: number, body: unknown, message = 'SDK words', headers: Record<string, string> = {}) => ({
  status,
  error: body,
  message,
  headers,
});

describe('the error', () => {
  const error = toQueryError(answer(500, { message: 'Broken' }), context);

  test('is what ToolJet recognises', () => {
    expect(error.constructor.name).toBe('QueryError');
    expect(error.name).toBe('QueryError');
    expect(error.message).toBe('Query could not be completed');
  });
});

test('of a wrong field keeps its sentence and its key', () => {
  const wrong = new QueryError('m', 'Max Tokens must be a whole number, got "12abc"', { field: 'max_tokens' });
  const { description, data } = explained(wrong);
  expect(description).toBe('Max Tokens must be a whole number, got "12abc"');
  expect(data).toEqual({ field: 'max_tokens' });
});

describe('the description is the own words of a body', () => {
  const LONG = 'Too long. '.repeat(200);
  test.each([
    ["Portkey's", { status: 'failure', message: 'Invalid API Key' }, 'Invalid API Key'],
    [
      "a provider's",
      {
        error: { message: 'No such model', type: 'invalid_request_error', param: null, code: 'x' },
        provider: 'openai',
      },
      'No such model',
    ],
    [
      "Portkey's with details",
      { status: 'failure', error: { code: 'AB01', message: 'Config is wrong', field: 'config' }, message: 'Outer' },
      'Config is wrong',
    ],
    ["the control plane's", { success: false, data: { message: 'Not found', errorCode: 'AB02' } }, 'Not found'],
    [
      'a wrapped page',
      { 'html-message': '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>' },
      '502 Bad Gateway',
    ],
    ['an error that is text', { error: 'Rate limited' }, 'Rate limited'],
    ['FastAPI', { detail: 'Not Found' }, 'Not Found'],
    ['FastAPI with a list', { detail: [{ message: 'Field required' }] }, 'Field required'],
    ['JSON inside text', { message: '{"error":{"message":"Inner words"}}' }, 'Inner words'],
    ['JSON of an array', [{ error: { message: 'In an array' } }], 'In an array'],
    ['an empty error beside a message', { error: {}, message: 'Outer words' }, 'Outer words'],
    ['a blank error beside a message', { error: ' ', message: 'Outer words' }, 'Outer words'],
    ['text with line breaks', { message: ' one\n  two ' }, 'one two'],
    ['text with a number in it that is JSON', { message: '42' }, '42'],
    ['no words', { code: 5 }, 'The gateway at http://localhost:9 answered with status 400'],
    ['no words but null', { error: null, message: null }, 'The gateway at http://localhost:9 answered with status 400'],
    ['no words but numbers', { message: 5 }, 'The gateway at http://localhost:9 answered with status 400'],
    ['a very long text', { message: LONG }, `${LONG.slice(0, 1000)}…`],
  ])('of %s', (_, body, description) => {
    expect(toQueryError(answer(400, body), context).description).toBe(description);
  });

  test.each([
    ['plain text', 'upstream connect error', 'upstream connect error'],
    ['JSON text', '{"message":"Words"}', 'Words'],
    ['a page with a title', '<html><title lang="en">\n 503 Busy </title><body>x</body></html>', '503 Busy'],
    ['a page without a title', '<h1>Bad</h1>\n<p>Gateway</p>', 'Bad Gateway'],
    ['nothing', '', 'The gateway at http://localhost:9 answered with status 503'],
    [
      "the SDK's words for nothing",
      'Unknown error occurred',
      'The gateway at http://localhost:9 answered with status 503',
    ],
    ["the SDK's word for an unreadable body", 'Unknown', 'The gateway at http://localhost:9 answered with status 503'],
  ])('that is %s', (_, text, description) => {
    const { description: words, data } = explained(answer(503, undefined, text));
    expect(words).toBe(description);
    expect(data).toEqual({ statusCode: 503, ...(/^(|Unknown.*)$/.test(text) ? {} : { response: text }) });
  });

  test('of a 2xx that is not JSON sends to the Gateway URL', () => {
    const { description, data } = explained(answer(200, undefined, '<title>Log in</title>'));
    expect(description).toMatch(/^The gateway at http:\/\/localhost:9 answered with status 200, but not with .*JSON/);
    expect(description).toMatch(/check the Gateway URL$/);
    expect(data).toEqual({ statusCode: 200 });
  });

  test('of a huge answer is found in a moment', () => {
    const start = performance.now();
    toQueryError(answer(500, undefined, '<title '.repeat(100_000)), context);
    toQueryError(answer(500, undefined, '<'.repeat(300_000)), context);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

describe('the data', () => {
  test('holds all that an answer tells', () => {
    const body = {
      error: { message: 'm', type: 'guardrail', param: null, code: 'denied' },
      provider: 'openai',
      hook_results: { before_request_hooks: [{ verdict: false }] },
    };
    expect(explained(answer(446, body, 'm', { 'x-portkey-trace-id': 'trace-1' })).data).toEqual({
      statusCode: 446,
      type: 'guardrail',
      code: 'denied',
      provider: 'openai',
      traceId: 'trace-1',
      hook_results: { before_request_hooks: [{ verdict: false }] },
      response: body,
    });
  });

  test.each([
    [
      'the provider of the header when the body names none',
      answer(400, { error: { message: 'm' } }, 'm', { 'x-portkey-provider': 'anthropic' }),
      { statusCode: 400, provider: 'anthropic', response: { error: { message: 'm' } } },
    ],
    [
      'the errorCode of the control plane as code',
      answer(404, { success: false, data: { message: 'm', errorCode: 'AB02' } }),
      { statusCode: 404, code: 'AB02', response: { success: false, data: { message: 'm', errorCode: 'AB02' } } },
    ],
    ['the status alone when there is no body', answer(500, undefined, ''), { statusCode: 500 }],
    [
      'nothing that is null',
      answer(400, { error: { code: null, type: null } }),
      {
        statusCode: 400,
        response: { error: { code: null, type: null } },
      },
    ],
    ['an array as it is', answer(400, [1]), { statusCode: 400, response: [1] }],
    [
      'what there is without headers',
      { status: 400, error: { message: 'm' } },
      {
        statusCode: 400,
        response: { message: 'm' },
      },
    ],
  ])('holds %s', (_, error, data) => {
    expect(explained(error).data).toEqual(data);
  });
});

describe('no answer', () => {
  /** As the SDK throws it: its own advice, with what fetch threw as the cause. */
  const failed = (cause: Record<string, unknown>) => ({
    message: "Could not instantiate the Portkey client. You can either add a valid 'apiKey' parameter",
    status: undefined,
    cause: { name: 'TypeError', message: 'fetch failed', cause },
  });

  const TLS = 'could not be reached over a secure connection: check its certificate';
  const CLOSED = 'closed the connection before its answer was complete';
  const TIME = 'did not answer in time';
  test.each([
    ['ECONNREFUSED', { code: 'ECONNREFUSED' }, 'refused the connection'],
    ['ENOTFOUND', { code: 'ENOTFOUND' }, 'could not be found: check its host name'],
    ['EAI_AGAIN', { code: 'EAI_AGAIN' }, 'could not be found: check its host name'],
    ['EHOSTUNREACH', { code: 'EHOSTUNREACH' }, 'could not be reached'],
    ['ENETUNREACH', { code: 'ENETUNREACH' }, 'could not be reached'],
    ['ETIMEDOUT', { code: 'ETIMEDOUT' }, TIME],
    ['UND_ERR_CONNECT_TIMEOUT', { code: 'UND_ERR_CONNECT_TIMEOUT' }, TIME],
    ['UND_ERR_HEADERS_TIMEOUT', { code: 'UND_ERR_HEADERS_TIMEOUT' }, TIME],
    ['a bad port', { message: 'bad port' }, 'has a port that no HTTP request may go to'],
    [
      'a redirect',
      { message: 'unexpected redirect' },
      'redirects elsewhere, and secrets are not taken along: enter the address it leads to as Gateway URL',
    ],
    ['an expired certificate', { code: 'CERT_HAS_EXPIRED' }, TLS],
    ['a self-signed certificate', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, TLS],
    ['a certificate for another name', { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, TLS],
    ['plain HTTP where TLS is expected', { code: 'ERR_SSL_WRONG_VERSION_NUMBER' }, TLS],
    ['EPROTO', { code: 'EPROTO' }, TLS],
    ['a broken gzip', { code: 'Z_DATA_ERROR' }, 'sent an answer that could not be decompressed'],
    ['no HTTP', { code: 'HPE_INVALID_CONSTANT' }, 'sent an answer that is not proper HTTP'],
    ['too many headers', { code: 'UND_ERR_HEADERS_OVERFLOW' }, 'sent an answer that is not proper HTTP'],
    ['ECONNRESET', { code: 'ECONNRESET' }, CLOSED],
    ['EPIPE', { code: 'EPIPE' }, CLOSED],
    ['UND_ERR_SOCKET', { code: 'UND_ERR_SOCKET' }, CLOSED],
  ])('%s', (_, cause, sentence) => {
    const { description, data } = explained(failed(cause));
    expect(description).toBe(`The gateway at http://localhost:9 ${sentence}`);
    expect(data).toEqual({});
  });

  test.each([
    ['the deadline', { name: 'TimeoutError', message: 'The operation was aborted due to timeout', code: 23 }, TIME],
    ['a body that breaks off', { name: 'TypeError', message: 'terminated', cause: { code: 'UND_ERR_SOCKET' } }, CLOSED],
  ])('%s, without the SDK in between', (_, error, sentence) => {
    expect(toQueryError(error, context).description).toBe(`The gateway at http://localhost:9 ${sentence}`);
  });

  test('for an unknown reason gives the innermost words, not the advice of the SDK', () => {
    const { description } = toQueryError(failed({ message: 'something new' }), context);
    expect(description).toBe('The query failed: something new');
  });

  test('with a chain of causes that never ends comes to an end', () => {
    const error: Record<string, unknown> = { message: 'round and round' };
    error.cause = error;
    expect(toQueryError(error, context).description).toBe('The query failed: round and round');
  });
});

test.each([
  ['text', 'some text', 'The query failed: some text'],
  ['undefined', undefined, 'The query failed: undefined'],
  ['null', null, 'The query failed: null'],
  ['an Error', new Error('some words'), 'The query failed: some words'],
])('%s that is thrown becomes a sentence', (_, thrown, description) => {
  expect(explained(thrown)).toEqual({ description, data: {} });
});

describe('secrets', () => {
  const secrets = ['pk-live-1234567890', 'any', ''];
  const shown = (error: unknown) => {
    const { message, description, data } = toQueryError(error, { ...context, secrets });
    return JSON.stringify({ message, description, data });
  };

  test.each([
    ['the words of the body', answer(401, { message: 'Key pk-live-1234567890 is wrong' })],
    ['a plain text', answer(401, undefined, 'Key pk-live-1234567890 is wrong')],
    ['a page', answer(401, undefined, '<title>pk-live-1234567890</title>')],
    ['a deep part of the body', answer(401, { a: [{ b: 'x pk-live-1234567890' }] })],
    ['a name in the body', answer(401, { 'pk-live-1234567890': 1 })],
    ['the type and code', answer(401, { error: { type: 'pk-live-1234567890', code: 'pk-live-1234567890' } })],
    ['the trace id', answer(401, {}, '', { 'x-portkey-trace-id': 'pk-live-1234567890' })],
    ['the provider', answer(401, { provider: 'pk-live-1234567890' })],
    ['an unknown error', new Error('Headers: pk-live-1234567890 is an invalid value')],
    ['a thrown text', 'pk-live-1234567890'],
    ["a field's error", new QueryError('pk-live-1234567890', 'got "pk-live-1234567890"', { a: 'pk-live-1234567890' })],
  ])('never appear in %s', (_, error) => {
    expect(shown(error)).not.toContain('pk-live');
    expect(shown(error)).toContain('***');
  });

  test('that a page folds at a line break never appear', () => {
    const error = toQueryError(answer(401, { message: 'Key two\nlines123 is wrong' }), {
      ...context,
      secrets: ['two\nlines123'],
    });
    expect(error.description).toBe('Key *** is wrong');
  });

  test('that would be cut in half never appear', () => {
    const text = `${'x'.repeat(990)} pk-live-1234567890`;
    expect(shown(answer(400, { message: text }))).not.toContain('pk-live');
  });

  test('of a few letters do not spoil other words', () => {
    const { description } = toQueryError(answer(400, { message: 'any company may say "any"' }), {
      ...context,
      secrets,
    });
    expect(description).toBe('*** company may say "***"');
  });
});
