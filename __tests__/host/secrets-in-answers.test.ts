import type { Socket } from 'node:net';
import { FAULTS, http } from '../../testing/faults';
import { casesFor, inBothToolJets } from '../support/host';
import { echoingHeaders, inHead, useEchoes, type Answer } from '../support/secrets';

const SHAPES: [string, (said: string) => unknown][] = [
  ['of Portkey', (message) => ({ status: 'failure', message })],
  [
    'of a provider',
    (said) => ({ error: { message: said, type: said, code: said, param: [said] }, provider: said, [said]: said }),
  ],
  ['with data', (said) => ({ success: false, data: { message: said, errorCode: said } })],
  ['with a web page in JSON', (said) => ({ 'html-message': `<h1>Bad <b>${said}</b></h1>` })],
  ['of a guardrail', (said) => ({ error: { message: said }, hook_results: { before_request_hooks: [{ id: said }] } })],
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

/** What is not in every list of faults: ways to give back secrets where no answer should have any. */
const OTHERS: Record<string, (secrets: string[]) => string | Buffer> = {
  'another protocol': (secrets) => `SSH-2.0 ${inHead(secrets)}\r\n`,
  'a header without a name': (secrets) => `HTTP/1.1 200 OK\r\n${inHead(secrets)}\r\n\r\n`,
  'a content-length of secrets': (secrets) => http(200, { 'content-length': inHead(secrets) }, ''),
  'a content-encoding of secrets': (secrets) => http(200, { 'content-encoding': inHead(secrets) }, 'x'),
  'a content-encoding of one secret': ([secret = '']) => http(200, { 'content-encoding': secret }, 'x'),
  'a transfer-encoding of secrets': (secrets) =>
    `HTTP/1.1 200 OK\r\ntransfer-encoding: ${inHead(secrets)}, chunked\r\n\r\n${inHead(secrets)}\r\n`,
  'a chunk of no size': (secrets) => `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${inHead(secrets)}\r\n`,
  'no gzip': (secrets) => http(200, { 'content-encoding': 'gzip' }, inHead(secrets)),
  'a redirect': (secrets) =>
    http(307, { location: `http://localhost:1/${encodeURIComponent(secrets.join())}` }, inHead(secrets)),
  'a redirect to no address': (secrets) => http(307, { location: inHead(secrets) }, inHead(secrets)),
};

inBothToolJets((loader) => {
  const host = useEchoes(loader);

  describe('no secret comes through in an error body', () => {
    test.each(SHAPES)('no secret in an error body %s comes through, whatever the status', async (_name, shape) => {
      for (const status of casesFor(loader, STATUSES)) {
        host.answer = (socket, request, secrets) => {
          const body = shape(`${secrets.join(' ')} ${JSON.stringify(request)}`);
          const text = typeof body === 'string' ? body : JSON.stringify(body);
          // As JSON an answer with status 200 is no failure.
          const sent = status === 200 ? `!${text}` : text;
          socket.write(http(`${status} ${inHead(secrets)}`, echoingHeaders(secrets), sent));
        };
        await host.expectFailure();
        await host.expectFailedTest();
      }
    });
  });

  describe('no secret comes through when they are in whatever is written by', () => {
    const ways: [string, Answer][] = [
      ...Object.entries(FAULTS).map(([name, fault]): [string, Answer] => [
        name,
        (socket, request, secrets) => fault.answer(echoing(socket, secrets), request),
      ]),
      ...Object.entries(OTHERS).map(([name, bytes]): [string, Answer] => [
        `a gateway with ${name}`,
        (socket, _request, secrets) => void socket.end(bytes(secrets)),
      ]),
    ];
    test.each(casesFor(loader, ways))(
      'no secret comes through when all are in what is written by %s',
      async (_name, way) => {
        host.answer = way;
        await host.expectFailure();
        await host.expectFailedTest();
      }
    );
  });
});

/** A socket that writes the secrets into the head of each answer. */
function echoing(socket: Socket, secrets: string[]): Socket {
  const lines = Object.entries(echoingHeaders(secrets)).map(([name, value]) => `${name}: ${value}\r\n`);
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
