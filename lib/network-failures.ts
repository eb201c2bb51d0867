import { isObject } from './json';

/** Why there is no answer to show. Its message completes a sentence that begins with "The gateway at https://… ". */
export class NetworkFailure extends Error {}

/** The time was over: after this, nothing is asked again. */
export class Late extends NetworkFailure {
  /** @param isLongest whether the query could not have had more than these milliseconds */
  constructor(deadlineMs: number, isLongest: boolean) {
    const limit = isLongest ? 'the longest that a query may take' : "the Query Timeout in the query's settings";
    super(`did not answer within ${deadlineMs / 1000} s, ${limit}`);
  }
}

export const NOT_HTTP = 'sent an answer that is not proper HTTP';
const NOT_SECURE = 'could not be reached over a secure connection: check its certificate';
const NOT_UNPACKED = 'sent an answer that could not be decompressed';
const CLOSED = 'closed the connection before its answer was complete';

/** What http.ts itself finds wrong with an answer. */
export const REDIRECTED =
  'redirects elsewhere, and secrets are not taken along: enter the address it leads to as Gateway URL';
export const SWITCHED = 'wants to speak another protocol than HTTP';
export const STRANGE_ENCODING =
  'sent an answer that is compressed more than once, or by other means than gzip, deflate or br';

export const TOO_LARGE =
  'sent an answer of more than 32 MiB: ask for less at once, such as fewer inputs in one embedding';
export const TOO_MANY_PARTS =
  'sent an answer of more than 1.2 million lists and objects, or 2 million named values: ask for less at once';

/** The codes of Node's errors, one line a source. They are the same in Node 18 to 24. */
const BY_CODE: [code: RegExp, sentence: string][] = [
  [/^ECONNREFUSED$/, 'refused the connection'],
  [/^(ENOTFOUND|EAI_\w+)$/, 'could not be found: check its host name'], // getaddrinfo
  [/^(EHOST|ENET)(UNREACH|DOWN)$|^EADDRNOTAVAIL$/, 'could not be reached'],
  [/^ETIMEDOUT$/, 'did not answer in time'], // the system's own limit for a connection
  [/CERT|SIGN|^CRL_|^(INVALID_(CA|PURPOSE)|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH)$/, NOT_SECURE], // X.509
  [/^(ERR_(TLS|SSL)_\w+|EPROTO)$/, NOT_SECURE], // TLS
  [/^HPE_HEADER_OVERFLOW$/, 'sent headers of more than 16 kB'], // llhttp, as Node limits it
  [/^HPE_/, NOT_HTTP], // llhttp
  [/^Z_/, NOT_UNPACKED], // zlib: gzip and deflate
  [/^ERR_(BROTLI)?_/, NOT_UNPACKED], // zlib: br
  [/^(ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE)$/, CLOSED], // sockets and streams
];

/**
 * What an error of the network means, for whoever runs the query.
 *
 * @param error anything thrown; the SDK hands on what http.ts throws as its `cause`
 * @returns the rest of a sentence that begins with "The gateway at https://… ", or undefined for any other error
 */
export function networkFailure(error: unknown): string | undefined {
  for (const cause of causesOf(error)) {
    if (cause instanceof NetworkFailure) return cause.message;
    const { code } = cause;
    const sentence = typeof code === 'string' && BY_CODE.find(([pattern]) => pattern.test(code))?.[1];
    if (sentence) return sentence;
  }
  return undefined;
}

/** What was thrown, what caused it, and so on inwards: the first five, as causes can go round. */
export function causesOf(error: unknown): Record<string, unknown>[] {
  const causes: Record<string, unknown>[] = [];
  for (let cause = error; isObject(cause) && causes.length < 5; cause = cause.cause) causes.push(cause);
  return causes;
}
