import { clearRun, endOfRun, startOfRun } from './base64';
import { Excerpt } from './excerpt';
import { END, type Codes, type Reading } from './reading';

interface Escape {
  /** The code point of the character that it means. */
  meaning: number;
  length: number;
}

/**
 * Reads the escapes of a text, if it has any, with so many characters around each and all of the base64 there. Base64
 * that goes on after an escape is taken out of the text, as without the escape it says something else. Bytes stay bytes,
 * each of them a character: forms() has them too.
 */
export function unescaped(text: Codes, around: number): Reading | undefined {
  const first = nextEscape(text, 0);
  if (first === text.length) return undefined;
  const excerpt = new Excerpt(text);
  // Where the escape before ends.
  let last = 0;
  for (let at = first; at < text.length; at = nextEscape(text, at)) {
    const escape = escapeAt(text, at);
    if (!escape) {
      at++;
      continue;
    }
    if (at - last > 2 * around) {
      excerpt.copyTo(endOfRun(text, last + around));
      excerpt.leapTo(startOfRun(text, at - around));
    }
    excerpt.copyTo(at);
    if (last > 0) clearRun(text, last);
    last = at += escape.length;
    excerpt.replaceTo(last, escape.meaning);
  }
  if (last === 0) return undefined;
  excerpt.copyTo(endOfRun(text, Math.min(last + around, text.length)));
  clearRun(text, last);
  return excerpt;
}

const BACKSLASH = 92;
const PERCENT = 37;
const AMPERSAND = 38;
const HASH = 35;
const SMALL_U = 117;
const SMALL_X = 120;

/** Where the next escape may begin, or the text's length. */
function nextEscape(text: Codes, start: number): number {
  for (let at = start; at < text.length; at++) {
    const code = text[at];
    if (code === BACKSLASH || code === PERCENT || code === AMPERSAND) return at;
  }
  return text.length;
}

/** Escapes with the number of a character: in front of it so many characters, the fewest and most digits. */
interface Numbered {
  front: number;
  least: number;
  most: number;
  base?: number;
  end?: string;
}

const UNIT: Numbered = { front: 2, least: 4, most: 4 };
const BYTE: Numbered = { front: 2, least: 2, most: 2 };
const URL_BYTE: Numbered = { front: 1, least: 2, most: 2 };
const HEXADECIMAL: Numbered = { front: 3, least: 1, most: 8, end: ';' };
const DECIMAL: Numbered = { front: 2, least: 1, most: 8, base: 10, end: ';' };

/** By the code of their second character, the escapes that have names instead. */
const NAMED = new Map<number, (Escape & { name: string })[]>();
for (const [name, char] of Object.entries({
  '\\b': '\b',
  '\\f': '\f',
  '\\n': '\n',
  '\\r': '\r',
  '\\t': '\t',
  '\\"': '"',
  "\\'": "'",
  '\\/': '/',
  '\\\\': '\\',
  '&amp;': '&',
  '&AMP;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&sol;': '/',
  '&plus;': '+',
  '&equals;': '=',
})) {
  const second = name.charCodeAt(1);
  const others = NAMED.get(second) ?? [];
  NAMED.set(second, [...others, { name, meaning: char.charCodeAt(0), length: name.length }]);
}

/** The last character of Unicode. */
const LAST_CHARACTER = 0x10ffff;

/** The escape of JSON, URLs, HTML or a programming language that begins here, if one does. */
function escapeAt(text: Codes, at: number): Escape | undefined {
  const first = text[at];
  const second = text[at + 1] ?? END;
  if (first === PERCENT) return numbered(text, at, second === SMALL_U ? UNIT : URL_BYTE);
  if (first === BACKSLASH && second === SMALL_U) return numbered(text, at, UNIT);
  if (first === BACKSLASH && second === SMALL_X) return numbered(text, at, BYTE);
  if (first === AMPERSAND && second === HASH) {
    return numbered(text, at, ((text[at + 2] ?? END) | 0x20) === SMALL_X ? HEXADECIMAL : DECIMAL);
  }
  for (const escape of NAMED.get(second) ?? []) if (isAt(text, at, escape.name)) return escape;
  return undefined;
}

function numbered(text: Codes, at: number, form: Numbered): Escape | undefined {
  const { front, least, most, base = 16, end = '' } = form;
  let code = 0;
  let digits = 0;
  for (; digits < most; digits++) {
    const digit = digitOf(text[at + front + digits] ?? END);
    if (digit >= base) break;
    code = code * base + digit;
  }
  if (digits < least || code > LAST_CHARACTER || !isAt(text, at + front + digits, end)) return undefined;
  return { meaning: code, length: front + digits + end.length };
}

/** What a digit counts, up to f for 15; of any other character more. */
function digitOf(code: number): number {
  if (code <= 57) return code >= 48 ? code - 48 : Infinity;
  const letter = code | 0x20;
  return letter >= 97 && letter <= 102 ? letter - 87 : Infinity;
}

function isAt(text: Codes, at: number, part: string): boolean {
  for (let index = 0; index < part.length; index++) if (text[at + index] !== part.charCodeAt(index)) return false;
  return true;
}
