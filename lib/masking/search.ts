import { addPlace, codesOf, END, type Codes, type Place } from './reading';

/** In characters: what is shorter is a word that everybody uses, and is not masked. */
export const SHORTEST = 6;

/** In characters: what is shorter is masked as a word of its own only, so that "mallet" is not found in "mallets". */
const LONG = 12;

/** In characters: a longer secret is looked for piece by piece, so that no search compares more than so many at a place. */
export const MAX_PIECE = 32;

/**
 * Searches a text for many others in one pass, which takes no longer the more of them there are. Those under six
 * characters are left out.
 *
 * @returns a function that takes a text and returns the places in it, in order and apart
 */
export function searchFor(texts: string[]): (text: Codes) => Place[] {
  const pieces = [...new Set(texts.flatMap((text) => inPieces(text.replace(/[A-Z]/g, (char) => char.toLowerCase()))))];
  const root: Branch = { pieces: pieces.sort() };
  const heads = new Uint8Array(HEADS);
  for (const piece of pieces) heads[codesOf(piece.slice(0, HEAD)).reduce(headOf, 0)] = 1;
  return (text) => {
    const places: Place[] = [];
    for (let start = 0; (start = nextHead(heads, text, start)) < text.length; start++) {
      const end = endOfPiece(root, text, start);
      // Inside of another too, as a piece may overlap with one of another text.
      if (end > start) addPlace(places, start, end);
    }
    return places;
  };
}

function inPieces(text: string): string[] {
  const length = text.length < SHORTEST ? 0 : Math.ceil(text.length / MAX_PIECE);
  const size = Math.ceil(text.length / length);
  return Array.from({ length }, (_, at) => text.slice(at * size, (at + 1) * size));
}

/** The code of a character, of capitals that of the small letter: the names of headers, for one, lose their capitals. */
function charAt(text: Codes, at: number): number {
  const code = text[at] ?? END;
  return code >= 65 && code <= 90 ? code + 32 : code;
}

/** In characters: few enough for all pieces, and so many that nearly no place of a text looks like one in vain. */
const HEAD = 4;

const HEADS = 1 << 16;

/** A number for the last four characters, from the one before and the next character, be it small or a capital. */
function headOf(head: number, char: number): number {
  return ((head << 5) ^ (char | 0x20)) & (HEADS - 1);
}

/** Where the head of a piece may be from here on, or the text's length. Nearly all time passes in this loop. */
function nextHead(heads: Uint8Array, text: Codes, start: number): number {
  let head = 0;
  for (let at = start; at < text.length; at++) {
    head = headOf(head, text[at] ?? END);
    if (heads[head] !== 0 && at >= start + HEAD - 1) return at - HEAD + 1;
  }
  return text.length;
}

/** Sorted pieces that begin alike and, as soon as a text goes on with them, the branches by their next character. */
interface Branch {
  pieces: string[];
  next?: Map<number, Branch>;
}

/** Where the longest piece ends that begins here, or here when there is none. */
function endOfPiece(root: Branch, text: Codes, start: number): number {
  let end = start;
  let at = start;
  for (let branch: Branch | undefined = root; branch; branch = nextBranch(branch, at - start, charAt(text, at++))) {
    const piece = branch.pieces[0] ?? '';
    // Of one that is left alone the rest can be compared at once.
    if (branch.pieces.length === 1) {
      while (at - start < piece.length && piece.charCodeAt(at - start) === charAt(text, at)) at++;
      return isWhole(piece, text, start, at) ? at : end;
    }
    if (isWhole(piece, text, start, at)) end = at;
  }
  return end;
}

/** Whether what was read up to here is all of the piece, or all that a limit on the text's length has left of it. */
function isWhole(piece: string, text: Codes, start: number, end: number): boolean {
  const length = end - start;
  if (length >= LONG) return piece.length === length || (text[end] ?? END) === END;
  return piece.length === length && isWord(text, start, end);
}

function nextBranch(branch: Branch, depth: number, char: number): Branch | undefined {
  if (!branch.next) {
    branch.next = new Map();
    for (const piece of branch.pieces) {
      // NaN, which is no character's, where the piece ends here.
      const code = piece.charCodeAt(depth);
      const next = branch.next.get(code) ?? { pieces: [] };
      next.pieces.push(piece);
      branch.next.set(code, next);
    }
  }
  return branch.next.get(char);
}

/** Whether no letter or digit stands right before or after it. */
function isWord(text: Codes, start: number, end: number): boolean {
  return ![text[start - 1], text[end]].some((code) => /\w/.test(String.fromCharCode(code ?? END)));
}
