import { QueryError } from '@tooljet-marketplace/common';
import { withoutMargin } from './http-answer';
import { isObject, parseJson } from './json';
import { causesOf, networkFailure } from './network-failures';
import { responseMetadata } from './response-headers';
import { mask } from './secrets';

export interface ErrorContext {
  /** The subject of a sentence: "The gateway at https://api.portkey.ai". */
  gatewayName: string;
  /** What must not appear in any part of an error, whoever put it there. */
  secrets: string[];
}

interface Explanation {
  /** The one sentence that a person needs. */
  sentence: string;
  data: Record<string, unknown>;
  /** As in a result; there when an answer came. */
  metadata?: object;
}

/** In characters: what a person reads of a sentence. */
const MAX_SENTENCE = 1000;

/** In characters: of a text as long as an error may be, no more is made a sentence of. */
const MAX_READ = 64 * 1024;

/**
 * Turns anything thrown into the error that ToolJet shows: one sentence in `description`, the same in `data.message`
 * for hosts that show `data` alone, and in `data` what is known of statusCode, type, code, provider, traceId,
 * hook_results and response, or the key of a wrong field. After an answer it carries `metadata` as a result does.
 */
export function toQueryError(error: unknown, context: ErrorContext): QueryError & { metadata?: object } {
  const { sentence, data, metadata } = explainAnything(error, context);
  const shown = sentence.length > MAX_SENTENCE ? `${sentence.slice(0, MAX_SENTENCE)}…` : sentence;
  const queryError = new QueryError('Query could not be completed', shown, { message: shown, ...data });
  return Object.assign(queryError, metadata && { metadata });
}

function explainAnything(error: unknown, context: ErrorContext): Explanation {
  try {
    return explain(error, context);
  } catch {
    return { sentence: 'The query failed, and why cannot be read', data: {} };
  }
}

/** Everything is masked here, before any word of it is touched: a secret that was cut or folded is not found any more. */
function explain(error: unknown, { gatewayName, secrets }: ErrorContext): Explanation {
  if (error instanceof QueryError) {
    return mask({ sentence: String(error.description), data: error.data }, secrets);
  }
  if (isObject(error) && typeof error.status === 'number') {
    const { error: body, message, headers } = error;
    // The SDK's message is all of the body once more: it is read, and masked, only where there is no body.
    const answer = { body, message: body ? '' : String(message ?? ''), headers: { ...(headers as object) } };
    const masked = mask(answer, secrets);
    return explainAnswer(error.status, { ...masked, message: withoutMargin(masked.message) }, gatewayName);
  }
  const failure = networkFailure(error);
  if (failure) return { sentence: `${gatewayName} ${mask(failure, secrets)}`, data: {} };
  return { sentence: `The query failed: ${mask(reasonOf(error), secrets)}`, data: {} };
}

/** The words of the innermost cause: what the SDK wraps around it is advice to programmers. */
function reasonOf(error: unknown): string {
  if (!isObject(error)) return String(error);
  const reasons = causesOf(error).flatMap(({ message }) => message ?? []);
  return String(reasons.at(-1) ?? 'no reason was given');
}

interface Answer {
  /** The parsed JSON, if it was JSON ... */
  body: unknown;
  /** ... else the text. */
  message: string;
  headers: Record<string, unknown>;
}

/** An answer with an error status, or one that is not a JSON object. */
function explainAnswer(status: number, { body, message, headers }: Answer, gatewayName: string): Explanation {
  const answered = `${gatewayName} answered with status ${status}`;
  const metadata = responseMetadata(headers);
  if (status < 300) {
    const sentence = `${answered}, but not with a JSON object: check the Gateway URL`;
    return { sentence, data: { statusCode: status }, metadata };
  }
  const fields = isObject(body) ? body : {};
  const details = [fields.error, fields.data].find(isObject) ?? fields;
  const data = {
    statusCode: status,
    type: details.type,
    code: details.code ?? details.errorCode,
    provider: fields.provider ?? headers['x-portkey-provider'],
    traceId: headers['x-portkey-trace-id'],
    hook_results: fields.hook_results,
    response: body ?? (isWords(message) ? message : undefined),
  };
  const known = Object.entries(data).filter(([, value]) => value !== undefined && value !== null);
  return { sentence: withHint(wordsIn(body ?? message) ?? answered), data: Object.fromEntries(known), metadata };
}

/** OpenAI's reasoning models refuse max_tokens and name what they want, but not where in this form it belongs. */
function withHint(words: string): string {
  if (!words.includes('max_completion_tokens')) return words;
  return `${words} (Leave Max Tokens empty and write {"max_completion_tokens": 256} into Other Parameters.)`;
}

/** What the SDK says when a body is empty or could not be read. */
const NO_WORDS = /^(Unknown( error occurred)?)?$/;

/** Two letters or digits in a row, of any writing: less tells a person nothing. */
const WORD = /[\p{L}\p{M}\p{N}]{2}/u;

function isWords(text: string): boolean {
  return WORD.test(text) && !NO_WORDS.test(text.trim());
}

/** How many texts, objects and arrays of a body are looked at: real ones have their words among the first few. */
const MAX_PLACES = 200;

/** A body that nests deeper has no words for a person; following it further could exhaust the stack. */
const MAX_LEVELS = 10;

/** Text that begins so and is no JSON was cut off: nothing for a person to read. */
const CUT_JSON = /^\s*(\{\s*["}]|\[\s*["{[])/;

/**
 * The provider's or gateway's own words, out of any of the error bodies that they send:
 * https://portkey.ai/docs/api-reference/inference-api/error-codes
 */
function wordsIn(body: unknown): string | undefined {
  let left = MAX_PLACES;
  const search = (value: unknown, levels: number): string | undefined => {
    if (levels === 0 || left-- <= 0) return undefined;
    if (typeof value === 'string') {
      const inner = /^\s*[[{"]/.test(value) ? parseJson(value) : undefined;
      if (inner !== undefined) return search(inner, levels - 1);
      return CUT_JSON.test(value) ? undefined : plainText(value);
    }
    for (const place of placesIn(value)) {
      const words = search(place, levels - 1);
      if (words) return words;
    }
    return undefined;
  };
  return search(body, MAX_LEVELS);
}

/** Where a body may have its words, the likeliest first. */
function placesIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.slice(0, MAX_PLACES);
  return isObject(value)
    ? [value.error, value.message, value.data, value['html-message'], value.detail, value.msg]
    : [];
}

/** Text on one line. Of a web page, as a proxy in between may send it, its title or else what it shows. */
function plainText(text: string): string | undefined {
  const title = /<title[^<>]*>([^<]*)/i.exec(text)?.[1] ?? '';
  const shown = text.slice(0, MAX_READ).replace(/<(title|style|script)[^<>]*>[^<]*|<[^<>]*>/gi, ' ');
  return [title, shown].map((words) => words.replace(/[\s\p{Cc}]+/gu, ' ').trim()).find(isWords);
}
