import { onEveryDriver, onPlainPrunedBundle } from '../support/drivers';
import { CHAT, type Host } from '../support/host';

const failed = (description: unknown, data: object = {}) => ({
  status: 'failed',
  errorName: 'QueryError',
  message: 'Query could not be completed',
  description,
  data: { message: description, ...data },
});

const HOOKS = { before_request_hooks: [{ verdict: false, id: 'h1' }] };

/** Error bodies as they are seen: by whom, with which status, what of it is the sentence, and what else is known. */
const BODIES: [whose: string, status: number, body: unknown, words: string, known: object][] = [
  ['that offers several answers', 300, { message: 'Choose one' }, 'Choose one', {}],
  ["in Portkey's own words", 401, { status: 'failure', message: 'Invalid key' }, 'Invalid key', {}],
  [
    'of a provider',
    429,
    { error: { message: 'Slow down', type: 'rate_limit', param: null, code: 'r1' }, provider: 'openai' },
    'Slow down',
    { type: 'rate_limit', code: 'r1', provider: 'openai' },
  ],
  [
    'with a code and a field',
    400,
    { status: 'failure', error: { code: 'AB01', message: 'Wrong field', field: 'x' }, message: 'Failed' },
    'Wrong field',
    { code: 'AB01' },
  ],
  [
    'with its words under data',
    403,
    { success: false, data: { message: 'No', errorCode: 'AB03' } },
    'No',
    { code: 'AB03' },
  ],
  ['with a web page inside of JSON', 502, { 'html-message': '<h1>Bad <b>Gateway</b></h1>' }, 'Bad Gateway', {}],
  [
    'of a guardrail that refused',
    446,
    { error: { message: 'Checks failed', type: 'hooks_failed', code: null }, hook_results: HOOKS },
    'Checks failed',
    { type: 'hooks_failed', hook_results: HOOKS },
  ],
  ['with JSON inside of its message', 400, { error: { message: '{"error":{"message":"Inner"}}' } }, 'Inner', {}],
  ['with a text as error', 400, { error: 'Plain' }, 'Plain', {}],
  ['in an array', 400, [{ error: { message: 'In a list' } }], 'In a list', {}],
];

function suite(host: Host, driver: string): void {
  describe('an error that the gateway answers with', () => {
    const cases = BODIES.map(([whose, status, body, words, known]) => ({ whose, status, body, words, known }));
    test.each(cases)(
      'a $status $whose fails the query with "$words", and the whole body is in data.response',
      async ({ status, body, words, known }) => {
        host.reply = () => ({ status, body });
        expect(await host.run(CHAT)).toMatchObject(failed(words, { statusCode: status, response: body, ...known }));
        expect(host.requests).toHaveLength(1);
      }
    );

    test('an error has the trace id in data and, as a result has, in metadata.response.headers', async () => {
      host.reply = () => ({
        status: 401,
        headers: { 'x-portkey-trace-id': 't-1', 'x-request-id': 'r' },
        body: { message: 'No' },
      });
      const result = await host.run(CHAT);
      expect(result).toMatchObject({ status: 'failed', data: { traceId: 't-1' } });
      expect(result).toHaveProperty('metadata', { response: { headers: { 'x-portkey-trace-id': 't-1' } } });
    });

    test('a secret that the gateway echoes in a header of an error is masked', async () => {
      const headers = { 'x-portkey-trace-id': 'pk-mirrored-key-1' };
      host.reply = () => ({ status: 401, headers, body: { message: 'No' } });
      const result = await host.run(CHAT, { apiKey: 'pk-mirrored-key-1' });
      expect(result).toHaveProperty('metadata', { response: { headers: { 'x-portkey-trace-id': '***' } } });
    });

    test('an error that nests without end has no words: the sentence names the gateway and the status', async () => {
      const message = `${'{"error":'.repeat(9000)}"x"${'}'.repeat(9000)}`;
      host.reply = () => ({ status: 400, body: { message } });
      const description = `The gateway at ${host.origin} answered with status 400`;
      expect(await host.run(CHAT)).toMatchObject({ status: 'failed', errorName: 'QueryError', description });
      expect(await host.testConnection()).toEqual({ status: 'failed', message: description });
    });

    test.each([
      ['plain text', 403, 'Access denied\n', 'Access denied'],
      ['a web page with a title', 404, '<!doctype html><title>404 Not Found</title><p>nginx', '404 Not Found'],
      ['a web page without a title', 403, '<p>Blocked <b>by</b> proxy</p>', 'Blocked by proxy'],
      ['a web page with an empty title', 502, '<title></title><h1>Bad Gateway</h1>', 'Bad Gateway'],
      ['a web page with a style', 502, '<style>p{color:red}</style><h1>Bad Gateway</h1>', 'Bad Gateway'],
    ])('%s with status %i, as a proxy sends it, fails the query with what a person reads of it', async (...args) => {
      const [, status, body, words] = args;
      host.reply = () => ({ status, headers: { 'content-type': 'text/html' }, body });
      expect(await host.run(CHAT)).toMatchObject(failed(words, { statusCode: status }));
    });

    test('an error without a body names the gateway and the status', async () => {
      host.reply = () => ({ status: 404, body: '' });
      const description = `The gateway at ${host.origin} answered with status 404`;
      expect(await host.run(CHAT)).toMatchObject(failed(description, { statusCode: 404 }));
    });

    test.each([
      ['a 503 of a proxy', 503, {}],
      ['a 504 of a proxy', 504, {}],
      ['a 503 of Portkey', 503, { 'x-portkey-trace-id': 't' }],
    ])('%s is not asked again: what was answered may have been billed', async (_, status, headers) => {
      host.reply = () => ({ status, headers, body: 'busy' });
      expect(await host.run(CHAT)).toMatchObject(failed('busy', { statusCode: status }));
      expect(host.requests).toHaveLength(1);
    });
  });

  // Not in this process, where jest gives the SDK another class Error than Node's own.
  if (driver !== 'lib') {
    test('a refused connection fails query and connection test with a sentence that names the gateway', async () => {
      const gatewayUrl = 'http://localhost:59998';
      const message = `The gateway at ${gatewayUrl} refused the connection`;
      expect(await host.run(CHAT, { gatewayUrl })).toEqual(failed(message));
      expect(await host.testConnection({ gatewayUrl })).toEqual({ status: 'failed', message });
    });
  }
}

onEveryDriver(suite);
onPlainPrunedBundle(suite);
