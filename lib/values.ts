import { excessOf, excessOfJson, isObject, parseJson } from './json';
import { explainJsonError } from './json-error';

/** What is wrong with a value: the rest of a sentence that begins with the label of its field. */
export class Misfit extends Error {}

/** A field's value that is neither undefined, null nor blank text. */
export type Filled = NonNullable<unknown>;

/**
 * Turns the value of a field into what is sent, undefined when there is nothing to send.
 *
 * @throws Misfit for what the field cannot hold
 */
export type Parser<T> = (value: Filled) => T | undefined;

type JsonObject = Record<string, unknown>;

/** Whether a field counts as empty, which means that it is not sent. */
export function isEmpty(value: unknown): value is undefined | null | '' {
  return typeof value === 'string' ? !value.trim() : value === undefined || value === null;
}

/** The value itself, when it can be walked to its end. */
export function bounded<T>(value: T): T {
  refuse(excessOf(value));
  return value;
}

function refuse(excess: string | undefined): void {
  if (excess) throw new Misfit(`must not ${excess}`);
}

/** Longer texts are not repeated in an error: they could be a key that was pasted into the wrong field. */
const MAX_SHOWN = 16;

/** A wrong value as an error shows it: its kind, or a short text. */
export function describe(value: unknown): string {
  if (Array.isArray(value)) return value.length ? 'an array' : 'an empty array';
  if (isObject(value)) return 'an object';
  if (typeof value !== 'string') return String(value);
  return value.length > MAX_SHOWN ? `a text of ${value.length} characters` : JSON.stringify(value);
}

/** The value of a text that should be JSON. */
export function json(text: string): unknown {
  const value = boundedJson(text);
  if (value === undefined) throw new Misfit(`is not valid JSON: ${explainJsonError(text)}`);
  return value;
}

/** The value of a text if it is JSON, else undefined. */
function boundedJson(text: string): unknown {
  refuse(excessOfJson(text));
  return bounded(parseJson(text));
}

/** A name or an id: one piece of text, trimmed. */
export function trimmedText(value: Filled): string {
  if (typeof value === 'object') throw new Misfit(`must be text, got ${describe(value)}`);
  return String(value).trim();
}

/** Text exactly as typed. Objects and arrays become JSON, as ToolJet itself writes them between other text. */
function text(value: Filled): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Any finite number, or text of one. */
export function number(value: Filled): number {
  const parsed = typeof value === 'string' ? Number(value) : value;
  if (typeof parsed === 'number' && Number.isFinite(parsed)) return parsed;
  throw new Misfit(`must be a number, got ${describe(value)}`);
}

/** A whole number from 1 up, or text of one. */
export function positiveInteger(value: Filled): number {
  const parsed = typeof value === 'string' ? Number(value) : value;
  if (typeof parsed !== 'number' || !Number.isSafeInteger(parsed)) {
    throw new Misfit(`must be a whole number, got ${describe(value)}`);
  }
  if (parsed < 1) throw new Misfit(`must be at least 1, got ${describe(value)}`);
  return parsed;
}

/** An object, or JSON text of one. */
export function jsonObject(value: Filled): JsonObject {
  const parsed = typeof value === 'string' ? json(value) : value;
  if (isObject(parsed)) return parsed;
  throw new Misfit(`must be a JSON object such as {"name": "value"}, got ${describe(parsed)}`);
}

/** Parameters beside the fields. ToolJet takes one whole answer, so a stream is refused. */
export function parameters(value: Filled): JsonObject {
  const parsed = jsonObject(value);
  // The SDK would make it the prototype of what it sends, with a stream perhaps.
  if (Object.hasOwn(parsed, '__proto__')) throw new Misfit('cannot hold the name "__proto__"');
  if (!parsed.stream) return parsed;
  throw new Misfit('cannot ask for a stream, as ToolJet takes one whole answer: remove "stream"');
}

/** The array that a value is, or that a text is the JSON of; undefined for everything else. */
function arrayIn(value: Filled): unknown[] | undefined {
  const array = typeof value === 'string' && value.trim().startsWith('[') ? boundedJson(value) : value;
  return Array.isArray(array) ? array : undefined;
}

/** The text to complete, or several as an array of texts. */
export function prompt(value: Filled): string | string[] | undefined {
  if (!Array.isArray(value)) return text(value);
  if (value.length === 0) return undefined;
  return value.every((item) => typeof item === 'string') ? value : text(value);
}

/** What to embed: an array (of texts or tokens), JSON text of one, or any other text as it is. */
export function embeddingInput(value: Filled): string | unknown[] | undefined {
  const array = arrayIn(value);
  if (!array) return text(value);
  return array.length ? array : undefined;
}

/** More than any provider takes: OpenAI's limit is 4, Anthropic and Google have a few more. */
const MAX_STOPS = 64;

/** In characters: longer text is no list of stop sequences, and splitting it could stop the server. */
const MAX_STOP_TEXT = 64 * 1024;

/** Stop sequences: an array, JSON text of one, or text with commas in between. */
export function stopSequences(value: Filled): string[] | undefined {
  const sequences = stopsIn(value).filter((sequence) => sequence !== '');
  if (sequences.length > MAX_STOPS) throw new Misfit(`must be at most ${MAX_STOPS} texts, got ${sequences.length}`);
  return sequences.length ? sequences : undefined;
}

function stopsIn(value: Filled): string[] {
  if (typeof value === 'string' && value.length > MAX_STOP_TEXT) {
    throw new Misfit(`must be at most ${MAX_STOPS} texts, got ${describe(value)}`);
  }
  // A bracket alone may begin a stop sequence, such as [END]; one before a quote begins JSON.
  const parsed = typeof value === 'string' && /^\s*\[\s*"/.test(value) ? json(value) : (arrayIn(value) ?? value);
  if (Array.isArray(parsed) && parsed.every((item) => typeof item !== 'object')) return parsed.map(String);
  if (typeof parsed === 'object') throw new Misfit(`must be one or more texts, got ${describe(parsed)}`);
  // Only what stands between commas is trimmed: in an array, "\n" is a stop sequence that people do use.
  return String(parsed)
    .split(',')
    .map((part) => part.trim());
}

/** The id of a saved prompt. It becomes a part of the path, so it has no character that could lead elsewhere. */
export function promptId(value: Filled): string {
  const id = trimmedText(value);
  // Two dots would walk up the path, and one stay where it is.
  if (/^[\w.~@-]+$/.test(id) && id !== '.' && id !== '..') return id;
  throw new Misfit(`must be the id of a saved prompt, such as pp-name-1a2b3c, got ${describe(id)}`);
}
