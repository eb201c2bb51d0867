import type { ToolJet } from './index';

/**
 * The same ToolJet, but a call rejects where the plugin does what ToolJet forgives or would notice only later: it
 * changed what the host had handed over, or put a function into its result, which JSON drops on the way to the app.
 */
export function strict(tooljet: ToolJet): ToolJet {
  return {
    run: (source, query) => watch([source, query], () => tooljet.run(source, query)),
    testConnection: (source) => watch([source], () => tooljet.testConnection(source)),
  };
}

async function watch<Outcome>(handedOver: unknown[], call: () => Promise<Outcome>): Promise<Outcome> {
  const before = structuredClone(handedOver);
  const outcome = await call();
  if (!isSame(handedOver, before)) throw new Error('The plugin changed what the host had handed over');
  const functions = findFunctions(outcome);
  if (functions.length > 0)
    throw new Error(`The result holds functions, which no app can get: ${functions.join(', ')}`);
  return outcome;
}

/** Whether a copy is still equal. Each object is looked at once, for values may share branches or hold themselves. */
function isSame(value: unknown, copy: unknown, seen = new Set<unknown>()): boolean {
  if (typeof value !== 'object' || value === null || seen.has(value)) return seen.has(value) || Object.is(value, copy);
  if (typeof copy !== 'object' || copy === null) return false;
  seen.add(value);
  const [own, copied] = [Object.entries(value), new Map(Object.entries(copy))];
  return (
    own.length === copied.size && own.every(([key, child]) => copied.has(key) && isSame(child, copied.get(key), seen))
  );
}

/** Paths such as `data.getHeaders`. */
function findFunctions(value: unknown, path: string[] = []): string[] {
  if (typeof value === 'function') return [path.join('.')];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => findFunctions(child, [...path, key]));
}
