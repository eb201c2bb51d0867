// The child of process.ts.
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import { createToolJet } from './index';
import type { Call, Message, WorkerOptions } from './process';
import { strict } from './strict';

const { bundle, tellThrown, ...options } = JSON.parse(process.argv[2] ?? '{}') as WorkerOptions;
const methods: Record<Call['method'], (...args: never[]) => Promise<unknown>> = {
  ...strict(createToolJet(bundle, { ...options, ...(tellThrown && { onThrown }) })),
  busy,
};

/** How long `busy` waits for what is about to end. */
const PATIENCE_MS = 2_000;

function onThrown(error: unknown): void {
  // All of it: stack, causes, and properties that JSON would leave out.
  const all = { showHidden: true, depth: Infinity, maxArrayLength: Infinity, maxStringLength: Infinity };
  send({ thrown: inspect(error, all) });
}

process.on('message', (call: Call) => void answer(call));
process.on('disconnect', () => process.exit());
if (globalThis.gc) setInterval(() => globalThis.gc?.(), 200).unref();
send('ready');

async function answer({ id, method, args }: Call): Promise<void> {
  try {
    const outcome = await methods[method](...(args as never[]));
    // Through JSON, as on ToolJet's way to the app.
    send({ id, outcome: JSON.parse(JSON.stringify(outcome)) as unknown });
  } catch (error) {
    send({ id, broken: (error as Error).message });
  }
}

// The types of Node 18 do not have it.
const resources = process as unknown as { getActiveResourcesInfo(): string[] };

async function busy(): Promise<string[]> {
  for (const until = Date.now() + PATIENCE_MS; ; await sleep(20)) {
    // The pipes lead to whoever started this process.
    const left = resources.getActiveResourcesInfo().filter((name) => name !== 'PipeWrap');
    if (left.length === 0 || Date.now() > until) return left;
  }
}

function send(message: Message): void {
  process.send?.(message);
}
