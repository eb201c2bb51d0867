/** An object that is neither null nor an array. Not `instanceof`: ToolJet runs the plugin in a realm of its own. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of a JSON text, or undefined (which no JSON text means) when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** How often a mark stands in a text, or the code of one in bytes. A loop of one's own takes ten times longer. */
export function countOf<Mark>(mark: Mark, text: { indexOf(mark: Mark, start?: number): number }): number {
  let count = 0;
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) count++;
  return count;
}

/** The same JSON text on one line of printable ASCII, so that it can stand in a header. */
export function asciiJson(json: string): string {
  return json.replace(/[^ -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Far deeper than any real request, and shallow enough for whoever walks the value by calling itself. */
export const MAX_DEPTH = 100;

/** In characters, far larger than any real request: a model's whole context is a few megabytes. */
const MAX_SIZE = 64 * 1024 * 1024;

/**
 * What an object or array counts in characters, more than its brackets: one that stands in many places at once
 * multiplies, and such a walk has to end soon.
 */
const CONTAINER_SIZE = 256;

/** Each stands for a name in an object; parsing more of them would stop the server for seconds. */
const MAX_COLONS = 1_000_000;

/**
 * Why a text, if it is JSON, is not even parsed: its value would be too large by excessOf, but only known after seconds.
 *
 * @returns as excessOf does
 */
export function excessOfJson(text: string): string | undefined {
  const containers = MAX_SIZE / CONTAINER_SIZE;
  if (countOf('[', text) + countOf('{', text) > containers) return `hold more than ${containers} lists and objects`;
  return countOf(':', text) > MAX_COLONS ? `hold more than ${MAX_COLONS} named values` : undefined;
}

/**
 * Why a value could not be written as JSON in a reasonable time: it holds itself, nests without end, or is too large.
 *
 * @returns what it must not do, such as "be nested deeper than 100 levels", or undefined when all is well
 */
export function excessOf(value: unknown): string | undefined {
  let left = MAX_SIZE;
  const walk = (item: unknown, levels: number): string | undefined => {
    const isContainer = typeof item === 'object' && item !== null;
    left -= typeof item === 'string' ? item.length : isContainer ? CONTAINER_SIZE : 1;
    if (left < 0) return `be larger than ${MAX_SIZE / 1024 / 1024} MB`;
    if (!isContainer) return undefined;
    if (levels === 0) return `be nested deeper than ${MAX_DEPTH} levels`;
    for (const inner of Object.values(item)) {
      const excess = walk(inner, levels - 1);
      if (excess) return excess;
    }
    return undefined;
  };
  return walk(value, MAX_DEPTH);
}
