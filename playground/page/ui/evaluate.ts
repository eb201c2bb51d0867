import { evaluate as evaluateText, expressionsIn, type AppState } from '../../tooljet/expressions';

/** What a field holds once its `{{ }}` are evaluated, as ToolJet would hand it to the plugin. */
export interface Evaluated {
  value: unknown;
  /** False for plain text, which needs no evaluation. */
  dynamic: boolean;
  /** The expression cannot be parsed. */
  error?: string | undefined;
  /** It can, but something in it does not exist. ToolJet goes on, with `undefined`. */
  unresolved?: string | undefined;
}

export function evaluate(text: string, state: AppState): Evaluated {
  const { value, problems } = evaluateText(text, state);
  const broken = problems.find(({ kind }) => kind !== 'unresolved');
  return {
    value,
    dynamic: expressionsIn(text).length > 0,
    error: broken && `Cannot be parsed: ${broken.message}`,
    unresolved: problems[0]?.message,
  };
}
