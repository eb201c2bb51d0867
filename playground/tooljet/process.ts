import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { RunOutcome, TestOutcome } from './index';

export interface ToolJetProcess {
  /** `functions` lists the paths of functions in what the plugin returned; they would be lost on the way here. */
  run(sourceOptions: object, queryOptions: object): Promise<RunOutcome & { functions: string[] }>;
  testConnection(sourceOptions: object): Promise<TestOutcome>;
  /** For tests: all that the plugin threw so far, each as text with its stack, causes and hidden properties. */
  thrown: string[];
  /** Everything written to stdout and stderr so far; complete once `close` has resolved. */
  output(): string;
  close(): Promise<void>;
}

export interface ToolJetProcessOptions {
  /** Environment variables on top of this process's; `undefined` removes one. */
  env?: Record<string, string | undefined>;
  /** Path of the bundle; `dist/index.js` unless given. */
  bundle?: string;
  /** Collect garbage all the time, as a busy server does sooner or later. */
  collectGarbage?: boolean;
}

/** What goes to the worker ... */
export interface Call {
  id: number;
  method: 'run' | 'testConnection';
  args: object[];
}

/** ... and what comes back: `ready` once, then one outcome a call, in any order, after what the plugin threw. */
export type Message = 'ready' | { thrown: string } | { id: number; outcome: unknown };

interface Waiting {
  resolve(outcome: unknown): void;
  reject(error: Error): void;
}

/**
 * ToolJet's host in a plain Node process of its own: jest runs tests in a vm context, whose globals are not those that
 * a plugin finds in ToolJet's server. Any number of calls may be under way at once.
 */
export async function startToolJet({
  env,
  bundle,
  collectGarbage,
}: ToolJetProcessOptions = {}): Promise<ToolJetProcess> {
  const child = fork(join(__dirname, 'worker.ts'), bundle === undefined ? [] : [bundle], {
    // tsx by its full path, for `--require` looks it up from the working directory; Node 18 has no `--import` for it.
    execArgv: ['--require', require.resolve('tsx/cjs'), ...(collectGarbage ? ['--expose-gc'] : [])],
    env: { ...process.env, ...env },
    serialization: 'json',
    silent: true,
  });
  let output = '';
  const keep = (chunk: Buffer) => void (output += chunk.toString());
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));

  const waiting = new Map<number, Waiting>();
  const thrown: string[] = [];
  let lastId = 0;
  const call = (method: Call['method'], args: object[]) =>
    new Promise<unknown>((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, { resolve, reject });
      child.send({ id, method, args } satisfies Call, (error) => error && reject(error));
    });

  await new Promise<void>((ready, fail) => {
    child.on('message', (message: Message) => {
      if (message === 'ready') return ready();
      if ('thrown' in message) return thrown.push(message.thrown);
      waiting.get(message.id)?.resolve(message.outcome);
      waiting.delete(message.id);
    });
    child.once('error', fail);
    child.once('close', (code) => {
      const error = new Error(`ToolJet's process ended with code ${code}. Its output:\n${output}`);
      fail(error);
      waiting.forEach(({ reject }) => reject(error));
    });
  });

  return {
    run: async (source, query) => (await call('run', [source, query])) as RunOutcome & { functions: string[] },
    testConnection: async (source) => (await call('testConnection', [source])) as TestOutcome,
    thrown,
    output: () => output,
    close: () => {
      // Not `disconnect`: after that Node emits no `close`, which is what says that the output is complete.
      child.kill();
      return closed;
    },
  };
}
