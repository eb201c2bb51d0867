import type { Socket } from 'node:net';
import { FAULTS, http, serveRaw, type RawRequest, type RawServer } from '../../testing/faults';
import { startToolJet, type ToolJetProcess } from '../../playground/tooljet/process';
import { CHAT } from '../support/host';

/** Each holds the word by which it is found again, whatever part of it comes through. */
const SOURCE = {
  apiKey: 'pk-SECRET/api+1',
  virtualKey: 'vk-SECRET-of-source',
  config: '{"api_key":"sk-SECRET","targets":[{"aws_secret_access_key":"aws\\nSECRET in depth"}]}',
};
const QUERY = { virtualKey: 'vk-SECRET-of-query', config: { authorization: 'Bearer SECRET-of-query' } };
const OF_SOURCE = [SOURCE.apiKey, SOURCE.virtualKey, 'sk-SECRET', 'aws\nSECRET in depth'];
const OF_QUERY = [QUERY.virtualKey, QUERY.config.authorization];

/** A server full of settings that belong to somebody else. */
const DECOYS = {
  PORTKEY_API_KEY: 'decoy-key',
  PORTKEY_BASE_URL: 'http://localhost:1/decoy',
  PORTKEY_PROXY: 'http://localhost:1/decoy',
  PORTKEY_VIRTUAL_KEY: 'decoy-virtual-key',
  PORTKEY_CONFIG: 'decoy-config',
  PORTKEY_PROVIDER: 'decoy-provider',
  PORTKEY_TRACE_ID: 'decoy-trace',
  OPENAI_API_KEY: 'decoy-openai-key',
  OPENAI_BASE_URL: 'http://localhost:1/decoy',
  OPENAI_ORG_ID: 'decoy-org',
  OPENAI_PROJECT_ID: 'decoy-project',
  OPENAI_LOG: 'debug',
  NODE_ENV: 'decoy',
};

type Answer = (socket: Socket, request: RawRequest, known: string[]) => void;
let answer: Answer;
let gateway: RawServer;
let tooljet: ToolJetProcess;
/** The secrets that the gateway echoes. */
let known: string[];

beforeAll(async () => {
  gateway = await serveRaw((socket, request) => answer(socket, request, known));
  tooljet = await startToolJet({ env: DECOYS });
});
afterAll(() => Promise.all([tooljet?.close(), gateway?.close()]));

const gatewayUrl = () => `http://localhost:${gateway.port}/v1`;

function expectClean(outcome: object): void {
  // What ToolJet's UI receives, and what else the thrown error holds: stack, cause, hidden properties.
  expect(JSON.stringify(outcome)).not.toContain('SECRET');
  expect(tooljet.thrown.splice(0).join('\n')).not.toContain('SECRET');
  expect(tooljet.output()).toBe('');
}

async function expectFailure(query: object, source: object = {}): Promise<void> {
  known = [...OF_SOURCE, ...OF_QUERY];
  tooljet.thrown.length = 0;
  const outcome = await tooljet.run({ ...SOURCE, gatewayUrl: gatewayUrl(), ...source }, { ...QUERY, ...query });
  expect(outcome).toMatchObject({ status: 'failed', errorName: 'QueryError', message: 'Query could not be completed' });
  expect(tooljet.thrown).toHaveLength(1);
  expectClean(outcome);
}

async function expectFailedTest(): Promise<void> {
  known = OF_SOURCE;
  const outcome = await tooljet.testConnection({ ...SOURCE, gatewayUrl: gatewayUrl() });
  expect(outcome).toMatchObject({ status: 'failed', message: expect.any(String) });
  expectClean(outcome);
}

/** The secrets on one line, as headers and the status line can hold them. */
const inHead = (secrets: string[]) => secrets.map((secret) => JSON.stringify(secret)).join(' ');
const headers = (secrets: string[]) => ({
  'x-portkey-trace-id': inHead(secrets),
  'x-portkey-provider': inHead(secrets),
  'set-cookie': encodeURIComponent(secrets.join(' ')),
});

describe('an error body of any shape, with any status', () => {
  const SHAPES: [string, (said: string) => unknown][] = [
    ['of Portkey', (message) => ({ status: 'failure', message })],
    [
      'of a provider',
      (said) => ({ error: { message: said, type: said, code: said, param: [said] }, provider: said, [said]: said }),
    ],
    ['with data', (said) => ({ success: false, data: { message: said, errorCode: said } })],
    ['with a web page in JSON', (said) => ({ 'html-message': `<h1>Bad <b>${said}</b></h1>` })],
    [
      'of a guardrail',
      (said) => ({ error: { message: said }, hook_results: { before_request_hooks: [{ id: said }] } }),
    ],
    ['with JSON inside', (said) => ({ error: { message: JSON.stringify({ error: { message: said } }) } })],
    ['with a text as error', (said) => ({ error: said })],
    ['with a detail', (said) => ({ detail: [{ msg: said, message: said }] })],
    ['in an array', (said) => [{ error: { message: said } }]],
    ['of text', (said) => `Bad ${said}`],
    ['of text in JSON', (said) => JSON.stringify(said)],
    ['URL-encoded', (said) => encodeURIComponent(said)],
    ['of a web page', (said) => `<title>${said}</title><style>${said}</style>${said}`],
    ['cut off', (said) => JSON.stringify({ error: { message: said } }).slice(0, -3)],
    ['long', (said) => `${'a '.repeat(490)}${said}`],
    ['without words', (said) => ({ [said]: 1 })],
    ['of nothing', () => ''],
  ];
  const STATUSES = [200, 400, 401, 403, 404, 408, 409, 422, 429, 446, 500, 502, 503];

  test.each(SHAPES)('%s', async (_name, shape) => {
    for (const status of STATUSES) {
      answer = (socket, request, secrets) => {
        const body = shape(`${secrets.join(' ')} ${JSON.stringify(request)}`);
        const text = typeof body === 'string' ? body : JSON.stringify(body);
        // As JSON an answer with status 200 is no failure.
        const sent = status === 200 ? `!${text}` : text;
        socket.write(http(`${status} ${inHead(secrets)}`, headers(secrets), sent));
      };
      await expectFailure(CHAT);
      await expectFailedTest();
    }
  });
});

describe('a fault, with the secrets in whatever its gateway does write', () => {
  const OTHERS: Record<string, (secrets: string[]) => string | Buffer> = {
    'another protocol': (secrets) => `SSH-2.0 ${inHead(secrets)}\r\n`,
    'a header without a name': (secrets) => `HTTP/1.1 200 OK\r\n${inHead(secrets)}\r\n\r\n`,
    'a content-length of secrets': (secrets) => http(200, { 'content-length': inHead(secrets) }, ''),
    'a transfer-encoding of secrets': (secrets) =>
      `HTTP/1.1 200 OK\r\ntransfer-encoding: ${inHead(secrets)}, chunked\r\n\r\n${inHead(secrets)}\r\n`,
    'a chunk of no size': (secrets) => `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${inHead(secrets)}\r\n`,
    'no gzip': (secrets) => http(200, { 'content-encoding': 'gzip' }, inHead(secrets)),
    'a redirect': (secrets) =>
      http(307, { location: `http://localhost:1/${encodeURIComponent(secrets.join())}` }, inHead(secrets)),
    'a redirect to no address': (secrets) => http(307, { location: inHead(secrets) }, inHead(secrets)),
  };
  const ways: [string, Answer][] = [
    ...Object.entries(FAULTS).map(([name, fault]): [string, Answer] => [
      name,
      (socket, request, secrets) => fault.answer(echoing(socket, secrets), request),
    ]),
    ...Object.entries(OTHERS).map(([name, bytes]): [string, Answer] => [
      `with more of them: ${name}`,
      (socket, _request, secrets) => void socket.end(bytes(secrets)),
    ]),
  ];
  test.each(ways)('%s', async (_name, way) => {
    answer = way;
    await expectFailure(CHAT);
    await expectFailedTest();
  });
});

/** A socket that writes the secrets into the head of each answer. */
function echoing(socket: Socket, secrets: string[]): Socket {
  const lines = Object.entries(headers(secrets)).map(([name, value]) => `${name}: ${value}\r\n`);
  const echo = (data: string | Buffer) =>
    Buffer.from(
      data
        .toString('latin1')
        .replace(/^(HTTP\/1\.1 \d+[^\r]*)\r\n/, (_, start) => `${start} ${inHead(secrets)}\r\n${lines.join('')}`),
      'latin1'
    );
  return new Proxy(socket, {
    get(target, key) {
      if (key === 'write' || key === 'end') {
        return (data?: string | Buffer, done?: () => void) => target[key](data === undefined ? '' : echo(data), done);
      }
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

describe('a wrong field, and a gateway that refuses and echoes what it was sent', () => {
  const OPERATIONS: [string, object, string[]][] = [
    ['completion', { prompt: 'Hi' }, ['prompt', 'max_tokens', 'temperature', 'stop_sequences', 'other_parameters']],
    ['chat', CHAT, ['messages', 'max_tokens', 'temperature', 'stop_sequence', 'stop_sequences', 'other_parameters']],
    ['prompt_completion', { promptId: 'p' }, ['promptId', 'variables', 'prompt_parameters', 'parameters']],
    ['create_embedding', { input: 'Hi' }, ['input', 'other_parameters']],
  ];
  const key = SOURCE.apiKey;
  const WRONG: unknown[] = [
    ...['', key, `{"a": "${key}" "b"}`, `["${key}"`, `"${key}`, `${key}\n\0`, `${key}\ud800`, '..'],
    ...[{}, { [key]: key }, [key], [[key]], [{ role: key }], [{ [key]: 1 }], { stream: key }, { a: { b: [key] } }],
    Array.from({ length: 150 }).reduce<unknown>((inner) => ({ [key]: [inner] }), key),
  ];
  beforeEach(() => {
    // What the query replaces was not sent, so nobody can echo it.
    answer = (socket, { path, headers, body }) =>
      void socket.write(http(400, {}, JSON.stringify({ message: JSON.stringify({ path, headers, body }) })));
  });

  test.each(OPERATIONS)('%s', async (operation, works, fields) => {
    for (const field of [...fields, 'model', 'metadata', 'virtualKey', 'config', 'operation']) {
      for (const value of WRONG) await expectFailure({ operation, ...works, [field]: value });
    }
  });

  test.each(['apiKey', 'virtualKey', 'config', 'gatewayUrl'])('%s of the data source', async (field) => {
    for (const value of WRONG.filter((value) => field !== 'gatewayUrl' || value !== '')) {
      const source = { ...SOURCE, apiKey: key, gatewayUrl: gatewayUrl(), [field]: value };
      const replaced = field === 'apiKey' ? { ...source, virtualKey: key } : source;
      await expectFailure(CHAT, replaced);
      const outcome = await tooljet.testConnection(replaced);
      expect(outcome).toMatchObject({ status: 'failed' });
      expectClean(outcome);
    }
  });

  test.each([
    `http://localhost/v1?key=${key}`,
    `http://localhost/v1#${key}`,
    `http://user:${encodeURIComponent(key)}@localhost`,
    `ftp://localhost/${key}`,
    `http://127.0.0.1/${key}`,
    `http://localhost:1/${key}`,
    `http://localhost:x${key}`,
  ])('Gateway URL %s', async (url) => expectFailure(CHAT, { gatewayUrl: url }));
});

test('no setting of the server is used or sent', async () => {
  gateway.requests.length = 0;
  answer = (socket) => void socket.write(http(200, {}, '{"good":true}'));
  expect(await tooljet.run({ gatewayUrl: gatewayUrl() }, CHAT)).toMatchObject({ status: 'ok', data: { good: true } });
  expect(gateway.requests).toHaveLength(1);
  expect(await tooljet.testConnection({ gatewayUrl: gatewayUrl() })).toEqual({ status: 'ok' });
  expect(JSON.stringify(gateway.requests)).not.toContain('decoy');
  // Without a Gateway URL there is nothing to take the key's place.
  expect(await tooljet.run({}, CHAT)).toMatchObject({ status: 'failed', data: { field: 'apiKey' } });
});

// Last in this file.
test('nothing was written to the console', async () => {
  await tooljet.close();
  expect(tooljet.output()).toBe('');
});
