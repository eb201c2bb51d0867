import { fieldError, filled, name, object, type Reader } from './fields';
import { isObject } from './json';

/** Printable ASCII without spaces. */
const HEADER_TEXT = /^[!-~]+$/;

/** A key, a slug or an id that goes out in a header. A wrong one is not repeated, as it may be a secret. */
export const headerText: Reader<string> = (form, key, label) => {
  const value = name(form, key, label);
  if (value === undefined || HEADER_TEXT.test(value)) return value;
  throw fieldError(key, `${label} has a space, a line break or another character that no key has: copy it once more`);
};

/** Portkey's request metadata. Its values must be texts, so other values become JSON. */
export const metadata: Reader<string> = (form, key, label) => {
  const value = object(form, key, label);
  if (!value) return undefined;
  const texts = Object.entries(value)
    .filter(([, item]) => item !== null && item !== undefined)
    .map(([name, item]) => [name, typeof item === 'string' ? item : JSON.stringify(item)]);
  return texts.length ? toHeaderJson(Object.fromEntries(texts)) : undefined;
};

/** A routing config: the id of a saved one, or a JSON object. */
export const config: Reader<string> = (form, key, label) => {
  const value = filled(form, key, label);
  if (isObject(value) || (typeof value === 'string' && value.trim().startsWith('{'))) {
    return toHeaderJson(object(form, key, label));
  }
  const id = typeof value === 'string' ? value.trim() : value;
  if (id === undefined || (typeof id === 'string' && HEADER_TEXT.test(id))) return id;
  throw fieldError(key, `${label} must be the id of a saved config, such as pc-name-1a2b3c, or a JSON object`);
};

/** JSON on one line in printable ASCII, because fetch refuses a header with a character above U+00FF. */
function toHeaderJson(value: unknown): string {
  return JSON.stringify(value).replace(/[^ -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
