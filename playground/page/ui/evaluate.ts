/** What a field holds once its `{{ }}` are evaluated, as ToolJet would hand it to the plugin. */
export interface Evaluated {
  value: unknown;
  /** False for plain text, which needs no evaluation. */
  dynamic: boolean;
  /** The expression cannot be parsed. */
  error?: string;
  /** It can, but something in it does not exist. ToolJet goes on, with `undefined`. */
  unresolved?: string;
}

const EXPRESSION = /\{\{([\s\S]*?)\}\}/g;

/**
 * ToolJet's rules: a field that is exactly one expression gets its value with its type; text with expressions in it
 * becomes one text, with objects as JSON, `undefined` for what does not resolve, and the template's newlines as spaces.
 */
export function evaluate(text: string, state: Record<string, unknown>): Evaluated {
  if (!text.includes('{{') || !text.includes('}}')) return { value: text, dynamic: false };
  const result: Evaluated = { value: undefined, dynamic: true };
  if (text.startsWith('{{') && text.endsWith('}}') && text.indexOf('{{', 2) === -1) {
    result.value = compute(text.slice(2, -2), state, result);
  } else {
    result.value = text
      .replace(/\n/g, ' ')
      .replace(EXPRESSION, (_, code: string) => flatten(compute(code, state, result)));
  }
  return result;
}

/** The page's own machine runs what its own user typed: as in ToolJet, an expression is JavaScript. */
function compute(code: string, state: Record<string, unknown>, result: Evaluated): unknown {
  let run: (...values: unknown[]) => unknown;
  try {
    run = new Function(...Object.keys(state), `return (${code}\n)`) as typeof run;
  } catch (error) {
    result.error ??= `Cannot be parsed: ${messageOf(error)}`;
    return undefined;
  }
  try {
    const value = run(...Object.values(state));
    if (value === undefined) result.unresolved ??= `${code.trim()} is undefined`;
    return value;
  } catch (error) {
    result.unresolved ??= messageOf(error);
    return undefined;
  }
}

function flatten(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
