import { isObject } from './json';

/** What no answer can say, by the code or message of fetch's error or of one of its causes. */
const FAILURES: [RegExp, string][] = [
  [/TimeoutError|TIMEDOUT|_TIMEOUT/, 'did not answer in time'],
  [/ECONNREFUSED/, 'refused the connection'],
  [/ENOTFOUND|EAI_AGAIN/, 'could not be found: check its host name'],
  [/EHOSTUNREACH|ENETUNREACH/, 'could not be reached'],
  [/bad port/, 'has a port that no HTTP request may go to'],
  [
    /unexpected redirect/,
    'redirects elsewhere, and secrets are not taken along: enter the address it leads to as Gateway URL',
  ],
  [/CERT|SIGNED|_TLS_|_SSL_|EPROTO/, 'could not be reached over a secure connection: check its certificate'],
  [/ Z_|[Dd]eco(d|mpress)/, 'sent an answer that could not be decompressed'],
  [/HPE_|OVERFLOW|LENGTH_MISMATCH/, 'sent an answer that is not proper HTTP'],
  [
    /ECONNRESET|EPIPE|UND_ERR_SOCKET|UND_ERR_ABORTED|terminated/,
    'closed the connection before its answer was complete',
  ],
];

/** The rest of a sentence that begins with the gateway's name, or undefined for any other error. */
export function networkFailure(error: unknown): string | undefined {
  const chain: Record<string, unknown>[] = [];
  for (let next = error; isObject(next) && chain.length < 5; next = next.cause) chain.push(next);
  const clues = chain.map(({ name, code, message }) => [name, code, message].join(' ')).join(' ');
  return FAILURES.find(([pattern]) => pattern.test(clues))?.[1];
}
