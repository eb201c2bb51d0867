import { brotliCompressSync, constants, createGzip, gzipSync } from 'node:zlib';
import type { Socket } from 'node:net';
import { flood, http, NOT_HTTP, OK_HEAD, type Fault, type Faults } from './fault';

const TOO_LARGE = 'sent an answer of more than 32 MiB: ask for less at once, such as fewer inputs in one embedding';
const REDIRECTS = 'redirects elsewhere, and secrets are not taken along: enter the address it leads to as Gateway URL';
const STRANGE = 'sent an answer that is compressed more than once, or by other means than gzip, deflate or br';

const MB = 1024 * 1024;
const CHUNK = 'a'.repeat(64 * 1024);

const endless = (status: string, headers: string, rest: string = CHUNK): Fault['answer'] =>
  flood(`HTTP/1.1 ${status}\r\n${headers}\r\n`, rest);

/** Made when it is first asked for, as some of these bodies take long. */
const once = (make: () => Buffer): (() => Buffer) => {
  let bytes: Buffer | undefined;
  return () => (bytes ??= make());
};

/** Small on the wire: 10 MB of the text in gzip, so many times, for a gzip may consist of several. */
const gzipped = (text: string, times: number) =>
  once(() => Buffer.concat(Array<Buffer>(times).fill(gzipSync(text.repeat((10 * MB) / text.length)))));

const brotlied = (body: () => Buffer) =>
  once(() => brotliCompressSync(body(), { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }));
const BROTLI = brotlied(() => Buffer.alloc(100 * MB));

const packed =
  (status: number, encoding: string, body: () => Buffer): Fault['answer'] =>
  (socket) =>
    void socket.write(http(status, { 'content-encoding': encoding, connection: 'close' }, body()));

/** An answer that unpacks without an end: it is packed while it is sent. */
const endlessGzip = (socket: Socket): void => {
  socket.write(`${OK_HEAD}content-encoding: gzip\r\n\r\n`);
  const gzip = createGzip();
  gzip.pipe(socket);
  const more = () => {
    while (!socket.destroyed && gzip.write(CHUNK));
  };
  gzip.on('drain', more);
  more();
};

/** Answers that never end, or are far larger than they look. No connection is left open by any of them. */
export const ENDLESS_FAULTS: Faults = {
  'a good answer without an end': { answer: endless('200 OK', ''), says: TOO_LARGE },
  'a good answer without an end, in chunks': {
    answer: endless('200 OK', 'transfer-encoding: chunked\r\n', `10000\r\n${CHUNK}\r\n`),
    says: TOO_LARGE,
  },
  'a content-length of 1 TB': { answer: endless('200 OK', `content-length: ${MB * MB}\r\n`), says: TOO_LARGE },
  'headers without an end': {
    answer: flood('HTTP/1.1 200 OK\r\nx-a: ', CHUNK),
    says: 'sent headers of more than 16 kB',
  },
  'interim answers without an end': {
    answer: flood('', 'HTTP/1.1 102 Processing\r\n\r\n'.repeat(1000)),
    says: NOT_HTTP,
  },
  'line breaks before an answer, without an end': {
    answer: flood('', '\r\n'.repeat(32 * 1024)),
    says: TOO_LARGE,
  },
  'gzip of nothing, without an end': {
    answer: endless('200 OK', 'content-encoding: gzip\r\n', gzipSync('').toString('latin1').repeat(3000)),
    says: TOO_LARGE,
  },
  'a redirect without an end': { answer: endless('302 Found', 'location: /\r\n'), says: REDIRECTS },
  'a 400 without an end': { answer: endless('400 X', '', 'Slow '.repeat(10_000)), words: `${'Slow '.repeat(200)}…` },
  'a 407 without an end': {
    answer: endless('407 X', '', 'Proxy '.repeat(10_000)),
    words: `${'Proxy '.repeat(167).slice(0, 1000)}…`,
  },
  'a status of 700 without an end': {
    answer: endless('700 X', '', 'Odd '.repeat(10_000)),
    words: `${'Odd '.repeat(250)}…`,
  },
  'a reason phrase in Latin-1, without an end': { answer: endless('200 D\xe9sol\xe9', ''), says: TOO_LARGE },
  'a 204 with a body without an end': {
    answer: endless('204 No Content', ''),
    says: NOT_HTTP,
  },
  'a 304 with a body without an end': { answer: endless('304 Not Modified', ''), says: 'answered with status 304' },
  'six content-encodings without an end': {
    answer: endless('200 OK', 'content-encoding: gzip, gzip, gzip, gzip, gzip, gzip\r\n'),
    says: STRANGE,
  },
  'six content-encodings, then a close': {
    answer: (socket) => {
      socket.write(`${OK_HEAD}content-encoding: br, br, br, br, br, br\r\n\r\n{`);
      setImmediate(() => socket.destroy());
    },
    says: STRANGE,
  },
  'a blank in the name of a header, without an end': {
    answer: endless('200 OK', 'x a: b\r\n'),
    // Node 18 overlooks the blank.
    says: process.versions.node.startsWith('18.') ? TOO_LARGE : NOT_HTTP,
  },
  'gzip of 1,000 MB': { answer: packed(200, 'gzip', gzipped('aaaa', 100)), says: TOO_LARGE },
  'brotli of 100 MB': { answer: packed(200, 'br', BROTLI), says: TOO_LARGE },
  'brotli in brotli': { answer: packed(200, 'br, br', brotlied(BROTLI)), says: STRANGE },
  'gzip without an end': { answer: endlessGzip, says: TOO_LARGE },
  'an error in gzip of 100 MB': {
    answer: packed(400, 'gzip', gzipped('Bomb ', 10)),
    words: `${'Bomb '.repeat(200)}…`,
  },
};
