import { MAX_DEPTH } from './json';

const MASK = '***';

/** A copy of a JSON value in which no text, and no key, contains one of the secrets. What is too deep is left out. */
export function mask<T>(value: T, secrets: string[]): T {
  const maskText = masker(secrets);
  const masked = (item: unknown, depth: number): unknown => {
    if (typeof item === 'string') return maskText(item);
    if (typeof item !== 'object' || item === null) return item;
    if (depth > MAX_DEPTH) return '…';
    if (Array.isArray(item)) return item.map((inner) => masked(inner, depth + 1));
    return Object.fromEntries(Object.entries(item).map(([key, inner]) => [maskText(key), masked(inner, depth + 1)]));
  };
  return masked(value, 0) as T;
}

/** The values of all keys that sound like a credential, such as api_key or aws_secret_access_key, at any level. */
export function secretsIn(value: unknown, isSecret = false, depth = 0): string[] {
  if (typeof value === 'string' || typeof value === 'number') return isSecret ? [String(value)] : [];
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    secretsIn(item, isSecret || /key|secret|token|password|auth|credential/i.test(key), depth + 1)
  );
}

/** Masks each secret as it is, and as a URL, a JSON text, or a JSON text inside of one (a config header) would hold it. */
function masker(secrets: string[]): (text: string) => string {
  const forms = secrets.flatMap((secret) => [
    secret,
    asUrlText(secret),
    asJsonText(secret),
    asJsonText(asJsonText(secret)),
  ]);
  const patterns = [...new Set(forms)]
    .filter((form) => form !== '')
    .sort((one, other) => other.length - one.length)
    .map(asPattern);
  return (text) => patterns.reduce<string>((masked, pattern) => masked.replaceAll(pattern, MASK), text);
}

function asJsonText(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** Unlike encodeURIComponent, this does not throw on half of a surrogate pair. */
function asUrlText(text: string): string {
  return new URLSearchParams([[text, '']]).toString().slice(0, -1).replaceAll('+', '%20');
}

/**
 * A short secret is masked as a word of its own only: "any" must not make "comp***" out of "company". A long one is no
 * regular expression, as the error of one that is too large would quote it.
 */
function asPattern(form: string): string | RegExp {
  if (form.length >= 8) return form;
  return new RegExp(`(?<!\\w)${form.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')}(?!\\w)`, 'g');
}
