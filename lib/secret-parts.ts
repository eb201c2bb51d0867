import { parseUrl } from './gateway-url';
import { SHORTEST } from './masking/search';

/** In characters: of a text in several lines, such as a PEM key, shorter lines are no secrets on their own. */
const SHORTEST_LINE = 8;

/** What is secret in a text wherever it stands: the key after Bearer or Basic, and the user and password of a URL. */
const CREDENTIALS = /\b(?:bearer|basic)\s+([^\s,;"']+)|\/\/(?:([^\s/?#:@]*):)?([^\s/?#@]*)@/gi;

/** What of a harmless text is secret all the same. */
export function credentialsIn(text: string): string[] {
  return Array.from(text.matchAll(CREDENTIALS), (found) => found.slice(1).filter(Boolean)).flat();
}

/** A text and what of it may be logged alone: a line, the value of a header or of a pair, the secrets of a URL. */
export function partsOf(text: string, layers = 4): string[] {
  const trimmed = text.trim();
  if (layers === 0 || trimmed.length < SHORTEST) return [];
  const inside = (parts: string[]) => parts.flatMap((part) => partsOf(part, layers - 1));
  const url = /^[a-z][\w+.-]*:\/\//i.test(trimmed) ? parseUrl(trimmed) : undefined;
  if (url) {
    const values = Array.from(url.searchParams, ([name, value]) => value || name);
    return inside([url.username, url.password, url.hash.slice(1), ...values]);
  }
  const lines = trimmed.split(/\n|\\n/).filter((line) => line.trim().length >= SHORTEST_LINE);
  if (lines.length > 1) return [trimmed, ...inside(lines)];
  const [, named = ''] = /^(?:[^\s:]+:|(?:bearer|basic|token|api-?key)\b)\s*(.+)$/i.exec(trimmed) ?? [];
  // After a scheme that nobody knows; a digit tells that it is more than the second of two words.
  const [, second = '', ...further] = trimmed.split(/\s+/);
  const schemed = further.length === 0 && /\d/.test(second) ? second : '';
  const [, user = '', password = ''] = /^([^\s:@/]+):(?!\/\/)([^\s@]+)@/.exec(trimmed) ?? [];
  const basic = /^basic\s+(.+)$/i.exec(trimmed)?.[1] ?? '';
  const paired = Array.from(trimmed.matchAll(/=["']?([^\s;,&"']+)/g), ([, pair = '']) => pair);
  const decoded = Buffer.from(basic, 'base64').toString();
  return [trimmed, ...inside([named, schemed, decoded, user, password, ...credentialsIn(trimmed), ...paired])];
}
