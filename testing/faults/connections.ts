import { CLOSED, http, NOT_HTTP, OK_HEAD, write, writeAndClose, writeAndReset, type Faults } from './fault';

/** Connections that break off, and what is not HTTP. */
export const CONNECTION_FAULTS: Faults = {
  'a reset instead of an answer': { answer: (socket) => void socket.resetAndDestroy(), says: CLOSED },
  'a close instead of an answer': { answer: (socket) => void socket.end(), says: CLOSED },
  'a reset in the headers': { answer: writeAndReset(`${OK_HEAD}x-por`), says: CLOSED },
  'a close in the headers': { answer: writeAndClose(`${OK_HEAD}x-por`), says: CLOSED },
  'a reset in the body': { answer: writeAndReset(`${OK_HEAD}content-length: 99\r\n\r\n{"a":`), says: CLOSED },
  'a close in the body': { answer: writeAndClose(`${OK_HEAD}content-length: 99\r\n\r\n{"a":`), says: CLOSED },
  'a close between chunks': {
    answer: writeAndClose(`${OK_HEAD}transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n`),
    says: CLOSED,
  },
  'an error closed in its body': {
    answer: writeAndClose('HTTP/1.1 400 X\r\ncontent-length: 99\r\n\r\n{"a"'),
    says: 'answered with status 400',
  },
  'a chunk of no size': { answer: write(`${OK_HEAD}transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n`), says: NOT_HTTP },
  'a content-length that is too small': {
    answer: write(http(200, { 'content-length': '5' }, '{"a":1}')),
    says: NOT_HTTP,
  },
  'a content-length that is no number': {
    answer: write(http(200, { 'content-length': 'many' }, '{}')),
    says: NOT_HTTP,
  },
  'two content-lengths': {
    answer: write(`${OK_HEAD}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`),
    says: NOT_HTTP,
  },
  'a status of two digits': { answer: write('HTTP/1.1 20 OK\r\ncontent-length: 2\r\n\r\n{}'), says: NOT_HTTP },
  "a parenthesis in a header's name": {
    answer: write(`${OK_HEAD}x(a: b\r\ncontent-length: 2\r\n\r\n{}`),
    says: NOT_HTTP,
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
};
