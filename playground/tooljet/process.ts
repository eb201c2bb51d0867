import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Loader, RunOutcome, TestOutcome, ToolJet } from './index';

export interface ToolJetProcess extends ToolJet {
  /** Where it was asked for: all that the plugin threw so far, each as text with its stack, causes and hidden properties. */
  thrown: string[];
  /**
   * What the process still waits for once all calls have ended, such as `TCPSocketWrap` for a connection in the midst of
   * an answer; nothing, soon, where all is well. A connection that is kept for the next query does not count.
   */
  busy(): Promise<string[]>;
  /** Everything written to stdout and stderr so far; complete once `close` has resolved. */
  output(): string;
  close(): Promise<void>;
}

/** What the worker is started with. */
export interface WorkerOptions {
  /** Path of the bundle; `dist/index.js` unless given. */
  bundle?: string;
  /** Which of ToolJet's ways to load it; today's unless given. */
  loader?: Loader;
  /** Tell what the plugin throws. Not always, as looking into an error takes longer than most queries. */
  tellThrown?: boolean;
}

export interface ToolJetProcessOptions extends WorkerOptions {
  /** Environment variables on top of this process's; `undefined` removes one. */
  env?: Record<string, string | undefined>;
  /** Collect garbage all the time, as a busy server does sooner or later. */
  collectGarbage?: boolean;
}

/** What goes to the worker ... */
export interface Call {
  id: number;
  method: 'run' | 'testConnection' | 'busy';
  args: unknown[];
}

/**
 * ... and what comes back: `ready` once, then one outcome a call, in any order, after what the plugin threw; or what the
 * plugin did that it must not do, see strict.ts.
 */
export type Message = 'ready' | { thrown: string } | { id: number; outcome: unknown } | { id: number; broken: string };

/** The worker as the tests have compiled it; without it, tsx compiles worker.ts. */
const COMPILED = process.env.TOOLJET_WORKER;

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
  collectGarbage,
  ...options
}: ToolJetProcessOptions = {}): Promise<ToolJetProcess> {
  // tsx by its full path, for `--require` looks it up from the working directory; Node 18 has no `--import` for it.
  const tsx = COMPILED === undefined ? ['--require', require.resolve('tsx/cjs')] : [];
  const child = fork(COMPILED ?? join(__dirname, 'worker.ts'), [JSON.stringify(options satisfies WorkerOptions)], {
    execArgv: [...tsx, ...(collectGarbage ? ['--expose-gc'] : [])],
    env: { ...process.env, ...env },
    // By structured clone: JSON would lose an `undefined`, and cannot carry a value that holds itself.
    serialization: 'advanced',
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
  const call = (method: Call['method'], args: unknown[]) =>
    new Promise<unknown>((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, { resolve, reject });
      child.send({ id, method, args } satisfies Call, (error) => error && reject(error));
    });

  await new Promise<void>((ready, fail) => {
    child.on('message', (message: Message) => {
      if (message === 'ready') return ready();
      if ('thrown' in message) return thrown.push(message.thrown);
      if ('broken' in message) waiting.get(message.id)?.reject(new Error(message.broken));
      else waiting.get(message.id)?.resolve(message.outcome);
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
    run: async (source, query) => (await call('run', [source, query])) as RunOutcome,
    testConnection: async (source) => (await call('testConnection', [source])) as TestOutcome,
    thrown,
    busy: async () => (await call('busy', [])) as string[],
    output: () => output,
    close: () => {
      // Not `disconnect`: after that Node emits no `close`, which is what says that the output is complete.
      child.kill();
      return closed;
    },
  };
}
