import { QueryError } from '@tooljet-marketplace/common';
import { isDeeper, isObject, MAX_DEPTH, parseJson } from './json';
import { explainJsonError } from './json-error';

/** The values of a form that has, among others, the field `Key`. */
type Form<Key extends string> = { [key in Key]?: unknown };

/**
 * Reads one field of a form: takes the form's values, the field's key and the label that the user sees; returns
 * undefined for an empty field (missing, null or blank text) and throws a `fieldError` for what the field cannot hold.
 */
export type Reader<T> = <Key extends string>(form: Form<Key>, key: Key, label: string) => T | undefined;

type JsonObject = Record<string, unknown>;

/** The error of a wrong field: a sentence that names it by its label, and its key in the error's data. */
export function fieldError(field: string, sentence: string): QueryError {
  return new QueryError(sentence, sentence, { field });
}

/** A reader of a field that must not be empty; `hint` tells what belongs there. */
function required<T>(reader: Reader<T>, hint: string) {
  return <Key extends string>(form: Form<Key>, key: Key, label: string): T => {
    const value = reader(form, key, label);
    if (value === undefined) throw fieldError(key, `${label} is required: ${hint}`);
    return value;
  };
}

/** The first filled one of several keys under which saved queries may hold the same field. */
export function firstFilled<Key extends string>(form: Form<Key>, keys: [Key, ...Key[]]): Key {
  return keys.find((key) => !isEmpty(form[key])) ?? keys[0];
}

/** The field's value, whatever it is. */
export const filled: Reader<NonNullable<unknown>> = (form, key, label) => {
  const value: unknown = form[key];
  return isEmpty(value) ? undefined : shallow(value as NonNullable<unknown>, key, label);
};

function isEmpty(value: unknown): boolean {
  return typeof value === 'string' ? !value.trim() : value === undefined || value === null;
}

/** No value that could exhaust the stack of whoever walks it, JSON.stringify to begin with. */
function shallow<T>(value: T, key: string, label: string): T {
  if (!isDeeper(value, MAX_DEPTH)) return value;
  throw fieldError(key, `${label} must not be nested deeper than ${MAX_DEPTH} levels`);
}

/** A name or an id: one piece of text, trimmed. */
export const name: Reader<string> = (form, key, label) => {
  const value = filled(form, key, label);
  if (typeof value === 'object') throw fieldError(key, `${label} must be text, got ${shown(value)}`);
  return value === undefined ? undefined : String(value).trim();
};

/** The id of a saved prompt as one segment of a path. Its `@` stays: `pp-name-1a2b3c@12` names a version. */
export const promptId = required<string>((form, key, label) => {
  const id = name(form, key, label);
  try {
    // encodeURIComponent leaves dots alone, and these two would walk up the path.
    if (id !== '.' && id !== '..') return id && encodeURIComponent(id).replaceAll('%40', '@');
  } catch {
    // Half of a surrogate pair has no encoding.
  }
  throw fieldError(key, `${label} must be the id of a saved prompt, got ${shown(id)}`);
}, 'enter the id of a saved prompt, such as pp-name-1a2b3c');

/** Text exactly as typed. Objects and arrays become JSON, as ToolJet itself writes them between other text. */
const text: Reader<string> = (form, key, label) => {
  const value = filled(form, key, label);
  return typeof value === 'object' ? JSON.stringify(value) : value === undefined ? undefined : String(value);
};

/** One text, or several as an array of texts. */
export const prompt = required<string | string[]>((form, key, label) => {
  const value = filled(form, key, label);
  if (!Array.isArray(value)) return text(form, key, label);
  if (value.length === 0) return undefined;
  return value.every((item) => typeof item === 'string') ? value : text(form, key, label);
}, 'enter the text to complete');

/** What to embed: an array (of texts or tokens), JSON text of one, or any other text as it is. */
export const input = required<string | string[]>((form, key, label) => {
  const array = arrayIn(form, key, label) as string[] | undefined;
  if (!array) return text(form, key, label);
  return array.length === 0 ? undefined : array;
}, 'enter the text to embed');

/** Stop sequences: an array, JSON text of one, or text with commas in between. */
export const stop: Reader<string[]> = (form, key, label) => {
  const value = filled(form, key, label);
  const array = arrayIn(form, key, label);
  if (array ? array.some((item) => typeof item === 'object') : typeof value === 'object') {
    throw fieldError(key, `${label} must be one or more texts, got ${shown(value)}`);
  }
  // Only what stood between commas is trimmed: in an array, "\n" is a stop sequence that people do use.
  const sequences =
    array?.map(String) ??
    text(form, key, label)
      ?.split(',')
      .map((part) => part.trim());
  const nonEmpty = sequences?.filter((sequence) => sequence !== '');
  return nonEmpty?.length ? nonEmpty : undefined;
};

/** Any finite number, or text of one. */
export const number: Reader<number> = (form, key, label) => {
  const value = filled(form, key, label);
  const number = typeof value === 'string' ? Number(value) : value;
  if (number === undefined || (typeof number === 'number' && Number.isFinite(number))) return number;
  throw fieldError(key, `${label} must be a number, got ${shown(value)}`);
};

/** A whole number from 1 up, or text of one. */
export const count: Reader<number> = (form, key, label) => {
  const value = filled(form, key, label);
  const number = typeof value === 'string' ? Number(value) : value;
  if (number === undefined) return undefined;
  if (!Number.isSafeInteger(number)) throw fieldError(key, `${label} must be a whole number, got ${shown(value)}`);
  if (Number(number) < 1) throw fieldError(key, `${label} must be at least 1, got ${shown(value)}`);
  return Number(number);
};

/** An object, or JSON text of one. */
export const object: Reader<JsonObject> = (form, key, label) => {
  const value = filled(form, key, label);
  const object = typeof value === 'string' ? json(value, key, label) : value;
  if (object === undefined || isObject(object)) return object;
  throw fieldError(key, `${label} must be a JSON object such as {"name": "value"}, got ${shown(object)}`);
};

/** Parameters beside the fields. ToolJet takes one whole answer, so a stream is refused. */
export const parameters: Reader<JsonObject> = (form, key, label) => {
  const value = object(form, key, label);
  // The SDK would make it the prototype of what it sends, with a stream perhaps.
  if (value && Object.hasOwn(value, '__proto__')) throw fieldError(key, `${label} cannot hold the name "__proto__"`);
  if (!value?.stream) return value;
  throw fieldError(key, `${label} cannot ask for a stream, as ToolJet takes one whole answer: remove "stream"`);
};

/** Messages: an array of objects with a role, or JSON text of one. A single message counts as an array of one. */
export const messages = required<{ role: string; content: string }[]>((form, key, label) => {
  const value = filled(form, key, label);
  const list = typeof value === 'string' ? json(value, key, label) : value;
  if (list === undefined) return undefined;
  const array: unknown = isObject(list) ? [list] : list;
  if (!Array.isArray(array) || array.length === 0) {
    throw fieldError(key, `${label} must be an array such as [{"role": "user", "content": "Hi"}], got ${shown(list)}`);
  }
  const wrong = array.findIndex((message) => !isObject(message) || typeof message.role !== 'string' || !message.role);
  if (wrong === -1) return array as { role: string; content: string }[];
  throw fieldError(key, `${label} must each have a role such as "user"; number ${wrong + 1} is ${shown(array[wrong])}`);
}, 'enter an array such as [{"role": "user", "content": "Hi"}]');

/** An array, or the array that a text is the JSON of; undefined for everything else. */
const arrayIn: Reader<unknown[]> = (form, key, label) => {
  const value = filled(form, key, label);
  const array = typeof value === 'string' && value.trim().startsWith('[') ? parseJson(value) : value;
  return Array.isArray(array) ? shallow(array, key, label) : undefined;
};

function json(text: string, key: string, label: string): unknown {
  const value = parseJson(text);
  if (value === undefined) throw fieldError(key, `${label} is not valid JSON: ${explainJsonError(text)}`);
  return shallow(value, key, label);
}

/** A wrong value as an error shows it: its kind, or a short text. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length ? 'an array' : 'an empty array';
  if (isObject(value)) return 'an object';
  const text = JSON.stringify(value) ?? 'nothing';
  // Not cut short: part of a secret could not be told from other text any more.
  return text.length > 60 ? `a text of ${text.length - 2} characters` : text;
}
