import { NetworkFailure, networkFailure } from '../../lib/network-failures';

/** As the SDK throws it: its own advice, with what was thrown under it as the cause. */
const bySdk = (cause: object) => ({
  message: "You can either add a valid 'apiKey' parameter",
  status: undefined,
  cause,
});

const TLS = 'could not be reached over a secure connection: check its certificate';
const CLOSED = 'closed the connection before its answer was complete';
const NOT_HTTP = 'sent an answer that is not proper HTTP';
const NOT_UNPACKED = 'sent an answer that could not be decompressed';

test.each([
  ['ECONNREFUSED', 'refused the connection'],
  ['ENOTFOUND', 'could not be found: check its host name'],
  ['EAI_AGAIN', 'could not be found: check its host name'],
  ['EHOSTUNREACH', 'could not be reached'],
  ['ENETUNREACH', 'could not be reached'],
  ['EHOSTDOWN', 'could not be reached'],
  ['EADDRNOTAVAIL', 'could not be reached'],
  ['ETIMEDOUT', 'did not answer in time'],
  ['CERT_HAS_EXPIRED', TLS],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', TLS],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', TLS],
  ['HOSTNAME_MISMATCH', TLS],
  ['ERR_TLS_CERT_ALTNAME_INVALID', TLS],
  ['ERR_SSL_WRONG_VERSION_NUMBER', TLS],
  ['EPROTO', TLS],
  ['HPE_HEADER_OVERFLOW', 'sent headers of more than 16 kB'],
  ['HPE_INVALID_CONSTANT', NOT_HTTP],
  ['Z_DATA_ERROR', NOT_UNPACKED],
  ['Z_BUF_ERROR', NOT_UNPACKED],
  ['ERR__ERROR_FORMAT_PADDING_1', NOT_UNPACKED],
  ['ERR_BROTLI_COMPRESSION_FAILED', NOT_UNPACKED],
  ['ECONNRESET', CLOSED],
  ['EPIPE', CLOSED],
  ['ERR_STREAM_PREMATURE_CLOSE', CLOSED],
])('the code %s means: the gateway %s', (code, sentence) => {
  expect(networkFailure({ code })).toBe(sentence);
  expect(networkFailure(bySdk({ code }))).toBe(sentence);
});

test('a NetworkFailure speaks for itself, also as the cause of the error of the SDK', () => {
  const failure = new NetworkFailure('sent something odd');
  expect(networkFailure(failure)).toBe('sent something odd');
  expect(networkFailure(bySdk(failure))).toBe('sent something odd');
});

test.each([
  ['an answer', { status: 400, message: 'ECONNREFUSED' }],
  ['a mistake', new TypeError('x is undefined')],
  ['a text', 'ECONNREFUSED'],
  ['a code of another kind', { code: 'ERR_INVALID_CHAR' }],
  ['a number as code', { code: 23 }],
  ['nothing', undefined],
])('%s is no failure of the network', (_, error) => expect(networkFailure(error)).toBeUndefined());

test('a code is found in any of the first five causes, and no further in', () => {
  const within = (levels: number) =>
    Array.from({ length: levels }).reduce<object>((cause) => ({ cause }), { code: 'ECONNREFUSED' });
  expect(networkFailure(within(4))).toBe('refused the connection');
  expect(networkFailure(within(5))).toBeUndefined();
});

test('a chain of causes that never ends comes to an end', () => {
  const error: Record<string, unknown> = {};
  error.cause = error;
  expect(networkFailure(error)).toBeUndefined();
});
