import { searchFor, type Place } from './search';

/**
 * How many layers are read: three spellings in one another, as of a config in a header, quoted in an error, logged as
 * base64; and one more, because what a secret holds itself may look like an escape, and is then read with them.
 */
const MAX_LAYERS = 4;

/** A text as who knows how it is written reads it, and the way back: what in the raw text means these places in it. */
interface Reading {
  text: string;
  rawPlaces(places: Place[]): Place[];
}

/**
 * Finds secrets in a text: as they are, behind the escapes of JSON, URLs and HTML, and in base64, three of these
 * in one another. It reads the text rather than listing spellings, in time that grows with the text alone.
 *
 * @returns a function that takes a text and returns the places of secrets in it, in order and apart
 */
export function finder(secrets: string[]): (text: string) => Place[] {
  const placesIn = searchFor(secrets.flatMap(forms));
  const find = (text: string, layers: number): Place[] => {
    let found = placesIn(text);
    for (const reading of readings(text, layers)) {
      const inside = find(reading.text, layers - 1);
      if (inside.length > 0) found = found.concat(reading.rawPlaces(inside));
    }
    return found.length < 2 ? found : united(found);
  };
  return (text) => (secrets.length === 0 ? [] : find(text, MAX_LAYERS));
}

function united(places: Place[]): Place[] {
  const all: Place[] = [];
  for (const [start, end] of places.sort((one, other) => one[0] - other[0])) {
    const last = all.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(end, last[1]);
    else all.push([start, end]);
  }
  return all;
}

/** The text, its UTF-8 bytes and the bytes of these, all also with + for blanks, and with their own escapes read. */
function forms(text: string): string[] {
  const bytes = Buffer.from(text).toString('latin1');
  let layer = [text, bytes, Buffer.from(bytes).toString('latin1')].flatMap((form) => [form, form.replaceAll(' ', '+')]);
  const all = [...layer];
  for (let count = 0; count < MAX_LAYERS && hasEscape(text); count++) {
    layer = layer.map((form) => form.replace(ESCAPE, meaning));
    all.push(...layer);
  }
  return all;
}

function readings(text: string, layers: number): Reading[] {
  if (layers === 0) return [];
  if (!hasEscape(text)) return base64(text);
  // An escape has no base64 in it: what there is of that will be read as the next layer, once.
  return layers > 1 ? [unescaped(text)] : [unescaped(text), ...base64(text)];
}

/** Bytes stay bytes, each of them a character: forms() looks for the bytes of a text too. */
const ESCAPE =
  /[\\%]u([\da-f]{4})|(?:%|\\x)([\da-f]{2})|&#x([\da-f]{1,5});|&#(\d{1,6});|&(?:amp|lt|gt|quot|apos);|\\[bfnrt"'/\\]/gi;

const NAMED: Record<string, string> = {
  '\\b': '\b',
  '\\f': '\f',
  '\\n': '\n',
  '\\r': '\r',
  '\\t': '\t',
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
};

function hasEscape(text: string): boolean {
  return text.search(ESCAPE) >= 0;
}

type Digits = string | undefined;

function meaning(escape: string, unit: Digits, byte: Digits, hex: Digits, decimal: Digits): string {
  const code = unit ?? byte ?? hex;
  if (code) return String.fromCodePoint(parseInt(code, 16));
  return decimal ? String.fromCodePoint(Number(decimal)) : (NAMED[escape] ?? escape.slice(1));
}

function unescaped(text: string): Reading {
  const indexes: number[] = [];
  const shortenings: number[] = [];
  const read = text.replace(
    ESCAPE,
    (escape: string, unit: Digits, byte: Digits, hex: Digits, decimal: Digits, index: number) => {
      const meant = meaning(escape, unit, byte, hex, decimal);
      indexes.push(index);
      shortenings.push(escape.length - meant.length);
      return meant;
    }
  );
  return {
    text: read,
    rawPlaces(places) {
      let next = 0;
      let shift = 0;
      const raw = (position: number): number => {
        while ((indexes[next] ?? Infinity) - shift < position) shift += shortenings[next++] ?? 0;
        return position + shift;
      };
      return places.map(([start, end]) => [raw(start), raw(end)] as Place);
    },
  };
}

const BASE64 = /[\w+/-]{8,}={0,2}/g;

/**
 * All runs of base64 characters at once, as one by one they would take far longer. What stands right before the base64
 * itself, as in a path, can shift it by up to three characters.
 */
function base64(text: string): Reading[] {
  const runs = (text.match(BASE64) ?? []).map((run) => run.replaceAll('=', 'A').padEnd((run.length + 7) & ~3, 'A'));
  const code = runs.join('');
  return (code === '' ? [] : [0, 1, 2, 3]).map((shift) => ({
    text: Buffer.from('A'.repeat(shift) + code, 'base64').toString('latin1'),
    rawPlaces(places) {
      const raw = Array.from(text.matchAll(BASE64), ({ 0: run, index }): Place => [index, index + run.length]);
      let at = 0;
      let end = shift + (runs[0]?.length ?? 0);
      return places.map(([start]) => {
        while (end <= (start / 3) * 4) end += runs[++at]?.length ?? Infinity;
        return raw[at] as Place;
      });
    },
  }));
}
