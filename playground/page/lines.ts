// A big value as lines of JSON that are short to read. All of it in one JSON.parse would keep the browser from drawing
// a keystroke for as long as that takes, and what a worker has parsed takes as long again to be handed over. Both sides
// use this file, which imports nothing.

/** How many values a line holds, about. A text counts as one more for every hundred characters. */
const LINE = 2_000;

/** After this many milliseconds of reading, the browser has its turn. */
const TURN = 10;

type Container = unknown[] | Record<string, unknown>;

/**
 * The first line is the value, if that is small, else an empty one. Each later line goes on filling what is open: a list
 * with items, an object with keys and values by turns, as objects of many keys are slow to make.
 */
type Line = ['add', ...items: unknown[]] | ['open', key: string, empty: Container] | ['close'];

/** @param size how many values a line may hold; what is short enough for a browser unless given */
export function toLines(value: unknown, size = LINE): string {
  const big = new Set<unknown>();
  countIn(value, size, big);
  if (!big.has(value)) return JSON.stringify(value);
  const lines = [JSON.stringify(emptyLike(value as Container))];
  writeInside(value as Container, size, big, (line) => lines.push(JSON.stringify(line)));
  return lines.join('\n');
}

/**
 * The value of {@link toLines}, of which the text may still be arriving.
 *
 * @param pause lets the browser do what waits. It comes last, too, so that whoever draws a big value has a task for it.
 * @throws SyntaxError, or what `pause` or `chunks` throws
 */
export async function fromLines(chunks: AsyncIterable<string>, pause: () => Promise<void>): Promise<unknown> {
  const open: Container[] = [];
  let since = performance.now();
  let isBig = false;
  for await (const line of linesOf(chunks)) {
    isBig = open.length > 0;
    if (performance.now() - since > TURN) {
      await pause();
      since = performance.now();
    }
    if (isBig) apply(JSON.parse(line) as Line, open);
    else open.push(JSON.parse(line) as Container);
  }
  if (isBig) await pause();
  return open[0];
}

async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let line = '';
  for await (const chunk of chunks) {
    const [end = '', ...others] = chunk.split('\n');
    line += end;
    for (const other of others) {
      yield line;
      line = other;
    }
  }
  yield line;
}

/** Does what the line says to the last of the containers that are open. */
function apply([what, ...given]: Line, open: Container[]): void {
  const into = open.at(-1) as Container;
  if (what === 'close') {
    open.pop();
  } else if (what === 'open') {
    const [key, empty] = given as [string, Container];
    put(into, key, empty);
    open.push(empty);
  } else if (Array.isArray(into)) {
    for (const item of given) into.push(item);
  } else {
    for (let at = 0; at < given.length; at += 2) put(into, given[at] as string, given[at + 1]);
  }
}

function put(into: Container, key: string, value: unknown): void {
  // An assignment is faster, but to a key of this name it is something else.
  if (key === '__proto__') {
    Object.defineProperty(into, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    (into as Record<string, unknown>)[key] = value;
  }
}

/** How many values are in it. Lists and objects that do not fit into a line are put into `big` on the way. */
function countIn(value: unknown, size: number, big: Set<unknown>): number {
  if (typeof value === 'string') return 1 + value.length / 100;
  if (typeof value !== 'object' || value === null) return 1;
  let count = 1;
  for (const key in value) count += countIn((value as Record<string, unknown>)[key], size, big);
  if (count > size) big.add(value);
  return count;
}

function writeInside(value: Container, size: number, big: Set<unknown>, write: (line: Line) => void): void {
  let items: unknown[] = [];
  let count = 0;
  const flush = () => {
    if (items.length) write(['add', ...items]);
    items = [];
    count = 0;
  };
  for (const key of Object.keys(value)) {
    const child = (value as Record<string, unknown>)[key];
    if (big.has(child)) {
      flush();
      write(['open', key, emptyLike(child as Container)]);
      writeInside(child as Container, size, big, write);
      write(['close']);
      continue;
    }
    const more = countIn(child, size, big);
    if (count + more > size) flush();
    count += more;
    if (Array.isArray(value)) items.push(child);
    // JSON leaves those out.
    else if (child !== undefined) items.push(key, child);
  }
  flush();
}

function emptyLike(value: Container): Container {
  return Array.isArray(value) ? [] : {};
}
