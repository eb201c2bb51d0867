const TEXT = '"[^"\\\\\\x00-\\x1f]*(?:\\\\(?:["\\\\/bfnrt]|u[\\da-fA-F]{4})[^"\\\\\\x00-\\x1f]*)*"';
const NUMBER = '-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?';
const MAX_DEPTH = 200;

/**
 * Where a text stops being JSON and what should stand there, such as `expected "," or "}" at line 2, column 5`.
 * JSON.parse itself tells the place in some versions of Node only, and in others quotes the text, secrets included.
 */
export function explainJsonError(text: string): string {
  let at = 0;
  const eat = (pattern: string): boolean => {
    const found = new RegExp(`[ \\t\\n\\r]*(?:${pattern})`, 'y');
    found.lastIndex = at;
    const isThere = found.test(text);
    if (isThere) at = found.lastIndex;
    return isThere;
  };
  const list = (missingItem: () => string | undefined, close: string): string | undefined => {
    if (eat(`\\${close}`)) return undefined;
    do {
      const missing = missingItem();
      if (missing) return missing;
    } while (eat(','));
    return eat(`\\${close}`) ? undefined : `"," or "${close}"`;
  };
  const missingIn = (depth: number): string | undefined => {
    if (depth > MAX_DEPTH) return 'fewer levels';
    const missingValue = () => missingIn(depth + 1);
    const missingMember = () => (eat(TEXT) ? (eat(':') ? missingValue() : '":"') : 'a property name in double quotes');
    if (eat('\\{')) return list(missingMember, '}');
    if (eat('\\[')) return list(missingValue, ']');
    if (eat(`${TEXT}|${NUMBER}|true|false|null`)) return undefined;
    return eat('(?=")') ? 'a text on one line that ends in a double quote' : 'a value';
  };
  const expected = missingIn(0) ?? 'the end';
  eat('');
  const lines = text.slice(0, at).split('\n');
  return `expected ${expected} at line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`;
}
