import manifest from '../../manifest.json';
import operations from '../../operations.json';
import { API_KEY, startPlayground, type Playground } from '../../playground/portkey';
import { serve, type RecordedRequest } from '../../playground/portkey/http';
import type { RunOutcome } from '../../playground/tooljet';
import { resolve } from '../../playground/tooljet/expressions';
import { startToolJet, type ToolJetProcess } from '../../playground/tooljet/process';
import { runJs, type App } from '../support/app';
import { readForm, readPage, type Block } from '../support/markdown';

// Every example of the user's page, as it stands there, through the built bundle, ToolJet's loader and the playground.
const SECTIONS = readPage('docs/portkey.md');

interface Field {
  key: string;
  label: string;
}
const groups = operations.properties as unknown as Record<string, Record<string, Field>>;
const connectionFields: Field[] = Object.values(manifest.properties);

let parts: Playground;
let tooljet: ToolJetProcess;

beforeAll(async () => {
  [parts, tooljet] = await Promise.all([startPlayground(), startToolJet()]);
}, 60_000);
afterAll(async () => {
  await Promise.all([parts?.close(), tooljet?.close()]);
});

/** The values under the keys that ToolJet stores; a label that the form does not have fails. */
function byKey(form: Record<string, string>, fields: Field[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(form).map(([label, value]) => {
      const field = fields.find((candidate) => candidate.label === label);
      if (!field) throw new Error(`The form has no field "${label}"`);
      return [field.key, value];
    })
  );
}

/** A data source's form, with the page's dots, addresses and empty Gateway URL replaced by what the playground has. */
function source(text: string): Record<string, string> {
  const { apiKey, config = '', gatewayUrl, ...form } = byKey(readForm(text), connectionFields);
  return {
    ...form,
    apiKey: apiKey ? API_KEY : '',
    config: config.replace('http://localhost:9099/v1', parts.model.url),
    gatewayUrl: gatewayUrl?.replace('http://localhost:8787', new URL(parts.gateway.url).origin) || parts.cloud.url,
  };
}

/** The page's first one is that of all examples, unless a section has its own. */
const [connection] = SECTIONS.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === 'connection'));

/** A query's form, whose expressions are read at the time it runs. */
function query(text: string, app: App): { name: string; options: Record<string, unknown> } {
  const { Query = '', Operation, ...form } = readForm(text);
  const operation = operations.properties.operation.list.find(({ name }) => name === Operation)?.value;
  if (!operation) throw new Error(`There is no operation "${Operation}"`);
  const values = byKey(form, Object.values(groups[operation] ?? {}));
  const resolved = Object.entries(values).map(([key, value]) => [key, resolve(value, app)]);
  return { name: Query, options: { operation, ...Object.fromEntries(resolved) } };
}

/** One section of the page, block by block. */
async function walk(blocks: Block[]): Promise<void> {
  const app: App = { components: {}, queries: {}, variables: {} };
  const later = new Map<string, string>();
  let form = connection?.text ?? '';
  let outcome: RunOutcome | undefined;
  let gatewayUrl: string | undefined;
  let canned: Awaited<ReturnType<typeof serve>> | undefined;

  const run = async (text: string) => {
    const { name, options } = query(text, app);
    parts.cloud.requests.length = 0;
    outcome = await tooljet.run({ ...source(form), ...(gatewayUrl && { gatewayUrl }) }, options);
    app.queries[name] = outcome;
    return outcome.data;
  };
  const sent = () => parts.cloud.requests.at(-1) as RecordedRequest;
  const data = () => {
    expect(outcome).toMatchObject({ status: 'ok' });
    return outcome?.data;
  };

  for (const { kind, text, line } of blocks) {
    try {
      if (kind === 'connection') {
        form = text;
        expect(await tooljet.testConnection(source(form))).toEqual({ status: 'ok' });
      } else if (kind === 'app') Object.assign(app, JSON.parse(text));
      else if (kind === 'form') await run(text);
      else if (kind === 'form later') later.set(readForm(text).Query ?? '', text);
      else if (kind === 'runjs') await runJs(text, app, (name) => run(later.get(name) ?? ''));
      else if (kind === 'request') expect(sent().body).toEqual(JSON.parse(text));
      else if (kind === 'sent-headers') expect(sentHeaders(sent())).toEqual(JSON.parse(text));
      else if (kind === 'data') expect(data()).toEqual(JSON.parse(text));
      else if (kind === 'failure') expect(outcome).toMatchObject({ status: 'failed', ...JSON.parse(text) });
      else if (kind === 'response-headers') expect(responseHeaders(outcome)).toEqual(withTrace(JSON.parse(text)));
      else if (kind === 'gateway-answers') {
        canned = await serve('localhost', () => JSON.parse(text));
        gatewayUrl = `http://localhost:${canned.port}`;
      } else if (kind === 'reads') {
        for (const row of text.trim().split('\n')) {
          const [, expression = '', expected = ''] = /^({{.*}}) →(.*)$/.exec(row) ?? [];
          const value = resolve(expression, app);
          expect(typeof value === 'string' ? value : JSON.stringify(value)).toBe(expected.trim());
        }
      } else throw new Error(`No test knows blocks of the kind "${kind}"`);
    } catch (error) {
      throw new Error(`docs/portkey.md, line ${line}: ${(error as Error).message}`, { cause: error });
    } finally {
      if (kind === 'reads') await canned?.close();
    }
  }
}

function sentHeaders({ headers }: RecordedRequest) {
  const names = ['x-portkey-provider', 'x-portkey-virtual-key', 'x-portkey-config', 'x-portkey-metadata'];
  return Object.fromEntries(names.filter((name) => name in headers).map((name) => [name, headers[name]]));
}

function responseHeaders(outcome: RunOutcome | undefined): unknown {
  return (outcome as { metadata?: { response: { headers: unknown } } }).metadata?.response.headers;
}

function withTrace(headers: object) {
  return { ...headers, 'x-portkey-trace-id': expect.stringMatching(/^[\da-f-]{36}$/) };
}

describe('the examples', () => {
  const withExamples = SECTIONS.filter(({ blocks }) => blocks.length > 0);

  test('there are some for each operation', () => {
    const all = withExamples.flatMap(({ blocks }) => blocks.map(({ text }) => readForm(text).Operation));
    for (const { name } of operations.properties.operation.list) expect(all).toContain(name);
  });

  test.each(withExamples.map((section) => [section.title, section] as const))('%s', async (_, { blocks }) => {
    await walk(blocks);
  });
});

describe('the tables', () => {
  const section = (title: string) => SECTIONS.find((candidate) => candidate.title === title);
  const names = (title: string) => (section(title)?.tables[0] ?? []).map(([label, key]) => [label, key]);
  const shown = (fields: Field[]) => fields.map(({ label, key }) => [label, `\`${key}\``]);

  test('the connection has the fields of the manifest', () => {
    expect(names('Connection')).toEqual(shown(connectionFields));
  });

  test.each(operations.properties.operation.list)('$name has the fields of its form', ({ name, value }) => {
    const fields = [...names(name), ...names('Operations')];
    expect(fields.sort()).toEqual(shown(Object.values(groups[value] ?? {})).sort());
  });
});

describe('the errors', () => {
  const CHAT = { operation: 'chat', model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Hi' }] };
  const PROMPT = { operation: 'prompt_completion', promptId: 'pp-support-reply-a81c4d' };

  /** What brings each row about. */
  const CAUSES: Record<string, { query?: object; source?: object; gateway?: 'page' | 'gone' }> = {
    'API Key is required': { source: { apiKey: '', gatewayUrl: '' } },
    'API Key has a space': { source: { apiKey: 'pk-1\npk-2' } },
    'Invalid API Key': { source: { apiKey: 'pk-wrong' } },
    'AI provider': { query: { ...CHAT, virtualKey: '@openai-test' } },
    'Config must be': { query: { ...CHAT, config: ['pc-1'] } },
    'Config pc-gone': { query: { ...CHAT, config: 'pc-gone-000000' } },
    'Gateway URL must be': { source: { gatewayUrl: 'portkey' } },
    'Gateway URL must not': { source: { gatewayUrl: 'https://me:secret@example.com' } },
    'The gateway at http://localhost:8787 refused': { gateway: 'gone' },
    'Messages is required': { query: { ...CHAT, messages: '' } },
    'Messages must be an array': { query: { ...CHAT, messages: '"Hi"' } },
    'Messages must each': { query: { ...CHAT, messages: [{ content: 'Hi' }] } },
    'Max Tokens': { query: { ...CHAT, max_tokens: '12abc' } },
    Temperature: { query: { ...CHAT, temperature: 'warm' } },
    Variables: { query: { ...PROMPT, variables: ['Ms'] } },
    'Other Parameters': { query: { ...CHAT, other_parameters: { stream: true } } },
    'Prompt pp-gone': { query: { ...PROMPT, promptId: 'pp-gone-000000', variables: {} } },
    Operation: { query: {} },
    'openai error': { query: { ...CHAT, model: 'fail-429' } },
    'The gateway at http://localhost:8787 answered': { gateway: 'page' },
  };
  const rows = SECTIONS.find(({ title }) => title === 'Errors')?.tables[0]?.map(([cell = '']) => cell.slice(1, -1));

  test('each row has a cause here', () => {
    expect(rows?.map((row) => Object.keys(CAUSES).find((start) => row.startsWith(start)))).toEqual(Object.keys(CAUSES));
  });

  test.each(rows ?? [])('%s', async (row) => {
    const cause = Object.entries(CAUSES).find(([start]) => row.startsWith(start))?.[1] ?? {};
    const page = await serve('localhost', () => ({ headers: { 'content-type': 'text/html' }, body: '<h1>Hello</h1>' }));
    const pageUrl = `http://localhost:${page.port}`;
    if (cause.gateway === 'gone') await page.close();
    try {
      const outcome = await tooljet.run(
        { ...source(connection?.text ?? ''), ...(cause.gateway && { gatewayUrl: pageUrl }), ...cause.source },
        cause.query ?? CHAT
      );
      const description = (outcome as { description?: string }).description?.replace(pageUrl, 'http://localhost:8787');
      expect({ ...outcome, description }).toMatchObject({ status: 'failed', description: row });
    } finally {
      await page.close();
    }
  });
});
