import { gzipSync } from 'node:zlib';
import { GARBLED, http, JSON_TYPE, NOT_JSON, write, type Fault, type Faults } from './fault';

const REDIRECTS = 'redirects elsewhere, and secrets are not taken along: enter the address it leads to as Gateway URL';

const redirect = (status: number, location: string): Fault => ({
  answer: (socket, { headers, path }) =>
    void socket.write(http(status, { location: location.replace('SELF', `http://${headers.host}${path}`) }, '')),
  says: REDIRECTS,
});

const notJson = (body: string | Buffer, headers: Record<string, string> = JSON_TYPE): Fault => ({
  answer: write(http(200, headers, body)),
  says: NOT_JSON,
});

const inWords = (status: number | string, words: string, headers: Record<string, string> = JSON_TYPE): Fault => ({
  answer: write(http(status, headers, JSON.stringify({ error: { message: words } }))),
  words,
});

/** Whole answers in proper HTTP that no query can use. */
export const ANSWER_FAULTS: Faults = {
  'truncated JSON': notJson('{"object":"chat.completion","choices":[{"mess'),
  'no body': notJson(''),
  'an array': notJson('[{}]'),
  null: notJson('null'),
  'a text': notJson('"hello"'),
  'deep nesting, never closed': notJson('['.repeat(100_000)),
  'deep nesting in an array': notJson('['.repeat(100_000) + ']'.repeat(100_000)),
  'a login page': notJson('<!doctype html><title>Sign in</title>', { 'content-type': 'text/html' }),
  'invalid UTF-8': notJson(Buffer.from([0x7b, 0xff, 0xfe, 0x7d])),
  'a 204': {
    answer: write('HTTP/1.1 204 No Content\r\n\r\n'),
    says: NOT_JSON.replace('200', '204'),
  },
  'a 304': { answer: write('HTTP/1.1 304 Not Modified\r\n\r\n'), says: 'answered with status 304' },
  'no gzip': { answer: write(http(200, { 'content-encoding': 'gzip' }, '{"a":1}')), says: GARBLED },
  'no brotli': { answer: write(http(200, { 'content-encoding': 'br' }, Buffer.alloc(64, 255))), says: GARBLED },
  'gzip that ends early': {
    answer: write(http(200, { 'content-encoding': 'gzip' }, gzipSync('{"a":"bcdefgh"}').subarray(0, 18))),
    says: GARBLED,
  },
  'a redirect (301) to another host': redirect(301, 'http://other.invalid/v1'),
  'a redirect (302) to the same host': redirect(302, '/elsewhere/v1/chat/completions'),
  'a redirect (303) to another scheme': redirect(303, 'file:///etc/passwd'),
  'a redirect (307) to itself': redirect(307, 'SELF'),
  'a redirect (308) to no address': redirect(308, 'http://'),
  'a redirect without an address': { answer: write(http(302, {}, '')), says: REDIRECTS },
  'a 407': inWords(407, 'Sign in to the proxy', { ...JSON_TYPE, 'proxy-authenticate': 'Basic' }),
  'a status of 600': inWords(600, 'Beyond all classes'),
  'a status of 999': inWords(999, 'Denied by the firewall'),
  'a status of 742 without words': { answer: write(http(742, {}, '')), says: 'answered with status 742' },
  'an error whose reason phrase is in Latin-1': inWords('403 Acc\xe8s refus\xe9', 'Not you'),
  'an error page of 1 MB': {
    answer: write(http(403, {}, `<html>${'<'.repeat(1_000_000)}<title>Forbidden</title>`)),
    words: 'Forbidden',
  },
  'an error with deep nesting': {
    answer: write(http(400, JSON_TYPE, `{"message":"Deep","a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`)),
    words: 'Deep',
  },
  'an error in a content-encoding that nobody knows': {
    answer: write(http(400, { 'content-encoding': 'aws-chunked' }, 'words')),
    says: 'answered with status 400',
  },
  'an error without words': { answer: write(http(429, JSON_TYPE, '{}')), says: 'answered with status 429' },
  'an error of the server': { answer: write(http(503, {}, 'No upstream')), words: 'No upstream' },
  'a 502 of a proxy': { answer: write(http(502, {}, '<title>502 Bad Gateway</title>')), words: '502 Bad Gateway' },
  'a 504 of a proxy': { answer: write(http(504, {}, '<title>504 Time-out</title>')), words: '504 Time-out' },
  'a 524 of a proxy': { answer: write(http(524, {}, 'A timeout occurred')), words: 'A timeout occurred' },
};
