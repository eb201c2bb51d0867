// The child of process.ts.
import { inspect } from 'node:util';
import { createToolJet, type ToolJet } from './index';
import type { Call, Message, WorkerOptions } from './process';
import { strict } from './strict';

const { bundle, tellThrown, ...options } = JSON.parse(process.argv[2] ?? '{}') as WorkerOptions;
const tooljet = strict(createToolJet(bundle, { ...options, ...(tellThrown && { onThrown }) }));

function onThrown(error: unknown): void {
  // All of it: stack, causes, and properties that JSON would leave out.
  const all = { showHidden: true, depth: Infinity, maxArrayLength: Infinity, maxStringLength: Infinity };
  send({ thrown: inspect(error, all) });
}

process.on('message', (call: Call) => void answer(call));
process.on('disconnect', () => process.exit());
if (globalThis.gc) setInterval(() => globalThis.gc?.(), 200);
send('ready');

async function answer({ id, method, args }: Call): Promise<void> {
  try {
    const outcome = await tooljet[method](...(args as Parameters<ToolJet['run']>));
    // Through JSON, as on ToolJet's way to the app.
    send({ id, outcome: JSON.parse(JSON.stringify(outcome)) as unknown });
  } catch (error) {
    send({ id, broken: (error as Error).message });
  }
}

function send(message: Message): void {
  process.send?.(message);
}
