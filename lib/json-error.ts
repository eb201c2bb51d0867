/** The tokens of JSON (RFC 8259), each with the blanks before it. They are sticky: they match where `lastIndex` points. */
const OBJECT_START = /[ \t\n\r]*\{/y;
const OBJECT_END = /[ \t\n\r]*\}/y;
const ARRAY_START = /[ \t\n\r]*\[/y;
const ARRAY_END = /[ \t\n\r]*\]/y;
const COLON = /[ \t\n\r]*:/y;
const COMMA = /[ \t\n\r]*,/y;
const TEXT_START = /[ \t\n\r]*"/y;
const CHARACTERS = /[ !#-[\]-\uffff]+/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
const TEXT_END = /"/y;
const NUMBER = /[ \t\n\r]*-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /[ \t\n\r]*(?:true|false|null)/y;
const BLANKS = /[ \t\n\r]*/y;

/** Deeper than anything that a person types, and shallow enough for a walk that calls itself. */
const MAX_LEVELS = 200;

/** In characters. Further on nobody looks for a mistake by line and column, and the walk would stop the server. */
const MAX_LENGTH = 1_000_000;

/** What should have stood where the walk had to stop, or undefined when it could go on. */
type Missing = string | undefined;

/**
 * Where a text stops being JSON and what should stand there, such as `expected "," or "}" at line 2, column 5`.
 * JSON.parse itself tells the place in some versions of Node only, and in others quotes the text, secrets included.
 */
export function explainJsonError(json: string): string {
  let at = 0;

  /** Steps over a token if it comes next. */
  const eat = (token: RegExp): boolean => {
    token.lastIndex = at;
    const isNext = token.test(json);
    if (isNext) at = token.lastIndex;
    return isNext;
  };

  const value = (levels: number): Missing => {
    if (levels === 0) return 'fewer levels';
    if (at > MAX_LENGTH) return 'an earlier end';
    if (eat(OBJECT_START)) return rest(OBJECT_END, '"," or "}"', () => member(levels));
    if (eat(ARRAY_START)) return rest(ARRAY_END, '"," or "]"', () => value(levels - 1));
    return eat(NUMBER) || eat(WORD) ? undefined : text('a value');
  };

  /** Reads a text piece by piece: one expression for all of it would exhaust the stack where the text is long. */
  const text = (otherwise: string): Missing => {
    if (!eat(TEXT_START)) return otherwise;
    const first = at - 1;
    while (at <= MAX_LENGTH && (eat(CHARACTERS) || eat(ESCAPE)));
    if (at > MAX_LENGTH || eat(TEXT_END)) return undefined;
    at = first;
    return 'a text on one line that ends in a double quote';
  };

  const member = (levels: number): Missing => {
    const missing = text('a property name in double quotes');
    return missing ?? (eat(COLON) ? value(levels - 1) : '":"');
  };

  /** The items of an object or array up to its end. */
  const rest = (end: RegExp, commaOrEnd: string, item: () => Missing): Missing => {
    if (eat(end)) return undefined;
    do {
      const missing = item();
      if (missing) return missing;
    } while (eat(COMMA));
    return eat(end) ? undefined : commaOrEnd;
  };

  const missing = value(MAX_LEVELS) ?? 'the end';
  if (at > MAX_LENGTH) return 'the mistake is not in its first million characters';
  eat(BLANKS);
  const lines = json.slice(0, at).split('\n');
  return `expected ${missing} at line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`;
}
