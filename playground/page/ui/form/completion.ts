import type { Completion, CompletionContext, CompletionResult, CompletionSource } from '@codemirror/autocomplete';
import { asText, resolve, type AppState } from '../../../tooljet/expressions';
import { isName } from '../path';

/** Names and indices up to the last dot, if any, and the beginning of a name. */
const PATH = /((?:[\w$]+|\?\.|\.|\["[^"]*"\]|\[\d+\])*?)(\??\.)?([\w$]*)$/;

/** Completes names inside of `{{ }}` from the app's state, as far as it is known before the query runs. */
export function completeFrom(getState: () => AppState): CompletionSource {
  return (context: CompletionContext): CompletionResult | null => {
    const before = context.state.sliceDoc(0, context.pos);
    const open = before.lastIndexOf('{{');
    if (open < before.lastIndexOf('}}') || open === -1) return null;
    const [, base = '', dot = '', name = ''] = PATH.exec(before.slice(open + 2)) ?? [];
    const isStart = context.pos === open + 2;
    if (!dot && !name && !isStart && !context.explicit) return null;
    const from: unknown = dot ? resolve(`{{${base}}}`, getState()) : getState();
    if (typeof from !== 'object' || from === null || Array.isArray(from)) return null;
    const start = context.pos - name.length;
    const options = Object.entries(from)
      .filter(([key]) => dot || isName(key))
      .map(([key, value]) => option(key, value, start - dot.length));
    return { from: start, options, validFor: /^[\w$]*$/ };
  };
}

function option(key: string, value: unknown, dotAt: number): Completion {
  const detail = describe(value);
  const shown = detail.length > 30 ? `${detail.slice(0, 30)}…` : detail;
  if (isName(key)) return { label: key, detail: shown };
  // A key that is no name takes the place of the dot.
  return {
    label: key,
    detail: shown,
    apply: (view, _, from, to) => {
      const insert = `[${JSON.stringify(key)}]`;
      view.dispatch({
        changes: { from: Math.min(dotAt, from), to, insert },
        selection: { anchor: dotAt + insert.length },
      });
    },
  };
}

function describe(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'array' : 'object';
  return typeof value === 'string' ? JSON.stringify(value) : asText(value);
}
