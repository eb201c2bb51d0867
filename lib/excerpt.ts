import { END, type Codes, type Place, type Reading } from './reading';

/** What is read of a text, bit by bit and from its beginning to its end. */
export class Excerpt implements Reading {
  private readonly read: Codes;
  private length = 0;
  /** How far the raw text has been dealt with. */
  private rest = 0;
  /** Where the raw text goes on after an escape or a gap, and where that is in what was read. */
  private readonly raws: Uint32Array;
  private readonly reads: Uint32Array;
  private steps = 0;

  constructor(private readonly raw: Codes) {
    this.read = new Uint16Array(raw.length);
    this.raws = new Uint32Array(raw.length + 1);
    this.reads = new Uint32Array(raw.length + 1);
  }

  get text(): Codes {
    return this.read.subarray(0, this.length);
  }

  /** Reads up to there what stands there. */
  copyTo(end: number): void {
    const { read, raw } = this;
    let { length, rest } = this;
    while (rest < end) read[length++] = raw[rest++] ?? END;
    this.length = length;
    this.rest = rest;
  }

  /** Reads this in the place of what stands there up to the end. */
  replaceTo(end: number, meaning: string): void {
    for (let at = 0; at < meaning.length; at++) this.read[this.length++] = meaning.charCodeAt(at);
    this.goOn(end);
  }

  /** Leaves out what stands there up to the start, if anything does. */
  leapTo(start: number): void {
    if (start <= this.rest) return;
    this.read[this.length++] = END;
    this.goOn(start);
  }

  rawPlaces(places: Place[]): Place[] {
    let step = 0;
    const raw = (position: number): number => {
      while (step < this.steps && (this.reads[step + 1] ?? 0) <= position) step++;
      return position + (this.raws[step] ?? 0) - (this.reads[step] ?? 0);
    };
    return places.map(([start, end]) => [raw(start), raw(end)]);
  }

  private goOn(at: number): void {
    this.rest = at;
    this.raws[++this.steps] = at;
    this.reads[this.steps] = this.length;
  }
}
