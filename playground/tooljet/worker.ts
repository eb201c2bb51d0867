// The child of process.ts.
import { inspect } from 'node:util';
import { createToolJet } from './index';
import type { Call, Message } from './process';

const tooljet = createToolJet(process.argv[2], {
  onThrown: (error) => {
    // All of it: stack, causes, and properties that JSON would leave out.
    const all = { showHidden: true, depth: Infinity, maxArrayLength: Infinity, maxStringLength: Infinity };
    send({ thrown: inspect(error, all) });
  },
});

process.on('message', (call: Call) => void answer(call));

async function answer({ id, method, args }: Call): Promise<void> {
  const [source = {}, query = {}] = args.map(freeze);
  if (method === 'testConnection') return send({ id, outcome: await tooljet.testConnection(source) });
  const outcome = await tooljet.run(source, query);
  send({ id, outcome: { ...outcome, functions: findFunctions(outcome) } });
}

process.on('disconnect', () => process.exit());
if (globalThis.gc) setInterval(() => globalThis.gc?.(), 200);
send('ready');

function send(message: Message): void {
  process.send?.(message);
}

/** A plugin that changes what the host handed over throws, instead of going unnoticed. */
function freeze<T extends object>(value: T): T {
  for (const child of Object.values(value)) if (typeof child === 'object' && child !== null) freeze(child as object);
  return Object.freeze(value);
}

/** Paths such as `data.getHeaders`. JSON, the way to the app and to this worker's parent, drops functions silently. */
function findFunctions(value: unknown, path: string[] = []): string[] {
  if (typeof value === 'function') return [path.join('.')];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => findFunctions(child, [...path, key]));
}
