import { startPlayground, type Playground } from '../../playground/portkey';
import { serve } from '../../playground/portkey/http';
import { resolve } from '../../playground/tooljet/expressions';
import { startToolJet, type ToolJetProcess } from '../../playground/tooljet/process';
import { readPage } from '../support/markdown';
import { errorsOf, sourceOptions } from './forms';

// Each error of docs/portkey.md is brought about here, and must be the page's, word for word.
const PAGE = 'docs/portkey.md';
const [connection] = readPage(PAGE).flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === 'connection'));
const SENTENCES = errorsOf(PAGE);

const CHAT = { operation: 'chat', messages: [{ role: 'user', content: 'Hi' }] };
const PROMPT = { operation: 'prompt_completion', promptId: 'pp-support-reply-a81c4d' };

interface Cause {
  query?: object;
  source?: object;
  /** In the place of the gateway: one that serves a web page, or one that is gone. */
  gateway?: 'page' | 'gone';
}

/** What brings each error about, by how it starts. */
const CAUSES: Record<string, Cause> = {
  'API Key is required': { source: { apiKey: '', gatewayUrl: '' } },
  'API Key has a space': { source: { apiKey: 'pk-1\npk-2' } },
  'Invalid API Key': { source: { apiKey: 'pk-wrong' } },
  'AI provider': { query: { ...CHAT, virtualKey: '@openai-test' } },
  'Config must be': { query: { ...CHAT, config: ['pc-1'] } },
  'Config pc-gone': { query: { ...CHAT, config: 'pc-gone-000000' } },
  'Gateway URL must be': { source: { gatewayUrl: 'portkey' } },
  'Gateway URL must not': { source: { gatewayUrl: 'https://me:secret@example.com' } },
  'Messages is required': { query: { ...CHAT, messages: '' } },
  'Messages is undefined': { query: { ...CHAT, messages: resolve('{{[{ content: [{ a: { b: 1 }}]}]}}', {}) } },
  'Messages must be an array': { query: { ...CHAT, messages: 'Hi' } },
  'Messages must each': { query: { ...CHAT, messages: [{ content: 'Hi' }] } },
  'Max Tokens': { query: { ...CHAT, max_tokens: '12abc' } },
  'openai error: Unsupported': { query: { ...CHAT, model: 'gpt-5-mini', max_tokens: 256 } },
  'Stop Sequence': { query: { ...CHAT, stop_sequence: '["###"' } },
  Temperature: { query: { ...CHAT, temperature: 'warm' } },
  Variables: { query: { ...PROMPT, variables: ['Ms'] } },
  'Other Parameters': { query: { ...CHAT, other_parameters: { stream: true } } },
  'Prompt pp-gone': { query: { ...PROMPT, promptId: 'pp-gone-000000', variables: {} } },
  Operation: { query: {} },
  'The gateway at http://localhost:8787 refused': { gateway: 'gone' },
  'The gateway at http://localhost:8787 answered': { gateway: 'page' },
  'openai error: The model': { query: { ...CHAT, model: 'fail-429' } },
};

let parts: Playground;
let tooljet: ToolJetProcess;

beforeAll(async () => {
  [parts, tooljet] = await Promise.all([startPlayground(), startToolJet()]);
}, 60_000);
afterAll(async () => {
  await Promise.all([parts?.close(), tooljet?.close()]);
});

test('each error of the page has a cause here, and each cause its error', () => {
  const found = SENTENCES.map((sentence) => Object.keys(CAUSES).find((start) => sentence.startsWith(start)));
  expect(found).toEqual(Object.keys(CAUSES));
});

test.each(SENTENCES)('a query can fail with: %s', async (sentence) => {
  const {
    query = CHAT,
    source,
    gateway,
  } = Object.entries(CAUSES).find(([start]) => sentence.startsWith(start))?.[1] ?? {};
  const page = await serve('localhost', () => ({ headers: { 'content-type': 'text/html' }, body: '<h1>Hello</h1>' }));
  const gatewayUrl = `http://localhost:${page.port}`;
  if (gateway === 'gone') await page.close();
  try {
    const options = { ...sourceOptions(connection?.text ?? '', parts), ...(gateway && { gatewayUrl }), ...source };
    const outcome = await tooljet.run(options, query);
    const said = JSON.stringify(outcome).replaceAll(gatewayUrl, 'http://localhost:8787');
    expect(JSON.parse(said)).toMatchObject({ status: 'failed', description: sentence });
  } finally {
    await page.close();
  }
});
