import { codesOf, END, type Codes, type Place, type Reading } from './reading';

/** In characters: a long text mostly has few escapes in it, and room for all of it takes long to make. */
const FIRST_SIZE = 16 * 1024;

/** What is read of a text, bit by bit and from its beginning to its end. */
export class Excerpt implements Reading {
  private read = new Uint16Array();
  /** Where in the raw text each character that was read stands, and what follows the last one. */
  private origins = new Uint32Array();
  private length = 0;
  /** How far the raw text has been dealt with. */
  private rest = 0;

  constructor(private readonly raw: Codes) {
    this.resize(Math.min(FIRST_SIZE, raw.length + 1));
  }

  get text(): Codes {
    return this.read.subarray(0, this.length);
  }

  /** Reads up to there what stands there. */
  copyTo(end: number): void {
    this.makeRoom(end - this.rest);
    const { read, origins, raw } = this;
    let { length, rest } = this;
    for (; rest < end; rest++) {
      origins[length] = rest;
      read[length++] = raw[rest] ?? END;
    }
    this.length = length;
    this.rest = rest;
  }

  /** Reads the character with this code point in the place of what stands there up to the end. */
  replaceTo(end: number, meaning: number): void {
    if (meaning < 1 << 16) this.add(meaning);
    else for (const half of codesOf(String.fromCodePoint(meaning))) this.add(half);
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
    this.makeRoom(1);
    this.origins[this.length] = this.rest;
    this.read[this.length++] = code;
  }

  /** For so many more characters and what follows them. No excerpt is longer than what it is of. */
  private makeRoom(more: number): void {
    if (this.length + more >= this.read.length) this.resize(this.raw.length + 1);
  }

  private resize(size: number): void {
    const { read, origins } = this;
    this.read = new Uint16Array(size);
    this.read.set(read);
    this.origins = new Uint32Array(size);
    this.origins.set(origins);
  }
}
