import { END, type Codes, type Place, type Reading } from './reading';

/** What is read of a text, bit by bit and from its beginning to its end. */
export class Excerpt implements Reading {
  private readonly read: Codes;
  /** Where in the raw text each character that was read stands, and what follows the last one. */
  private readonly origins: Uint32Array;
  private length = 0;
  /** How far the raw text has been dealt with. */
  private rest = 0;

  constructor(private readonly raw: Codes) {
    this.read = new Uint16Array(raw.length);
    this.origins = new Uint32Array(raw.length + 1);
  }

  get text(): Codes {
    return this.read.subarray(0, this.length);
  }

  /** Reads up to there what stands there. */
  copyTo(end: number): void {
    const { read, origins, raw } = this;
    let { length, rest } = this;
    for (; rest < end; rest++) {
      origins[length] = rest;
      read[length++] = raw[rest] ?? END;
    }
    this.length = length;
    this.rest = rest;
  }

  /** Reads this in the place of what stands there up to the end. */
  replaceTo(end: number, meaning: string): void {
    for (let at = 0; at < meaning.length; at++) this.add(meaning.charCodeAt(at));
    this.rest = end;
  }

  /** Leaves out what stands there up to the start, if anything does. */
  leapTo(start: number): void {
    if (start <= this.rest) return;
    this.add(END);
    this.rest = start;
  }

  rawPlaces(places: Place[]): Place[] {
    this.origins[this.length] = this.rest;
    return places.map(([start, end]) => [this.origins[start] ?? 0, this.origins[end] ?? 0]);
  }

  private add(code: number): void {
    this.origins[this.length] = this.rest;
    this.read[this.length++] = code;
  }
}
