import { runInNewContext } from 'node:vm';

/** What an expression in an app can read. */
export interface App {
  components: object;
  queries: Record<string, object>;
  variables: Record<string, unknown>;
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
