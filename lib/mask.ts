import { isObject } from './json';

const MASK = '***';

/** A copy of a JSON value in which no text, and no key, contains one of the secrets. */
export function mask<T>(value: T, secrets: string[]): T {
  const pattern = patternOf(secrets);
  const masked = (item: unknown): unknown => {
    if (typeof item === 'string') return item.replace(pattern, MASK);
    if (Array.isArray(item)) return item.map(masked);
    if (!isObject(item)) return item;
    return Object.fromEntries(Object.entries(item).map(([key, inner]) => [key.replace(pattern, MASK), masked(inner)]));
  };
  return masked(value) as T;
}

/** A short secret is masked as a word of its own only: "any" must not make "comp***" out of "company". */
function patternOf(secrets: string[]): RegExp {
  const texts = secrets.flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]);
  const escaped = [...new Set(texts)]
    .sort((one, other) => other.length - one.length)
    .map((text) => ({ text, pattern: text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&') }))
    .map(({ text, pattern }) => (text.length < 8 ? `(?<!\\w)${pattern}(?!\\w)` : pattern));
  return new RegExp(escaped.join('|') || '(?!)', 'g');
}
