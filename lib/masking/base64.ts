import { END, type Codes, type Reading } from './reading';

/** By the code of a character, what it counts in base64 of either alphabet; 64 for all others. */
const SEXTETS = new Uint8Array(1 << 16).fill(64);
for (let code = 0; code < 128; code++) {
  const char = String.fromCharCode(code);
  if (/[\w+/-]/.test(char)) SEXTETS[code] = Buffer.from(`${char}A`, 'base64').readUInt8() >> 2;
}

const EQUALS = 61;

/** In characters: in a shorter run there is no secret. */
const SHORTEST_RUN = 8;

/**
 * All runs of base64 at once, as one by one they would take far longer, from each of their first four characters on:
 * what stands right before the base64 itself, as in a path, can shift it.
 */
export function decoded(text: Codes): Reading[] {
  const sextets = new Uint8Array(2 * text.length);
  let length = 0;
  for (let start = 0; (start = nextRun(text, start)) < text.length;) {
    const end = endOfRun(text, start);
    for (let at = start; at < end; at++) sextets[length++] = (SEXTETS[text[at] ?? END] as number) & 63;
    length = padded(length);
    start = end;
  }
  return (length === 0 ? [] : [0, 1, 2, 3]).map((shift) => ({
    text: bytesOf(sextets.subarray(shift, length)),
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

/** Three bytes of every four digits. Node's own decoder wants a string, and the way there and back takes longer. */
function bytesOf(sextets: Uint8Array): Codes {
  const bytes = new Uint16Array(3 * (sextets.length >> 2));
  for (let at = 0, next = 0; next < bytes.length; at += 4, next += 3) {
    const second = sextets[at + 1] as number;
    const third = sextets[at + 2] as number;
    bytes[next] = ((sextets[at] as number) << 2) | (second >> 4);
    bytes[next + 1] = ((second & 15) << 4) | (third >> 2);
    bytes[next + 2] = ((third & 3) << 6) | (sextets[at + 3] as number);
  }
  return bytes;
}

/** With so many more zeros, which mean END, that the next run begins where four digits do. */
function padded(length: number): number {
  return (length + 7) & ~3;
}

function isInBase64(code = END): boolean {
  return SEXTETS[code] !== 64;
}

/** Where the next run of base64 begins, or the text's length. */
function nextRun(text: Codes, start: number): number {
  for (let at = start; at <= text.length - SHORTEST_RUN;) {
    // From its end, as all that stands before another character is too short.
    let next = at + SHORTEST_RUN;
    while (next > at && isInBase64(text[next - 1])) next--;
    if (next === at) return at;
    at = next;
  }
  return text.length;
}

/** Where the base64 begins that has come to here. */
export function startOfRun(text: Codes, end: number): number {
  let start = end;
  while (start > 0 && isInBase64(text[start - 1])) start--;
  return start;
}

/** Where the base64 ends that goes on here, with the signs that fill it up. */
export function endOfRun(text: Codes, start: number): number {
  let end = start;
  while (end < text.length && isInBase64(text[end])) end++;
  for (const last = end + 2; end < last && text[end] === EQUALS;) end++;
  return end;
}

/** Takes the base64 out that goes on here. */
export function clearRun(text: Codes, start: number): void {
  text.fill(END, start, endOfRun(text, start));
}
