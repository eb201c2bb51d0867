import { evaluate } from '../../playground/tooljet/expressions';

/** What expressions in an app can read. */
export interface App {
  components: Record<string, object>;
  queries: Record<string, object>;
  variables: Record<string, unknown>;
  globals: object;
  constants: object;
}

/** The state of ToolJet's Chat component, with the keys that its items have. */
interface Chat {
  history: { message: string; messageId: string; timestamp: string; name: string; avatar: string; type: string }[];
  lastMessage?: object;
  lastResponse?: object;
}

/** Puts an item at the end of a Chat component's history, as a sent message or its action "Append history" does. */
export function appendHistory(app: App, name: string, { message, type }: { message: string; type: string }): void {
  const chat = (app.components[name] ??= { history: [] }) as Chat;
  const messageId = `message-${chat.history.length + 1}`;
  const item = { message, messageId, timestamp: '2026-11-24T12:00:00Z', name: type, avatar: '', type };
  chat.history = [...chat.history, item];
  if (type === 'message') chat.lastMessage = item;
  if (type === 'response') chat.lastResponse = item;
}

/** An expression's value; one that does not resolve fails. */
export function valueOf(expression: string, app: App): unknown {
  const { value, problems } = evaluate(expression, app);
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
  return value;
}

/** Puts the outcome of a query where an app finds it: what failed is below `error`. */
export function setOutcome(app: App, name: string, outcome: { status: string }): void {
  app.queries[name] = outcome.status === 'failed' ? { error: outcome } : outcome;
}

/**
 * Runs the code of a "Run JavaScript code" query, in which `run` is what `queries.NAME.run()` does.
 *
 * @returns the alerts that it showed, each as `type: message`
 */
export async function runJs(code: string, app: App, run: (name: string) => Promise<unknown>): Promise<string[]> {
  const alerts: string[] = [];
  const actions = {
    setVariable: async (name: string, value: unknown) => void (app.variables[name] = value),
    showAlert: async (type: string, message: string) => void alerts.push(`${type}: ${message}`),
  };
  const queries = new Proxy(app.queries, {
    get: (all, name: string) => ({ ...all[name], run: () => run(name) }),
  });
  const state = { ...app, queries, actions };
  const names = Object.keys(state);
  const body = new Function(...names, `return (async () => {${code}})()`) as (...values: unknown[]) => Promise<void>;
  await body(...Object.values(state));
  return alerts;
}
