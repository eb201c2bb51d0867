// The rules by which ToolJet turns a form's text with `{{ }}` into what a plugin gets, as they are now. Nothing of
// Node or of a browser is used here: the page, the tests of the guides and a terminal share it.

/** What an expression can read: components, queries, variables, globals, constants, … */
export type AppState = object;

/** Something about an expression that its author should know; `from` and `to` are where it stands in the text. */
export interface Problem {
  /** Cut: ToolJet ends the expression at a `}}` inside of it. */
  kind: 'cut' | 'syntax' | 'unresolved';
  from: number;
  to: number;
  /** In JavaScript's own words, where it has some. */
  message: string;
}

export interface Evaluation {
  value: unknown;
  problems: Problem[];
}

interface Expression {
  from: number;
  to: number;
  code: string;
}

/**
 * What ToolJet hands to the plugin for a field's text: the raw value when the text is exactly one `{{ expression }}`,
 * `undefined` when that one is cut or does not resolve, else one text in which each expression's value is written.
 */
export function resolve(text: string, state: AppState): unknown {
  return evaluate(text, state).value;
}

/**
 * The expressions that ToolJet cuts, as far as it reads them: at a `}}` that belongs to the expression itself, such as
 * that of two objects that end together. Nothing is run. Such a field arrives as `undefined`:
 * https://github.com/ToolJet/ToolJet/issues/12554.
 */
export function cutsIn(text: string): Expression[] {
  const expressions = expressionsIn(text);
  return expressions.filter((expression) => endsEarly(text, expression, isLone(text, expressions)));
}

/** The value of {@link resolve}, and what is wrong with the expressions on the way to it. */
export function evaluate(text: string, state: AppState): Evaluation {
  const problems: Problem[] = [];
  const expressions = expressionsIn(text);
  const lone = isLone(text, expressions);
  const values = expressions.map((expression) => {
    const { from, to, code } = expression;
    const { value, problem } = endsEarly(text, expression, lone)
      ? { value: undefined, problem: { kind: 'cut' as const, message: `ToolJet reads only ${text.slice(from, to)}` } }
      : run(code, state);
    if (problem) problems.push({ ...problem, from, to });
    return value;
  });
  if (lone) return { value: values[0], problems };
  let end = 0;
  const parts = expressions.map(({ from, to }, index) => {
    const before = text.slice(end, from);
    end = to;
    return before + asText(values[index]);
  });
  return { value: parts.join('') + text.slice(end), problems };
}

/** Each `{{ … }}` of the text. Like ToolJet, this knows no JavaScript: the first `}}` is the end. */
export function expressionsIn(text: string): Expression[] {
  return [...text.matchAll(/{{([^]*?)}}/g)].map(({ 0: whole, 1: code = '', index }) => ({
    from: index,
    to: index + whole.length,
    code,
  }));
}

/** Nothing stands around the expression. What follows its first `}}` up to the last is still meant to be of it. */
function isLone(text: string, expressions: Expression[]): boolean {
  return expressions.length === 1 && text.startsWith('{{') && text.endsWith('}}');
}

/** Of a lone expression all must be read; of others, code that would go on after a `}}` does not parse without it. */
function endsEarly(text: string, { to, code }: Expression, lone: boolean): boolean {
  if (lone) return to < text.length;
  const [rest = ''] = text.slice(to).split('{{');
  return rest.includes('}}') && typeof compile(code) === 'string';
}

function run(code: string, state: AppState): { value: unknown; problem?: Pick<Problem, 'kind' | 'message'> } {
  const compiled = compile(code);
  if (typeof compiled === 'string') return { value: undefined, problem: { kind: 'syntax', message: compiled } };
  try {
    const value = compiled(state);
    if (value !== undefined) return { value };
    return { value, problem: { kind: 'unresolved', message: `${code.trim()} is undefined` } };
  } catch (error) {
    return { value: undefined, problem: { kind: 'unresolved', message: messageOf(error) } };
  }
}

/**
 * An expression is JavaScript, run by whoever typed it. `with`, because a name in the state may be one that no
 * parameter can have, such as `my-key`.
 *
 * @returns the function, or in JavaScript's words why the code is none
 */
function compile(code: string): ((state: AppState) => unknown) | string {
  try {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- evaluating is what {{ }} is
    return new Function('state', `with (state) { return (${code}\n) }`) as (state: AppState) => unknown;
  } catch (error) {
    return messageOf(error);
  }
}

/** The value as it is written into a text. JSON cannot say every object: one may hold itself, or a BigInt. */
export function asText(value: unknown): string {
  try {
    return typeof value === 'object' && value !== null ? String(JSON.stringify(value)) : String(value);
  } catch {
    return '[object Object]';
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
