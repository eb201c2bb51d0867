import { createHash } from 'node:crypto';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { http, type Fault } from '../../testing/faults';
import { bundleThatTells } from '../support/bundles';
import { inBothToolJets, useHost } from '../support/host';
import { useRawGateway } from '../support/raw-gateway';
import { scratch } from '../support/routes';

const JSON_TEXT = '{"object":"chat.completion"}';

const encoded = (encoding: string, body: Buffer) => http(200, { 'content-encoding': encoding }, body);

/** Each byte is a chunk of its own, and on its own on the wire. */
const byteByByte: Fault['answer'] = (socket) => {
  socket.setNoDelay();
  const chunks = [...JSON_TEXT].map((char) => `1\r\n${char}\r\n`);
  const bytes = [...`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${chunks.join('')}0\r\n\r\n`];
  const next = () => {
    const byte = bytes.shift();
    if (byte !== undefined) socket.write(byte, () => setImmediate(next));
  };
  next();
};

const WAYS: [name: string, answer: string | Buffer | Fault['answer'], more?: object][] = [
  ['with the wrong content-type', http(200, { 'content-type': 'text/html' }, JSON_TEXT)],
  ['without a content-type', http(200, {}, JSON_TEXT)],
  ['with a byte order mark', http(200, {}, `\ufeff${JSON_TEXT}`)],
  ['with a reason phrase in Latin-1', http('200 D\xe9sol\xe9', {}, JSON_TEXT)],
  ['with a header in Latin-1', http(200, { 'x-a': 'caf\xe9' }, JSON_TEXT)],
  ['with a status of 299', http(299, {}, JSON_TEXT)],
  ['in gzip', encoded('gzip', gzipSync(JSON_TEXT))],
  ['in gzip, named in upper case', encoded('GZIP', gzipSync(JSON_TEXT))],
  ['in gzip, by its old name', encoded('x-gzip', gzipSync(JSON_TEXT))],
  ['in deflate', encoded('deflate', deflateSync(JSON_TEXT))],
  ['in brotli', encoded('br', brotliCompressSync(JSON_TEXT))],
  ['in an encoding that changes nothing', encoded('identity', Buffer.from(JSON_TEXT))],
  ['after 100 Continue', `HTTP/1.1 100 Continue\r\n\r\n${http(200, {}, JSON_TEXT)}`],
  ['after 102 Processing', `HTTP/1.1 102 Processing\r\n\r\n${http(200, {}, JSON_TEXT)}`],
  ['after 103 Early Hints', `HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n${http(200, {}, JSON_TEXT)}`],
  ['byte by byte', byteByByte],
  [
    'with trailers',
    `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ntrailer: x-a\r\n\r\n1c\r\n${JSON_TEXT}\r\n0\r\nx-a: b\r\n\r\n`,
  ],
  [
    'with invalid UTF-8 in a text',
    http(200, {}, Buffer.from('{"object":"chat.completion","a":"\xff"}', 'latin1')),
    { a: '\ufffd' },
  ],
  ['with __proto__ in it', http(200, {}, '{"object":"chat.completion","__proto__":{"polluted":1}}')],
  ['in HTTP/1.0', (socket) => void socket.end(`HTTP/1.0 200 OK\r\n\r\n${JSON_TEXT}`)],
  [
    'without a length, then a close',
    (socket) => void socket.end(`HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n${JSON_TEXT}`),
  ],
];

inBothToolJets((loader) => {
  const raw = useRawGateway(useHost({ loader }));

  for (const [name, answer, more] of WAYS) {
    test(`an answer ${name} is a good answer`, async () => {
      raw.answer = typeof answer === 'function' ? answer : (socket) => void socket.write(answer);
      expect(await raw.run()).toMatchObject({ status: 'ok', data: { object: 'chat.completion', ...more } });
      expect(raw.gateway.requests).toHaveLength(1);
      await raw.expectGood();
    });
  }
});

const HASHED = `({ data }) =>
  data.big ? { hash: require('node:crypto').createHash('sha256').update(data.big).digest('hex') } : data`;
const bundle = bundleThatTells(scratch(), HASHED);

inBothToolJets((loader) => {
  const raw = useRawGateway(useHost({ loader, bundle }));

  test('an answer of 30 MB arrives whole', async () => {
    const big = 'a'.repeat(30_000_000);
    raw.answer = (socket) => void socket.write(http(200, {}, `{"big":"${big}"}`));
    const hash = createHash('sha256').update(big).digest('hex');
    expect(await raw.run()).toMatchObject({ status: 'ok', data: { hash } });
    await raw.expectGood();
  });
});
