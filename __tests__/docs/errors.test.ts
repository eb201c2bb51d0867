import { startPlayground, type Playground } from '../../playground/portkey';
import { serve, type Reply } from '../../playground/portkey/http';
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
  /** What answers in the place of the gateway, or that nothing does. */
  gateway?: Reply | 'nothing';
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
  'Gateway URL is refused': { source: { gatewayUrl: 'http://127.0.0.1:8787' } },
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
  'The gateway at http://localhost:8787 refused': { gateway: 'nothing' },
  'The gateway at http://localhost:8787 did not answer': { query: { ...CHAT, model: 'slow-2000', query_timeout: 200 } },
  'The gateway at http://localhost:8787 redirects': { gateway: { status: 302, headers: { location: '/' }, body: '' } },
  'The gateway at http://localhost:8787 sent an answer of more than 32': {
    gateway: { body: 'a'.repeat(32 * 1024 * 1024 + 1) },
  },
  'The gateway at http://localhost:8787 sent an answer of more than 1.2': { gateway: { body: '['.repeat(1_200_001) } },
  'The gateway at http://localhost:8787 answered': { gateway: { body: '<h1>Hello</h1>' } },
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
  const server = await serve('localhost', () => (typeof gateway === 'object' ? gateway : { body: '' }));
  const gatewayUrl = `http://localhost:${server.port}`;
  if (gateway === 'nothing') await server.close();
  try {
    const options = { ...sourceOptions(connection?.text ?? '', parts), ...(gateway && { gatewayUrl }), ...source };
    const said = JSON.stringify(await tooljet.run(options, query)).replace(/localhost:\d+/g, 'localhost:8787');
    expect(JSON.parse(said)).toMatchObject({ status: 'failed', description: sentence });
  } finally {
    await server.close();
  }
});
