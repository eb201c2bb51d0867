import { QueryError } from '@tooljet-marketplace/common';
import { toQueryError } from '../../lib/errors';

const context = { gatewayName: 'The gateway at http://localhost:9', secrets: [] as string[] };

/** What the SDK throws for an answer with an error status: the parsed body, or else its text as the message. */
const answer = (status: number, body: unknown, message?: string, headers: Record<string, string> = {}) => ({
  status,
  error: body,
  message,
  headers,
});

describe('the data of an error', () => {
  test('the data of an error repeats the sentence as its message, for hosts that show the data alone', () => {
    const { description, data } = toQueryError(answer(401, { message: 'Invalid API Key' }), context);
    expect(data.message).toBe('Invalid API Key');
    expect(description).toBe('Invalid API Key');
  });

  test('the data of an error holds all that an answer tells', () => {
    const body = {
      error: { message: 'Words', type: 'guardrail', param: null, code: 'denied' },
      provider: 'openai',
      hook_results: { before_request_hooks: [{ verdict: false }] },
    };
    expect(toQueryError(answer(446, body, '', { 'x-portkey-trace-id': 'trace-1' }), context).data).toEqual({
      message: 'Words',
      statusCode: 446,
      type: 'guardrail',
      code: 'denied',
      provider: 'openai',
      traceId: 'trace-1',
      hook_results: { before_request_hooks: [{ verdict: false }] },
      response: body,
    });
  });

  const held: [title: string, error: unknown, data: object][] = [
    [
      'holds the provider of the header when the body names none',
      answer(400, { error: { message: 'Words' } }, '', { 'x-portkey-provider': 'anthropic' }),
      { message: 'Words', statusCode: 400, provider: 'anthropic', response: { error: { message: 'Words' } } },
    ],
    [
      "holds the body's provider rather than the header's",
      answer(400, { provider: 'openai' }, '', { 'x-portkey-provider': 'anthropic' }),
      {
        message: 'The gateway at http://localhost:9 answered with status 400',
        ...{ statusCode: 400, provider: 'openai', response: { provider: 'openai' } },
      },
    ],
    [
      'holds the code of the error rather than that of the data, and rather than an errorCode',
      answer(400, { error: { message: 'Words', code: 'a', errorCode: 'b' }, data: { code: 'c' } }),
      {
        ...{ message: 'Words', statusCode: 400, code: 'a' },
        response: { error: { message: 'Words', code: 'a', errorCode: 'b' }, data: { code: 'c' } },
      },
    ],
    [
      "holds the control plane's errorCode as code",
      answer(404, { data: { message: 'Words', errorCode: 'AB02' } }),
      { message: 'Words', statusCode: 404, code: 'AB02', response: { data: { message: 'Words', errorCode: 'AB02' } } },
    ],
    [
      'holds a body that is text',
      answer(502, undefined, 'Bad gateway'),
      { message: 'Bad gateway', statusCode: 502, response: 'Bad gateway' },
    ],
    [
      'holds the status alone when there is no body',
      answer(500, undefined, 'Unknown'),
      { message: 'The gateway at http://localhost:9 answered with status 500', statusCode: 500 },
    ],
    [
      'leaves out what is null',
      answer(400, { message: 'Words', error: { code: null, type: null } }),
      { message: 'Words', statusCode: 400, response: { message: 'Words', error: { code: null, type: null } } },
    ],
    ['holds an array as it is', answer(400, ['Words']), { message: 'Words', statusCode: 400, response: ['Words'] }],
    [
      'holds what there is without headers',
      { status: 400, error: { message: 'Words' } },
      { message: 'Words', statusCode: 400, response: { message: 'Words' } },
    ],
    [
      "holds a wrong field's key",
      new QueryError('Words', 'Max Tokens is wrong', { field: 'max_tokens' }),
      { message: 'Max Tokens is wrong', field: 'max_tokens' },
    ],
    ['holds the sentence alone when nothing came', new Error('Words'), { message: 'The query failed: Words' }],
  ];

  test.each(held)('the data of an error %s', (_, error, data) => {
    expect(toQueryError(error, context).data).toEqual(data);
  });
});

describe('the metadata of an error', () => {
  test("the metadata of an error holds the answer's x-portkey-* headers, as a result's does", () => {
    const headers = { 'x-portkey-trace-id': 'trace-1', 'content-type': 'text/html', 'x-portkey-api-key': 'mirrored' };
    const { metadata } = toQueryError(answer(401, {}, '', headers), context);
    expect(metadata).toEqual({ response: { headers: { 'x-portkey-trace-id': 'trace-1' } } });
  });

  test('an error has metadata when a 2xx was no JSON object', () => {
    const { metadata } = toQueryError(answer(200, undefined, '', { 'x-portkey-trace-id': 'trace-1' }), context);
    expect(metadata).toEqual({ response: { headers: { 'x-portkey-trace-id': 'trace-1' } } });
  });

  test('an error has no metadata when no answer came', () => {
    expect(toQueryError(new Error('Words'), context)).not.toHaveProperty('metadata');
    expect(toQueryError(new QueryError('Words', 'd', {}), context)).not.toHaveProperty('metadata');
  });
});

describe('a secret', () => {
  const SECRET = 'pk-live-1234567890';
  const shown = (error: unknown) => {
    const { message, description, data, metadata } = toQueryError(error, { ...context, secrets: [SECRET] });
    return JSON.stringify({ message, description, data, metadata });
  };

  const echoes: [place: string, error: unknown][] = [
    ['in the words of the body', answer(401, { message: `Key ${SECRET} is wrong` })],
    ['in a plain text', answer(401, undefined, `Key ${SECRET} is wrong`)],
    ['in the title of a page', answer(401, undefined, `<title>${SECRET}</title>`)],
    ['deep in the body', answer(401, { a: [{ b: `x ${SECRET}` }] })],
    ['as a name in the body', answer(401, { [SECRET]: 1 })],
    ['as type and code', answer(401, { error: { type: SECRET, code: SECRET } })],
    ['as the trace id', answer(401, {}, '', { 'x-portkey-trace-id': SECRET })],
    ['as the provider', answer(401, { provider: SECRET })],
    ['in an unknown error', new Error(`Headers: ${SECRET} is an invalid value`)],
    ['as a thrown text', SECRET],
    ["in a field's error", new QueryError(SECRET, `got "${SECRET}"`, { a: SECRET })],
    ['where the sentence is cut short', answer(400, { message: `${'x'.repeat(990)} ${SECRET}` })],
  ];

  test.each(echoes)('a secret %s is masked', (_, error) => {
    expect(shown(error)).not.toContain('pk-live');
    expect(shown(error)).toContain('***');
  });

  test('a secret with a line break is masked before the line break becomes a space', () => {
    const error = answer(401, { message: 'Key two\nlines123 is wrong' });
    expect(toQueryError(error, { ...context, secrets: ['two\nlines123'] }).description).toBe('Key *** is wrong');
  });
});
