/** What stands in a secret's place. */
export const MASK = '***';

/** From where to where in a text. */
type Place = [start: number, end: number];

/** A text as who knows how it is written reads it, and the way back: what in the raw text means these places in it. */
interface Reading {
  text: string;
  rawPlaces(places: Place[]): Place[];
}

/** How many spellings may lie in one another: a config as JSON in a header, quoted in an error, logged as base64. */
const MAX_LAYERS = 3;

/** In characters: what is shorter is found as a word of its own only, so that "mallet" is not found in "mallets". */
const LONG = 12;

/** In characters: a longer text is looked for piece by piece, so that nobody can make a search compare more at a place. */
const MAX_PIECE = 64;

/**
 * Masks secrets in any text: as they are, behind the escapes of JSON, URLs and HTML, and in base64, up to three layers
 * of these. It reads the text rather than listing spellings, in time that grows with the text alone.
 */
export function masker(secrets: string[]): (text: string) => string {
  const root: Branch = { pieces: [...new Set(secrets.flatMap(forms).flatMap(inPieces))].sort() };
  const find = (text: string, layers: number): Place[] => {
    let places = search(root, text);
    for (const reading of layers > 0 ? readings(text) : []) {
      const inside = find(reading.text, layers - 1);
      if (inside.length > 0) places = places.concat(reading.rawPlaces(inside));
    }
    return places.length < 2 ? places : united(places);
  };
  return (text) => {
    let masked = '';
    let rest = 0;
    for (const [start, end] of root.pieces.length > 0 ? find(text, MAX_LAYERS) : []) {
      masked += text.slice(rest, start) + MASK;
      rest = end;
    }
    return masked + text.slice(rest);
  };
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

/** The text and its UTF-8 bytes, both also with + for blanks, and all of them with their own escapes read. */
function forms(text: string): string[] {
  const all = [text, Buffer.from(text).toString('latin1')].flatMap((form) => [form, form.replaceAll(' ', '+')]);
  for (let layer = 0; layer < MAX_LAYERS; layer++) all.push(...all.slice(-4).map((form) => unescaped(form).text));
  return all;
}

function inPieces(text: string): string[] {
  const length = Math.ceil(text.length / MAX_PIECE);
  const size = Math.ceil(text.length / length);
  return Array.from({ length }, (_, at) => text.slice(at * size, (at + 1) * size));
}

/** Sorted pieces that begin alike and, as soon as a text goes on with them, the branches by their next character. */
interface Branch {
  pieces: string[];
  next?: Map<number, Branch>;
}

function search(root: Branch, text: string): Place[] {
  const places: Place[] = [];
  for (let start = 0; start < text.length; start++) {
    let end = start;
    let branch: Branch | undefined = root;
    for (let at = start; (branch = nextBranch(branch, at - start, text.charCodeAt(at)));) {
      const length = ++at - start;
      // A piece that a limit on the text's length has cut off counts as well.
      const isPiece = branch.pieces[0]?.length === length || (at === text.length && length >= LONG);
      if (isPiece && (length >= LONG || isWord(text, start, at))) end = at;
    }
    if (end === start) continue;
    places.push([start, end]);
    start = end - 1;
  }
  return places;
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

function readings(text: string): Reading[] {
  const runs = [...text.matchAll(BASE64)];
  return [
    ...(text.search(ESCAPE) < 0 ? [] : [unescaped(text)]),
    ...(runs.length === 0 ? [] : [0, 1, 2, 3].map((shift) => fromBase64(runs, shift))),
  ];
}

/** Bytes stay bytes, each of them a character: forms() looks for the bytes of a text too. */
const ESCAPE =
  /[\\%]u([\da-f]{4})|(?:%|\\x)([\da-f]{2})|&#x([\da-f]{1,5});|&#(\d{1,6});|&(?:amp|lt|gt|quot|apos);|\\[bfnrt"'/\\]/gi;

const NAMED: Record<string, string> = {
  ...{ '\\b': '\b', '\\f': '\f', '\\n': '\n', '\\r': '\r', '\\t': '\t' },
  ...{ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" },
};

function meaning(escape: string, unit?: string, byte?: string, hex?: string, decimal?: string): string {
  if (decimal) return String.fromCodePoint(Number(decimal));
  const code = unit ?? byte ?? hex;
  return code ? String.fromCodePoint(parseInt(code, 16)) : (NAMED[escape] ?? escape.slice(1));
}

function unescaped(text: string): Reading {
  return {
    text: text.replace(ESCAPE, meaning),
    rawPlaces(places) {
      const raw: number[] = [];
      let at = 0;
      for (const { 0: escape, index } of text.matchAll(ESCAPE)) {
        while (at < index) raw.push(at++);
        for (let unit = escape.replace(ESCAPE, meaning).length; unit > 0; unit--) raw.push(index);
        at = index + escape.length;
      }
      while (at <= text.length) raw.push(at++);
      return places.map(([start, end]) => [raw[start], raw[end]] as Place);
    },
  };
}

const BASE64 = /[\w+/-]{8,}/g;

/**
 * All runs of base64 characters at once, as one by one they would take far longer. What stands before the base64 itself
 * can shift it by up to three characters, as in a path.
 */
function fromBase64(runs: RegExpExecArray[], shift: number): Reading {
  const starts: number[] = [];
  let code = '';
  for (const [run] of runs) {
    starts.push(code.length);
    code += 'A'.repeat(shift) + run;
    code += 'A'.repeat(8 - (code.length % 4));
  }
  return {
    text: Buffer.from(code, 'base64').toString('latin1'),
    rawPlaces(places) {
      let at = 0;
      return places.map(([start]) => {
        while ((starts[at + 1] ?? Infinity) <= (start / 3) * 4) at++;
        const { 0: run, index } = runs[at] as RegExpExecArray;
        return [index, index + run.length];
      });
    },
  };
}
