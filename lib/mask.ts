const MASK = '***';

/** Deeper than any real answer; what lies below is left out, as walking it could exhaust the stack. */
const MAX_DEPTH = 100;

/** A copy of a JSON value in which no text, and no key, contains one of the secrets. */
export function mask<T>(value: T, secrets: string[]): T {
  const pattern = patternOf(secrets);
  const masked = (item: unknown, depth: number): unknown => {
    if (typeof item === 'string') return item.replace(pattern, MASK);
    if (typeof item !== 'object' || item === null) return item;
    if (depth > MAX_DEPTH) return '…';
    if (Array.isArray(item)) return item.map((inner) => masked(inner, depth + 1));
    return Object.fromEntries(
      Object.entries(item).map(([key, inner]) => [key.replace(pattern, MASK), masked(inner, depth + 1)])
    );
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

/** Each secret as it is, and as a URL or a JSON text would hold it. */
function patternOf(secrets: string[]): RegExp {
  const forms = secrets.flatMap((secret) => [secret, asUrlText(secret), JSON.stringify(secret).slice(1, -1)]);
  const alternatives = forms
    .filter((form) => form !== '')
    .sort((one, other) => other.length - one.length)
    .map((form) => asWord(form, form.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')));
  return new RegExp(alternatives.join('|') || '(?!)', 'g');
}

/** Unlike encodeURIComponent, this does not throw on half of a surrogate pair. */
function asUrlText(text: string): string {
  return new URLSearchParams([[text, '']]).toString().slice(0, -1).replaceAll('+', '%20');
}

/** A short secret is masked as a word of its own only: "any" must not make "comp***" out of "company". */
function asWord(text: string, pattern: string): string {
  return text.length < 8 ? `(?<!\\w)${pattern}(?!\\w)` : pattern;
}
