/** A key that can stand behind a dot. */
export function isName(key: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key);
}

/** The path of what stands under `key` of what `path` leads to: `queries.chat1.data` and `0` make `….data[0]`. */
export function childPath(path: string, key: string, inArray: boolean): string {
  if (inArray) return `${path}[${key}]`;
  // Two braces in a key would end the expression that the path becomes.
  return isName(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key).replaceAll('}', '\\u007d')}]`;
}

/** The path as what an app's author types into a field. */
export function asExpression(path: string): string {
  return `{{${path}}}`;
}
