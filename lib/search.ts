/** From where to where in a text. */
export type Place = [start: number, end: number];

/** In characters: what is shorter is a word that everybody uses, and is not masked. */
export const SHORTEST = 6;

/** In characters: what is shorter is masked as a word of its own only, so that "mallet" is not found in "mallets". */
const LONG = 12;

/** In characters: a longer secret is looked for piece by piece, so that no search compares more than so many at a place. */
const MAX_PIECE = 32;

/** Ends a text within a text of texts, and base64 that was filled up with A. */
export const END = '\0';

/**
 * Searches a text for many others in one pass, which takes no longer the more of them there are. Those under six
 * characters are left out.
 *
 * @returns a function that takes a text and returns the places in it, in order and apart
 */
export function searchFor(texts: string[]): (text: string) => Place[] {
  const pieces = [
    ...new Set(texts.flatMap((text) => inPieces(text.replace(/[A-Z]/g, (char) => char.toLowerCase())))),
  ].sort();
  const root: Branch = { pieces };
  // By a number for three characters: of nearly all places it says at once that none of the pieces begins there.
  const heads = new Uint8Array(HEADS);
  for (const piece of pieces) heads[headOf(headOf(headOf(0, piece, 0), piece, 1), piece, 2)] = 1;
  return (text) => {
    const places: Place[] = [];
    let head = 0;
    for (let at = 0; at < text.length; at++) {
      head = headOf(head, text, at);
      if (heads[head] === 0) continue;
      const start = at - 2;
      const end = endOfPiece(root, text, start);
      const last = places.at(-1);
      // Inside of another too, as a piece may overlap with one of another text.
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else if (end > start) places.push([start, end]);
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
function charAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 65 && code <= 90 ? code + 32 : code;
}

const HEADS = 1 << 15;

/** The number for the three characters that end here, from the one for those that end before. */
function headOf(head: number, text: string, at: number): number {
  return ((head << 5) ^ charAt(text, at)) % HEADS;
}

/** Sorted pieces that begin alike and, as soon as a text goes on with them, the branches by their next character. */
interface Branch {
  pieces: string[];
  next?: Map<number, Branch>;
}

/** Where the longest piece ends that begins here, or here when there is none. */
function endOfPiece(root: Branch, text: string, start: number): number {
  let end = start;
  let branch: Branch | undefined = root;
  for (let at = start; (branch = nextBranch(branch, at - start, charAt(text, at)));) {
    const length = ++at - start;
    // A piece that a limit on the text's length has cut off counts as well.
    const isCut = length >= LONG && (at === text.length || text[at] === END);
    if (isCut || (branch.pieces[0]?.length === length && (length >= LONG || isWord(text, start, at)))) end = at;
  }
  return end;
}

function nextBranch(branch: Branch, depth: number, char: number): Branch | undefined {
  if (branch.pieces.length === 1) return branch.pieces[0]?.charCodeAt(depth) === char ? branch : undefined;
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
