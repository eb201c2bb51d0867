import { createServer, type AddressInfo, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';

/** A request as it stood on the wire; header names in lower case. */
export interface RawRequest {
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** One way of a gateway to answer badly, and what a query must make of it. */
export interface Fault {
  answer(socket: Socket, request: RawRequest): void;
  /** What follows "The gateway at <origin> " in the error; without it, the gateway's own words. */
  says?: string;
  words?: string;
}

const CLOSED = 'closed the connection before its answer was complete';
const LATE = 'did not answer within 1 s, the longest that a query may take';
const NOT_HTTP = 'sent an answer that is not proper HTTP';
const NOT_JSON = 'answered with status 200, but not with a JSON object: check the Gateway URL';
const REDIRECTS = 'redirects elsewhere, and secrets are not taken along: enter the address it leads to as Gateway URL';
const GARBLED = 'sent an answer that could not be decompressed';

const OK_HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';

/** A complete answer, after which the connection stays open. */
export function http(status: number | string, headers: Record<string, string>, body: string | Buffer): Buffer {
  const lines = Object.entries({ 'content-length': String(Buffer.byteLength(body)), ...headers });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} X\r\n${head}\r\n`), Buffer.from(body)]);
}

const JSON_TYPE = { 'content-type': 'application/json' };
const write = (text: string | Buffer) => (socket: Socket) => void socket.write(text);
const writeAndClose = (text: string | Buffer) => (socket: Socket) => void socket.end(text);
/** The reset follows once the text is on its way, or it would overtake it. */
const writeAndReset = (text: string) => (socket: Socket) =>
  void socket.write(text, () => setImmediate(() => socket.resetAndDestroy()));

/** Its pace only has to be slower than any deadline: the connection is never idle and never done. */
const drip = (start: string, rest: string) => (socket: Socket) => {
  socket.write(start);
  let at = 0;
  const timer = setInterval(() => socket.write(rest.charAt(at++ % rest.length)), 100);
  socket.once('close', () => clearInterval(timer));
};

const redirect = (status: number, location: string): Fault => ({
  answer: (socket, { headers, path }) =>
    void socket.write(http(status, { location: location.replace('SELF', `http://${headers.host}${path}`) }, '')),
  says: REDIRECTS,
});

const notJson = (body: string | Buffer, headers: Record<string, string> = JSON_TYPE): Fault => ({
  answer: write(http(200, headers, body)),
  says: NOT_JSON,
});

/** Faults that show at once. */
export const FAULTS: Record<string, Fault> = {
  'reset instead of an answer': { answer: (socket) => void socket.resetAndDestroy(), says: CLOSED },
  'closed instead of an answer': { answer: (socket) => void socket.end(), says: CLOSED },
  'reset in the headers': { answer: writeAndReset(`${OK_HEAD}x-por`), says: CLOSED },
  'closed in the headers': { answer: writeAndClose(`${OK_HEAD}x-por`), says: CLOSED },
  'reset in the body': { answer: writeAndReset(`${OK_HEAD}content-length: 99\r\n\r\n{"a":`), says: CLOSED },
  'closed in the body': { answer: writeAndClose(`${OK_HEAD}content-length: 99\r\n\r\n{"a":`), says: CLOSED },
  'closed between chunks': {
    answer: writeAndClose(`${OK_HEAD}transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n`),
    says: CLOSED,
  },
  'a chunk of no size': {
    answer: write(`${OK_HEAD}transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n`),
    says: NOT_HTTP,
  },
  'truncated JSON': notJson('{"object":"chat.completion","choices":[{"mess'),
  'no body': notJson(''),
  'an array': notJson('[{}]'),
  null: notJson('null'),
  'a text': notJson('"hello"'),
  'deep nesting, never closed': notJson('['.repeat(100_000)),
  'deep nesting in an array': notJson('['.repeat(100_000) + ']'.repeat(100_000)),
  'a login page': notJson('<!doctype html><title>Sign in</title>', { 'content-type': 'text/html' }),
  'invalid UTF-8': notJson(Buffer.from([0x7b, 0xff, 0xfe, 0x7d])),
  'content-length too small': {
    answer: write(http(200, { 'content-length': '5' }, '{"a":1}')),
    says: NOT_HTTP,
  },
  'content-length not a number': {
    answer: write(http(200, { 'content-length': 'many' }, '{}')),
    says: NOT_HTTP,
  },
  'two content-lengths': {
    answer: write(`${OK_HEAD}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`),
    says: NOT_HTTP,
  },
  'no gzip': { answer: write(http(200, { 'content-encoding': 'gzip' }, '{"a":1}')), says: GARBLED },
  'no brotli': {
    answer: write(http(200, { 'content-encoding': 'br' }, Buffer.alloc(64, 255))),
    says: GARBLED,
  },
  'gzip that ends early': {
    answer: write(http(200, { 'content-encoding': 'gzip' }, gzipSync('{"a":"bcdefgh"}').subarray(0, 18))),
    says: GARBLED,
  },
  '10,000 headers': {
    answer: write(`${OK_HEAD}${'x-a: b\r\n'.repeat(10_000)}content-length: 2\r\n\r\n{}`),
    says: 'sent headers of more than 16 kB',
  },
  'another protocol': { answer: write('SSH-2.0-OpenSSH_9.6\r\n'), says: NOT_HTTP },
  'a switch of protocols': {
    answer: write('HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n'),
    says: 'wants to speak another protocol than HTTP',
  },
  'a redirect (301) to another host': redirect(301, 'http://other.invalid/v1'),
  'a redirect (302) to the same host': redirect(302, '/elsewhere/v1/chat/completions'),
  'a redirect (303) to another scheme': redirect(303, 'file:///etc/passwd'),
  'a redirect (307) to itself': redirect(307, 'SELF'),
  'a redirect (308) to no address': redirect(308, 'http://'),
  'a redirect without an address': { answer: write(http(302, {}, '')), says: REDIRECTS },
  'an error page of 1 MB': {
    answer: write(http(403, {}, `<html>${'<'.repeat(1_000_000)}<title>Forbidden</title>`)),
    words: 'Forbidden',
  },
  'an error closed in its body': {
    answer: writeAndClose('HTTP/1.1 400 X\r\ncontent-length: 99\r\n\r\n{"a"'),
    says: 'answered with status 400',
  },
  'an error with deep nesting': {
    answer: write(http(400, JSON_TYPE, `{"message":"Deep","a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`)),
    words: 'Deep',
  },
  'an error without words': { answer: write(http(429, JSON_TYPE, '{}')), says: 'answered with status 429' },
  'an error of the server': { answer: write(http(503, {}, 'No upstream')), words: 'No upstream' },
};

/** Faults that show when the deadline is over. Whatever the SDK would do then, nothing may be sent again. */
export const SLOW_FAULTS: Record<string, Fault> = {
  'no answer ever': { answer: () => undefined, says: LATE },
  'no end of the headers': { answer: drip(OK_HEAD, 'x-a: b\r\n'), says: LATE },
  'headers alone': { answer: write(`${OK_HEAD}content-length: 9\r\n\r\n`), says: LATE },
  'no end of the body': { answer: drip(`${OK_HEAD}content-length: 999999\r\n\r\n{"a":"`, 'a'), says: LATE },
  'content-length too large': { answer: write(http(200, { 'content-length': '99' }, '{}')), says: LATE },
  'interim answers alone': { answer: drip('', 'HTTP/1.1 102 Processing\r\n\r\n'), says: LATE },
  'an error without an end': {
    answer: write('HTTP/1.1 400 X\r\ncontent-length: 99\r\n\r\n{"a"'),
    says: 'answered with status 400',
  },
  'a server error without an end': {
    answer: write('HTTP/1.1 500 X\r\ncontent-length: 99\r\n\r\n{"a"'),
    says: 'answered with status 500',
  },
};

export interface RawServer {
  port: number;
  requests: RawRequest[];
  /** Resolves once no client is connected any more. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** A server on a bare socket, for answers that no HTTP library would write. */
export async function serveRaw(answer: (socket: Socket, request: RawRequest) => void): Promise<RawServer> {
  const requests: RawRequest[] = [];
  const sockets = new Set<Socket>();
  let whenIdle: (() => void)[] = [];
  const server = createServer((socket) => {
    let received = '';
    sockets.add(socket);
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      // A client that begins with a TLS handshake waits for one.
      if (chunk.startsWith('\x16')) return void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
      received += chunk;
      for (let request = take(); request; request = take()) {
        requests.push(request);
        answer(socket, request);
      }
    });
    // The client may go away at any time: that is what this server is for.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      if (sockets.size === 0) whenIdle.splice(0).forEach((resolve) => resolve());
    });

    const take = (): RawRequest | undefined => {
      const end = received.indexOf('\r\n\r\n');
      if (end === -1) return undefined;
      const [start = '', ...lines] = received.slice(0, end).split('\r\n');
      const headers = Object.fromEntries(
        lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()])
      );
      const next = end + 4 + Number(headers['content-length'] ?? 0);
      if (received.length < next) return undefined;
      const body = Buffer.from(received.slice(end + 4, next), 'latin1').toString();
      received = received.slice(next);
      return { path: start.split(' ')[1] ?? '', headers, body };
    };
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, 'localhost', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    idle: () =>
      new Promise((resolve) => {
        if (sockets.size === 0) resolve();
        else whenIdle.push(resolve);
      }),
    close: () =>
      new Promise((resolve) => {
        whenIdle = [];
        server.close(() => resolve());
        sockets.forEach((socket) => socket.destroy());
      }),
  };
}
