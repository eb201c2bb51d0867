import { runInNewContext } from 'node:vm';

/** What an expression in an app can read. */
export interface App {
  components: object;
  queries: Record<string, object>;
  variables: Record<string, unknown>;
}

/**
 * A form's text as ToolJet hands it to a plugin: the value itself when all of it is one `{{ expression }}`, else text
 * with each expression's value written into it.
 */
export function resolve(text: string, app: App): unknown {
  const whole = /^{{((?:(?!}}).|}}(?=[^{]*}}$))*)}}$/s.exec(text)?.[1];
  if (whole !== undefined) return evaluate(whole, app);
  return text.replace(/{{(.*?)}}/gs, (_, expression: string) => asText(evaluate(expression, app)));
}

function asText(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

export function evaluate(expression: string, app: App): unknown {
  const value: unknown = runInNewContext(`(${expression})`, { ...app });
  // As JSON, so that arrays and objects are those of this realm.
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

/** A "Run JavaScript code" query: `run` is what `queries.NAME.run()` does. */
export async function runJs(code: string, app: App, run: (name: string) => Promise<unknown>): Promise<void> {
  const data = new Map<string, unknown>();
  const queries = new Proxy(app.queries, {
    get: (all, name: string) => ({
      ...all[name],
      run: async () => void data.set(name, await run(name)),
      getData: () => data.get(name),
    }),
  });
  const actions = { setVariable: async (name: string, value: unknown) => void (app.variables[name] = value) };
  await (runInNewContext(`(async () => {${code}})()`, { ...app, queries, actions }) as Promise<void>);
}
