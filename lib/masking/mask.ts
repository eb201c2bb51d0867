import { MAX_DEPTH } from '../json';
import { END } from './reading';
import { finder } from './spellings';

/** What stands in a secret's place. */
const MASK = '***';

/** What no text has inside, and no secret either. */
const SEPARATOR = String.fromCharCode(END);

/** In values: far more than a real error has, and an end for what holds itself or shares branches. */
const MAX_VALUES = 20_000;

/** A copy in which no text, key or number shows one of the secrets, however spelled. What nests too deep is left out. */
export function mask<T>(value: T, secrets: string[]): T {
  const numbers = new Set(secrets);
  const texts: string[] = [];
  const copy = copyOf(value, numbers, (text) => (texts.push(text), text));
  const masked = maskTexts(texts, secrets);
  let next = 0;
  return (masked === texts ? copy : copyOf(value, numbers, () => masked[next++] as string)) as T;
}

function copyOf(value: unknown, secrets: Set<string>, replace: (text: string) => string): unknown {
  let left = MAX_VALUES;
  const copy = (item: unknown, depth: number): unknown => {
    if (left-- <= 0 || depth > MAX_DEPTH) return '…';
    if (typeof item === 'string') return replace(item);
    if (typeof item === 'number' || typeof item === 'bigint') return secrets.has(String(item)) ? MASK : item;
    if (typeof item !== 'object' || item === null) return item;
    // One more than is left, as a sign that there are more.
    if (Array.isArray(item)) return item.slice(0, left + 1).map((inner) => copy(inner, depth + 1));
    const names = Object.keys(item).slice(0, left + 1);
    return Object.fromEntries(
      names.map((name) => [replace(name), copy((item as Record<string, unknown>)[name], depth + 1)])
    );
  };
  return copy(value, 0);
}

/** The texts with all secrets masked, in their order; the very array when there is nothing to mask. */
function maskTexts(texts: string[], secrets: string[]): string[] {
  const places = finder(secrets)(texts.join(SEPARATOR));
  if (places.length === 0) return texts;
  let next = 0;
  let offset = 0;
  return texts.map((text) => {
    let masked = '';
    let rest = 0;
    for (let place; (place = places[next]) && place[0] < offset + text.length; next++) {
      masked += text.slice(rest, place[0] - offset) + MASK;
      rest = place[1] - offset;
    }
    offset += text.length + SEPARATOR.length;
    return masked + text.slice(rest);
  });
}
