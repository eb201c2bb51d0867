import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Playground } from '../../playground/portkey';
import { serve, type RecordedRequest, type Server } from '../../playground/portkey/http';
import type { RunOutcome } from '../../playground/tooljet';
import { resolve } from '../../playground/tooljet/expressions';
import type { ToolJetProcess } from '../../playground/tooljet/process';
import { labelledValues, type Block } from '../support/markdown';
import { appendHistory, runJs, setOutcome, valueOf, type App } from './app';
import { queryOptions, sourceOptions } from './forms';

export interface World {
  parts: Playground;
  tooljet: ToolJetProcess;
  /** The page's first connection: that of all examples, unless a section has its own. */
  connection: string;
}

/** Goes through one section of a page, block by block, as an app that starts empty; what is not as it says fails. */
export async function walk(blocks: Block[], { parts, tooljet, connection }: World): Promise<void> {
  const app: App = { components: {}, queries: {}, variables: {}, globals: {}, constants: {} };
  /** What events and code run: queries and expressions that were shown before. */
  const kept = new Map<string, string>();
  let form = connection;
  let outcome: RunOutcome | undefined;
  let alerts: string[] = [];
  let gateway: Server | undefined;
  let database: Worker | undefined;

  async function run(text: string): Promise<RunOutcome> {
    const { name, options } = queryOptions(text, app);
    parts.cloud.requests.length = 0;
    const source = sourceOptions(form, parts);
    const gatewayUrl = gateway ? `http://localhost:${gateway.port}` : source.gatewayUrl;
    outcome = await tooljet.run({ ...source, gatewayUrl }, options);
    setOutcome(app, name, outcome);
    return outcome;
  }

  /** A person writes into the Chat component, whose events run the query and append what came of it. */
  async function send(chat: string, message: string): Promise<void> {
    appendHistory(app, chat, { message, type: 'message' });
    const { status } = await run(kept.get('form on message') ?? '');
    const expression = kept.get(status === 'ok' ? 'on success' : 'on failure') ?? '';
    appendHistory(app, chat, resolve(expression, app) as { message: string; type: string });
  }

  /** A query of ToolJet's PostgreSQL data source: expressions are written into the text of the SQL. */
  async function sql(name: string, text: string): Promise<void> {
    database ??= new Worker(join(__dirname, 'postgres.cjs'));
    database.postMessage(resolve(text, app));
    const [{ rows, error }] = (await once(database, 'message')) as [{ rows?: object[]; error?: string }];
    if (error) throw new Error(error);
    app.queries[name] = { data: rows };
  }

  async function step(kind: string, text: string): Promise<void> {
    const sent = parts.cloud.requests.at(-1) as RecordedRequest;
    const [word = '', name = ''] = kind.split(' ');
    if (kind === 'connection') {
      form = text;
      expect(await tooljet.testConnection(sourceOptions(form, parts))).toEqual({ status: 'ok' });
    } else if (kind === 'app') Object.assign(app, JSON.parse(text));
    else if (kind === 'form') await run(text);
    else if (kind === 'form later') kept.set(labelledValues(text).Query ?? '', text);
    else if (['form on message', 'on success', 'on failure'].includes(kind)) kept.set(kind, text.trim());
    else if (word === 'runjs') {
      if (name !== 'again') kept.set('runjs', text);
      alerts = await runJs(kept.get('runjs') ?? '', app, (query) => run(kept.get(query) ?? ''));
    } else if (word === 'sql') await sql(name, text);
    else if (word === 'chat') await send(name, text.trim());
    else if (kind === 'gateway-answers') gateway = await serve('localhost', () => JSON.parse(text));
    else if (kind === 'alerts') expect(alerts).toEqual(text.trim().split('\n'));
    else if (kind === 'request') expect(sent.body).toEqual(JSON.parse(text));
    else if (kind === 'sent-headers') expect(sentHeaders(sent)).toEqual(JSON.parse(text));
    else if (kind === 'data') expect(dataOf(outcome)).toEqual(JSON.parse(text));
    else if (kind === 'failure') expect(outcome).toMatchObject({ status: 'failed', ...JSON.parse(text) });
    else if (kind === 'response-headers') expect(responseHeaders(outcome)).toEqual(withTrace(JSON.parse(text)));
    else if (kind === 'reads') text.trim().split('\n').forEach(read);
    else throw new Error(`No test knows blocks of the kind "${kind}"`);
  }

  function read(line: string): void {
    const [, expression = '', expected = ''] = /^({{.*}}) →(.*)$/.exec(line) ?? [];
    const value = valueOf(expression, app);
    expect(typeof value === 'string' ? value : JSON.stringify(value)).toBe(expected.trim());
  }

  try {
    for (const { kind, text, line } of blocks) {
      await step(kind, text).catch((error: Error) => {
        throw new Error(`Line ${line} of the page: ${error.message}`, { cause: error });
      });
    }
  } finally {
    await Promise.all([gateway?.close(), database?.terminate()]);
  }
}

function dataOf(outcome: RunOutcome | undefined): unknown {
  expect(outcome).toMatchObject({ status: 'ok' });
  return outcome?.data;
}

function sentHeaders({ headers }: RecordedRequest): object {
  const names = ['x-portkey-provider', 'x-portkey-virtual-key', 'x-portkey-config', 'x-portkey-metadata'];
  return Object.fromEntries(names.filter((name) => name in headers).map((name) => [name, headers[name]]));
}

function responseHeaders(outcome: RunOutcome | undefined): unknown {
  return (outcome as { metadata?: { response: { headers: unknown } } }).metadata?.response.headers;
}

function withTrace(headers: object): object {
  return { ...headers, 'x-portkey-trace-id': expect.stringMatching(/^[\da-f-]{36}$/) };
}
