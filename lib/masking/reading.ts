/** A text as the codes of its characters, which are read far faster than those of a string. */
export type Codes = Uint16Array;

/** The code that ends a text within a text of texts. */
export const END = 0;

/** From where to where in a text. */
export type Place = [start: number, end: number];

/** A text as who knows how it is written reads it, and the way back: what in the raw text means these places in it. */
export interface Reading {
  text: Codes;
  rawPlaces(places: Place[]): Place[];
}

export function codesOf(text: string): Codes {
  const codes = new Uint16Array(text.length);
  for (let at = 0; at < text.length; at++) codes[at] = text.charCodeAt(at);
  return codes;
}

/** Adds a place behind the others, or to the last one where they touch. */
export function addPlace(places: Place[], start: number, end: number): void {
  const last = places.at(-1);
  if (last && start <= last[1]) last[1] = Math.max(last[1], end);
  else places.push([start, end]);
}
