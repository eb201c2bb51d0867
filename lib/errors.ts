import { QueryError } from '@tooljet-marketplace/common';
import { isObject, parseJson } from './json';
import { mask } from './mask';

interface ErrorContext {
  /** How a sentence names the gateway: its origin. */
  gateway: string;
  /** What must not appear in any part of an error, whoever put it there. */
  secrets: string[];
}

interface Explanation {
  description: string;
  data: Record<string, unknown>;
}

/**
 * Turns anything thrown into the error that ToolJet shows: one sentence in `description`, and in `data` what is known
 * of statusCode, type, code, provider, traceId, hook_results and response, or the key of a wrong field.
 */
export function toQueryError(error: unknown, { gateway, secrets }: ErrorContext): QueryError {
  const { description, data } = mask(explain(error, `The gateway at ${gateway}`, secrets), secrets);
  const sentence = description.length > MAX_LENGTH ? `${description.slice(0, MAX_LENGTH)}…` : description;
  return new QueryError('Query could not be completed', sentence, data);
}

// Kinds of errors are told by their shape: each load of the plugin has classes of its own, and ToolJet's realm differs.
function explain(error: unknown, gateway: string, secrets: string[]): Explanation {
  if (error instanceof QueryError) return { description: String(error.description), data: error.data };
  if (!isObject(error)) return { description: `The query failed: ${String(error)}`, data: {} };
  if (typeof error.status === 'number') {
    // Masked before any word of it is touched: a secret with its line breaks folded could not be found any more.
    const { error: body, message, headers } = error;
    return explainAnswer(error.status, mask({ body, message, headers }, secrets), gateway);
  }
  return { description: explainFailure(error, gateway), data: {} };
}

/** An answer with an error status, or one that is not a JSON object. */
function explainAnswer(
  status: number,
  answer: { body: unknown; message: unknown; headers: unknown },
  gateway: string
): Explanation {
  const body = isObject(answer.body) ? answer.body : {};
  const headers = isObject(answer.headers) ? answer.headers : {};
  const details = [body.error, body.data].find(isObject) ?? body;
  const answered = `${gateway} answered with status ${status}`;
  const data = {
    statusCode: status,
    type: details.type,
    code: details.code ?? details.errorCode,
    provider: body.provider ?? headers['x-portkey-provider'],
    traceId: headers['x-portkey-trace-id'],
    hook_results: body.hook_results,
    response: answer.body,
  };
  return {
    description:
      status < 300
        ? `${answered}, but not with a JSON object: check the Gateway URL`
        : (wordsIn(answer.body ?? answer.message) ?? answered),
    data: Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined && value !== null)),
  };
}

/** What the SDK says when a body is empty or could not be read. */
const NO_WORDS = /^(Unknown( error occurred)?)?$/;

/** In characters: what a person reads of a description. */
const MAX_LENGTH = 1000;

/** An error body that nests deeper has no words for a person; following it further could exhaust the stack. */
const MAX_NESTING = 10;

/**
 * The provider's or gateway's own words, out of any of the error bodies that they send:
 * https://portkey.ai/docs/api-reference/inference-api/error-codes
 */
function wordsIn(body: unknown, depth = 0): string | undefined {
  if (depth > MAX_NESTING) return undefined;
  if (typeof body === 'string') {
    const parsed = parseJson(body);
    return typeof parsed === 'object' && parsed !== null ? wordsIn(parsed, depth + 1) : plainText(body);
  }
  const places = Array.isArray(body)
    ? body
    : isObject(body)
      ? [body.error, body.message, body.data, body['html-message'], body.detail]
      : [];
  for (const place of places) {
    const words = wordsIn(place, depth + 1);
    if (words) return words;
  }
  return undefined;
}

/** Text on one line. Of a web page, as a proxy in between may send it, its title or else what it shows. */
function plainText(text: string): string | undefined {
  const title = /<title[^<>]*>([^<]*)/i.exec(text)?.[1]?.trim();
  const shown = title || text.replace(/<style[^<>]*>[^<]*|<script[^<>]*>[^<]*|<[^<>]*>/gi, ' ');
  const words = shown.replace(/\s+/g, ' ').trim();
  return NO_WORDS.test(words) ? undefined : words;
}

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

function explainFailure(error: Record<string, unknown>, gateway: string): string {
  const chain: Record<string, unknown>[] = [];
  for (let next: unknown = error; isObject(next) && chain.length < 5; next = next.cause) chain.push(next);
  const clues = chain.map(({ name, code, message }) => [name, code, message].join(' ')).join(' ');
  const messages = chain.map(({ message }) => message).filter(Boolean);
  const failure = FAILURES.find(([pattern]) => pattern.test(clues))?.[1];
  return failure ? `${gateway} ${failure}` : `The query failed: ${String(messages.at(-1) ?? 'no reason was given')}`;
}
