import { END, type Codes, type Reading } from './reading';

interface Escape {
  meaning: string;
  length: number;
}

/** With its escapes read, if it has any. Bytes stay bytes, each of them a character: forms() has them too. */
export function unescaped(text: Codes): Reading | undefined {
  const first = nextEscape(text, 0);
  if (first === text.length) return undefined;
  const read = new Uint16Array(text.length);
  // Where each escape ends in the raw text, and where that is in the text that was read.
  const rawEnds = new Uint32Array(text.length / 2 + 1);
  const readEnds = new Uint32Array(text.length / 2 + 1);
  let escapes = 0;
  let length = 0;
  let rest = 0;
  for (let at = first; at < text.length; at = nextEscape(text, at)) {
    const escape = escapeAt(text, at);
    at += escape?.length ?? 1;
    if (!escape) continue;
    while (rest < at - escape.length) read[length++] = text[rest++] ?? END;
    for (let index = 0; index < escape.meaning.length; index++) read[length++] = escape.meaning.charCodeAt(index);
    rest = at;
    rawEnds[++escapes] = at;
    readEnds[escapes] = length;
  }
  if (escapes === 0) return undefined;
  while (rest < text.length) read[length++] = text[rest++] ?? END;
  return {
    text: read.subarray(0, length),
    rawPlaces(places) {
      let last = 0;
      const raw = (position: number): number => {
        while (last < escapes && (readEnds[last + 1] ?? 0) <= position) last++;
        return position + (rawEnds[last] ?? 0) - (readEnds[last] ?? 0);
      };
      return places.map(([start, end]) => [raw(start), raw(end)]);
    },
  };
}

const BACKSLASH = 92;
const PERCENT = 37;
const AMPERSAND = 38;

/** Where the next escape may begin, or the text's length. */
function nextEscape(text: Codes, start: number): number {
  for (let at = start; at < text.length; at++) {
    const code = text[at];
    if (code === BACKSLASH || code === PERCENT || code === AMPERSAND) return at;
  }
  return text.length;
}

/** Escapes with the number of a character: in front of it so many characters, its base, the fewest and most digits. */
const UNIT = { front: 2, base: 16, least: 4, most: 4, end: '' };
const BYTE = { front: 2, base: 16, least: 2, most: 2, end: '' };
const URL_BYTE = { front: 1, base: 16, least: 2, most: 2, end: '' };
const HEXADECIMAL = { front: 3, base: 16, least: 1, most: 5, end: ';' };
const DECIMAL = { front: 2, base: 10, least: 1, most: 6, end: ';' };

/** What a character means after a backslash. */
const SHORT: Record<string, string> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  '"': '"',
  "'": "'",
  '/': '/',
  '\\': '\\',
};

const ENTITIES = Object.entries({ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" });

/** The escape of JSON, URLs, HTML or a programming language that begins here, if one does. */
function escapeAt(text: Codes, at: number): Escape | undefined {
  const second = charIn(text, at + 1);
  if (text[at] === PERCENT) return numbered(text, at, second === 'u' ? UNIT : URL_BYTE);
  if (text[at] === BACKSLASH) {
    if (second === 'u' || second === 'x') return numbered(text, at, second === 'u' ? UNIT : BYTE);
    const meaning = SHORT[second];
    return meaning === undefined ? undefined : { meaning, length: 2 };
  }
  if (second === '#') return numbered(text, at, /x/i.test(charIn(text, at + 2)) ? HEXADECIMAL : DECIMAL);
  for (const [name, meaning] of ENTITIES) if (isAt(text, at, name)) return { meaning, length: name.length };
  return undefined;
}

function numbered(text: Codes, at: number, { front, base, least, most, end }: typeof UNIT): Escape | undefined {
  let code = 0;
  let digits = 0;
  for (; digits < most; digits++) {
    const digit = digitOf(text[at + front + digits] ?? END);
    if (digit >= base) break;
    code = code * base + digit;
  }
  if (digits < least || !isAt(text, at + front + digits, end)) return undefined;
  return { meaning: String.fromCodePoint(code), length: front + digits + end.length };
}

/** What a digit counts, up to f for 15; of any other character more. */
function digitOf(code: number): number {
  if (code <= 57) return code >= 48 ? code - 48 : Infinity;
  const letter = code | 0x20;
  return letter >= 97 && letter <= 102 ? letter - 87 : Infinity;
}

function charIn(text: Codes, at: number): string {
  return String.fromCharCode(text[at] ?? END);
}

function isAt(text: Codes, at: number, part: string): boolean {
  for (let index = 0; index < part.length; index++) if (text[at + index] !== part.charCodeAt(index)) return false;
  return true;
}
