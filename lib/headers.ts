import { asciiJson, isObject } from './json';
import { jsonObject, Misfit, trimmedText, type Filled } from './values';

/** Printable ASCII without spaces. */
const HEADER_TEXT = /^[!-~]+$/;

/** In characters. Most servers take 8 to 16 thousand for all headers together. */
const MAX_HEADER = 64 * 1024;

/** A key, or the slug of an AI provider. A wrong one is not repeated, as it may be a secret. */
export function key(value: Filled): string {
  const text = short(trimmedText(value));
  if (HEADER_TEXT.test(text)) return text;
  throw new Misfit('has a space, a line break or another character that no key has: copy it once more');
}

/** A routing config: the id of a saved one, or a JSON object. */
export function config(value: Filled): string {
  if (isObject(value) || (typeof value === 'string' && value.trim().startsWith('{'))) {
    return headerJson(jsonObject(short(value)));
  }
  const id = typeof value === 'string' ? value.trim() : '';
  if (HEADER_TEXT.test(id)) return short(id);
  throw new Misfit('must be the id of a saved config, such as pc-name-1a2b3c, or a JSON object');
}

/** Portkey's request metadata. Its values must be texts, so other values become JSON. */
export function metadata(value: Filled): string | undefined {
  const texts = Object.entries(jsonObject(short(value)))
    .filter(([, item]) => item !== null && item !== undefined)
    .map(([name, item]) => [name, typeof item === 'string' ? item : JSON.stringify(item)]);
  return texts.length ? headerJson(Object.fromEntries(texts) as object) : undefined;
}

/** JSON on one line in printable ASCII, because no header may hold a character above U+00FF. */
function headerJson(value: object): string {
  return short(asciiJson(short(JSON.stringify(value))));
}

/** The value itself, unless it is text that is too long for a header. */
function short<T>(value: T): T {
  if (typeof value !== 'string' || value.length <= MAX_HEADER) return value;
  throw new Misfit(`must not be larger than ${MAX_HEADER / 1024} kB, as it goes out in a header`);
}
