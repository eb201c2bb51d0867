/** What stands in a secret's place. */
const MASK = '***';

/** In characters: what is shorter is a word that everybody uses, and is not masked. */
export const SHORTEST = 6;

/** In characters: what is shorter is masked as a word of its own only, so that "mallet" is not found in "mallets". */
const LONG = 12;

/** In characters: a longer secret is looked for piece by piece, so that no search compares more than so many at a place. */
const MAX_PIECE = 64;

/** How many spellings may lie in one another: a config as JSON in a header, quoted in an error, logged as base64. */
const MAX_LAYERS = 3;

/** From where to where in a text. */
type Place = [start: number, end: number];

/** A text as who knows how it is written reads it, and the way back: what in the raw text means these places in it. */
interface Reading {
  text: string;
  rawPlaces(places: Place[]): Place[];
}

/**
 * Masks secrets in texts: as they are, behind the escapes of JSON, URLs and HTML, and in base64, up to three layers of
 * these. It reads the texts, all as one, rather than listing spellings; the time it takes grows with the texts alone.
 *
 * @returns the texts in their order; the very array when there is nothing to mask
 */
export function maskTexts(texts: string[], secrets: string[]): string[] {
  if (texts.length === 0 || secrets.length === 0) return texts;
  const search = searchFor(secrets.flatMap(forms).flatMap(inPieces));
  const find = (text: string, layers: number): Place[] => {
    let places = search(text);
    for (const reading of readings(text, layers)) {
      const inside = find(reading.text, layers - 1);
      if (inside.length > 0) places = places.concat(reading.rawPlaces(inside));
    }
    return places.length < 2 ? places : united(places);
  };
  const places = find(texts.join(END), MAX_LAYERS);
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
    offset += text.length + END.length;
    return masked + text.slice(rest);
  });
}

/** Ends a text in a text of texts; base64 filled up with A ends in it too. */
const END = '\0';

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

function inPieces(text: string): string[] {
  const length = text.length < SHORTEST ? 0 : Math.ceil(text.length / MAX_PIECE);
  const size = Math.ceil(text.length / length);
  return Array.from({ length }, (_, at) => text.slice(at * size, (at + 1) * size));
}

/** Sorted pieces that begin alike and, as soon as a text goes on with them, the branches by their next character. */
interface Branch {
  pieces: string[];
  next?: Map<number, Branch>;
}

function searchFor(allPieces: string[]): (text: string) => Place[] {
  const pieces = [...new Set(allPieces)].sort();
  const root: Branch = { pieces };
  // By a number for three characters: of nearly all places it says at once that none of the pieces begins there.
  const heads = new Uint8Array(HEADS);
  for (const piece of pieces)
    heads[[...piece.slice(0, 3)].reduce((head, char) => headOf(head, char.charCodeAt(0)), 0)] = 1;
  return (text) => {
    const places: Place[] = [];
    let head = 0;
    let from = 0;
    for (let at = 0; at < text.length; at++) {
      head = headOf(head, text.charCodeAt(at));
      if (heads[head] === 0 || at - 2 < from) continue;
      const end = endOfPiece(root, text, at - 2);
      if (end === at - 2) continue;
      places.push([at - 2, end]);
      from = end;
    }
    return places;
  };
}

const HEADS = 1 << 15;

/** The number for three characters, from the one for the three before. */
function headOf(head: number, char: number): number {
  return ((head << 5) ^ char) % HEADS;
}

/** Where the longest piece ends that begins here, or here when there is none. */
function endOfPiece(root: Branch, text: string, start: number): number {
  let end = start;
  let branch: Branch | undefined = root;
  for (let at = start; (branch = nextBranch(branch, at - start, text.charCodeAt(at)));) {
    const length = ++at - start;
    // A piece that a limit on the text's length has cut off counts as well.
    const isCut = length >= LONG && (at === text.length || text[at] === END);
    if (isCut || (branch.pieces[0]?.length === length && (length >= LONG || isWord(text, start, at)))) end = at;
  }
  return end;
}

function nextBranch(branch: Branch, depth: number, char: number): Branch | undefined {
  if (!branch.next) {
    branch.next = new Map();
    for (const piece of branch.pieces) {
      if (piece.length === depth) continue;
      const { pieces } = branch.next.get(piece.charCodeAt(depth)) ?? {};
      if (pieces) pieces.push(piece);
      else branch.next.set(piece.charCodeAt(depth), { pieces: [piece] });
    }
  }
  return branch.next.get(char);
}

function isWord(text: string, start: number, end: number): boolean {
  return !/\w/.test(text.charAt(start - 1)) && !/\w/.test(text.charAt(end));
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
  ...{ '\\b': '\b', '\\f': '\f', '\\n': '\n', '\\r': '\r', '\\t': '\t' },
  ...{ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" },
};

function hasEscape(text: string): boolean {
  return text.search(ESCAPE) >= 0;
}

type Digits = string | undefined;
type EscapeParts = [unit: Digits, byte: Digits, hex: Digits, decimal: Digits, index: number];

function meaning(escape: string, unit: Digits, byte: Digits, hex: Digits, decimal: Digits): string {
  const code = unit ?? byte ?? hex;
  if (code) return String.fromCodePoint(parseInt(code, 16));
  return decimal ? String.fromCodePoint(Number(decimal)) : (NAMED[escape] ?? escape.slice(1));
}

function unescaped(text: string): Reading {
  const indexes: number[] = [];
  const shortenings: number[] = [];
  const read = text.replace(ESCAPE, (escape: string, ...[unit, byte, hex, decimal, index]: EscapeParts) => {
    const meant = meaning(escape, unit, byte, hex, decimal);
    indexes.push(index);
    shortenings.push(escape.length - meant.length);
    return meant;
  });
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
