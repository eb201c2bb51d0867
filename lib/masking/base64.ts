import { END, type Codes, type Reading } from './reading';

/** By the code of a character, 1 for those of base64 in either alphabet. */
const IN_BASE64 = new Uint8Array(1 << 16);
for (let code = 0; code < 128; code++) IN_BASE64[code] = Number(/[\w+/-]/.test(String.fromCharCode(code)));

const EQUALS = 61;
const A = 65;

/** In characters: in a shorter run there is no secret. */
const SHORTEST_RUN = 8;

/**
 * All runs of base64 at once, as one by one they would take far longer, from each of their first four characters on:
 * what stands right before the base64 itself, as in a path, can shift it.
 */
export function decoded(text: Codes): Reading[] {
  const code = Buffer.allocUnsafe(2 * text.length);
  let length = 0;
  for (let start = 0; (start = nextRun(text, start)) < text.length;) {
    const end = endOfRun(text, start);
    for (let at = start; at < end; at++) code[length++] = text[at] === EQUALS ? A : (text[at] ?? END);
    for (const next = padded(length); length < next;) code[length++] = A;
    start = end;
  }
  return (length === 0 ? [] : [0, 1, 2, 3]).map((shift) => ({
    text: new Uint16Array(Buffer.from(code.toString('latin1', shift, length), 'base64')),
    rawPlaces(places) {
      let start = 0;
      let end = 0;
      let codeEnd = 0;
      return places.map(([place]) => {
        const lastChar = shift + (8 * place + 7) / 6;
        while (codeEnd <= lastChar) {
          start = nextRun(text, end);
          end = endOfRun(text, start);
          codeEnd = padded(codeEnd + end - start);
        }
        return [start, end];
      });
    },
  }));
}

/** With so many more A, which mean END, that the next run begins where four characters do. */
function padded(length: number): number {
  return (length + 7) & ~3;
}

/** Where the next run of base64 begins, or the text's length. */
function nextRun(text: Codes, start: number): number {
  for (let at = start; at <= text.length - SHORTEST_RUN;) {
    // From its end, as all that stands before another character is too short.
    let next = at + SHORTEST_RUN;
    while (next > at && IN_BASE64[text[next - 1] ?? END] === 1) next--;
    if (next === at) return at;
    at = next;
  }
  return text.length;
}

/** Where the base64 begins that has come to here. */
export function startOfRun(text: Codes, end: number): number {
  let start = end;
  while (start > 0 && IN_BASE64[text[start - 1] ?? END] === 1) start--;
  return start;
}

/** Where the base64 ends that goes on here, with the signs that fill it up. */
export function endOfRun(text: Codes, start: number): number {
  let end = start;
  while (end < text.length && IN_BASE64[text[end] ?? END] === 1) end++;
  for (const last = end + 2; end < last && text[end] === EQUALS;) end++;
  return end;
}

/** Takes the base64 out that goes on here. */
export function clearRun(text: Codes, start: number): void {
  text.fill(END, start, endOfRun(text, start));
}
