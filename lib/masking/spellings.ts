import { decoded } from './base64';
import { unescaped } from './escapes';
import { addPlace, codesOf, END, type Codes, type Place, type Reading } from './reading';
import { MAX_PIECE, searchFor } from './search';

/**
 * How many layers are read: three spellings in one another, as of a config in a header, quoted in an error, logged as
 * base64; and one more, because what a secret holds itself may look like an escape, and is then read with them.
 */
const MAX_LAYERS = 4;

/**
 * In characters, how much is read behind escapes and base64, all layers together. It is enough for all of 1 MiB of three
 * spellings in one another, and an end for what is base64 from each of its characters on, such as `VVVV`.
 */
const MAX_READ = 8 * 1024 * 1024;

/**
 * Finds secrets in a text: as they are, behind the escapes of JSON, URLs and HTML, and in base64, three of these
 * in one another. It reads the text rather than listing spellings, in time that grows with the text alone.
 *
 * @returns a function that takes a text and returns the places of secrets in it, in order and apart
 */
export function finder(secrets: string[]): (text: string) => Place[] {
  const placesIn = searchFor(secrets.flatMap(forms));
  return (text) => {
    if (secrets.length === 0) return [];
    let left = MAX_READ;
    let found: Place[] = [];
    let layer: Reading[] = [{ text: codesOf(text), rawPlaces: (places) => places }];
    for (let layers = MAX_LAYERS; layer.length > 0; layers--) {
      const next: Reading[] = [];
      for (const reading of layer) {
        const places = placesIn(reading.text);
        if (places.length > 0) found = found.concat(reading.rawPlaces(places));
        if (layers === 0 || left <= 0) continue;
        for (const inner of readings(reading.text, places)) {
          left -= inner.text.length;
          next.push({ text: inner.text, rawPlaces: (within) => reading.rawPlaces(inner.rawPlaces(within)) });
        }
      }
      layer = next;
    }
    return united(found);
  };
}

function united(places: Place[]): Place[] {
  const all: Place[] = [];
  for (const [start, end] of places.sort((one, other) => one[0] - other[0])) addPlace(all, start, end);
  return all;
}

/** The text, its UTF-8 bytes and the bytes of these, all also with + for blanks, and with their own escapes read. */
function forms(text: string): string[] {
  const bytes = Buffer.from(text).toString('latin1');
  const all = [text, bytes, Buffer.from(bytes).toString('latin1')].flatMap((form) => [form, form.replaceAll(' ', '+')]);
  let layer = [...new Set(all)];
  for (let count = 0; count < MAX_LAYERS && layer.length > 0; count++) {
    const plain = layer.flatMap((form) => unescaped(codesOf(form), Infinity) ?? []);
    layer = plain.map((reading) => Array.from(reading.text, (code) => String.fromCharCode(code)).join(''));
    all.push(...layer);
  }
  return all;
}

function readings(text: Codes, found: Place[]): Reading[] {
  const plain = unescaped(text, MAX_PIECE);
  // What was found has no more to say. It is not left out of the escapes, as it may be a part of another secret.
  for (const [start, end] of found) text.fill(END, start, end);
  return plain ? [plain, ...decoded(text)] : decoded(text);
}
