import { serve, type RecordedRequest, type Server } from '../../playground/portkey/http';
import { startToolJet, type ToolJetProcess } from '../../playground/tooljet/process';

// docs/upgrading.md promises that what was saved with the bundled plugin's forms runs unchanged.

/** What ToolJet stores with every query. */
const HOST_KEYS = {
  transformationLanguage: 'javascript',
  enableTransformation: false,
  transformation: '// write your code here\n// return value will be set as data\nreturn data',
  runOnPageLoad: true,
  requestConfirmation: false,
  showSuccessNotification: true,
  successMessage: 'Done',
  notificationDuration: 5,
};

/** A data source from before: flat, no Gateway URL, an unused field cleared. The test adds only where to send it. */
const SOURCE = { apiKey: 'pk-saved ', virtualKey: 'openai-virtual-7c2f90', config: '' };

interface Saved {
  name: string;
  options: Record<string, unknown>;
  path: string;
  body: object;
  headers?: object;
}

const KEYS = { 'x-portkey-api-key': 'pk-saved', 'x-portkey-virtual-key': 'openai-virtual-7c2f90' };

const SAVED: Saved[] = [
  {
    name: 'a chat of JSON text, numbers as text and a stop sequence under the older key sends all of them',
    options: {
      operation: 'chat',
      messages: '[{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hello"}]',
      model: 'gpt-4o-mini',
      max_tokens: '100',
      temperature: '0',
      stop_sequences: 'END, ###',
      metadata: '{"team": "support", "ticket": 4711}',
      other_parameters: '{"top_p": 0.9}',
    },
    path: '/v1/chat/completions',
    body: {
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Hello' },
      ],
      model: 'gpt-4o-mini',
      max_tokens: 100,
      temperature: 0,
      stop: ['END', '###'],
      top_p: 0.9,
    },
    headers: { ...KEYS, 'x-portkey-metadata': '{"team":"support","ticket":"4711"}' },
  },
  {
    name: 'a chat with both keys for a stop sequence sends its own',
    options: {
      operation: 'chat',
      messages: '[{"role":"user","content":"Hi"}]',
      stop_sequence: '["a, b"]',
      stop_sequences: 'c',
    },
    path: '/v1/chat/completions',
    body: { messages: [{ role: 'user', content: 'Hi' }], stop: ['a, b'] },
  },
  {
    name: 'a chat in which everything optional was cleared sends its messages alone',
    options: {
      operation: 'chat',
      messages: [{ role: 'user', content: 'Hi' }],
      model: '',
      max_tokens: '',
      temperature: '',
      stop_sequence: '',
      stop_sequences: '',
      metadata: '',
      other_parameters: '',
      config: '',
      virtualKey: '',
    },
    path: '/v1/chat/completions',
    body: { messages: [{ role: 'user', content: 'Hi' }] },
  },
  {
    name: 'a completion sends nothing of what was typed for other operations before',
    options: {
      operation: 'completion',
      prompt: 'Once upon a time',
      model: 'gpt-3.5-turbo-instruct',
      max_tokens: '64',
      temperature: '0.7',
      stop_sequences: 'The end',
      messages: '[{"role": "user", "content": "left from Chat"}]',
      stop_sequence: 'left from Chat',
      promptId: 'pp-left',
      variables: '{"left": "from Prompt Completion"',
      prompt_parameters: '',
      input: 'left from Create Embedding',
      other_parameters: '',
      metadata: '',
    },
    path: '/v1/completions',
    body: {
      prompt: 'Once upon a time',
      model: 'gpt-3.5-turbo-instruct',
      max_tokens: 64,
      temperature: 0.7,
      stop: ['The end'],
    },
  },
  {
    name: 'a saved prompt with parameters under the older key sends them, and no numbers left from a completion',
    options: {
      operation: 'prompt_completion',
      promptId: ' pp-support-reply-a81c4d',
      variables: '{"customer": "Ms O\'Neil"}',
      parameters: '{"temperature": 0.2}',
      prompt_parameters: '',
      model: 'left from Chat',
      max_tokens: '64',
    },
    path: '/v1/prompts/pp-support-reply-a81c4d/completions',
    body: { variables: { customer: "Ms O'Neil" }, temperature: 0.2, stream: false },
  },
  {
    name: 'a saved prompt with parameters under both keys sends the newer ones',
    options: {
      operation: 'prompt_completion',
      promptId: 'pp-a',
      variables: '',
      parameters: '{"temperature": 1}',
      prompt_parameters: '{"temperature": 0}',
    },
    path: '/v1/prompts/pp-a/completions',
    body: { variables: {}, temperature: 0, stream: false },
  },
  {
    name: 'an embedding of text that only looks like an array sends it as text',
    options: {
      operation: 'create_embedding',
      input: '[note] red shoes',
      model: 'text-embedding-3-small',
      metadata: '',
    },
    path: '/v1/embeddings',
    body: { input: '[note] red shoes', model: 'text-embedding-3-small' },
  },
  {
    name: "an embedding of several texts goes out with the query's own config and virtual key",
    options: {
      operation: 'create_embedding',
      input: '["red shoes", "blue shoes"]',
      model: 'text-embedding-3-small',
      config: '{ "retry": { "attempts": 3 } }',
      virtualKey: '@openai-prod',
    },
    path: '/v1/embeddings',
    body: { input: ['red shoes', 'blue shoes'], model: 'text-embedding-3-small' },
    headers: {
      'x-portkey-api-key': 'pk-saved',
      'x-portkey-provider': '@openai-prod',
      'x-portkey-config': '{"retry":{"attempts":3}}',
    },
  },
];

let gateway: Server;
let tooljet: ToolJetProcess;

beforeAll(async () => {
  gateway = await serve('localhost', () => ({ body: {} }));
  tooljet = await startToolJet();
});
beforeEach(() => {
  gateway.requests.length = 0;
});
afterAll(async () => {
  await Promise.all([gateway?.close(), tooljet?.close()]);
});

const run = (options: object) =>
  tooljet.run({ ...SOURCE, gatewayUrl: `http://localhost:${gateway.port}` }, { ...HOST_KEYS, ...options });

/** What this plugin puts into headers; the SDK adds some that describe itself. */
function keyHeaders({ headers }: RecordedRequest) {
  const own = /^x-portkey-(api-key|virtual-key|provider|config|metadata)$/;
  return Object.fromEntries(Object.entries(headers).filter(([name]) => own.test(name)));
}

test.each(SAVED)('$name', async ({ options, path, body, headers = KEYS }) => {
  expect(await run(options)).toMatchObject({ status: 'ok', data: {} });
  expect(gateway.requests).toHaveLength(1);
  const [sent] = gateway.requests as [RecordedRequest];
  expect({ path: sent.path, body: sent.body, headers: keyHeaders(sent) }).toEqual({ path, body, headers });
});

test('a data source that was saved without the newer fields passes its connection test', async () => {
  const source = { ...SOURCE, gatewayUrl: `http://localhost:${gateway.port}` };
  expect(await tooljet.testConnection(source)).toEqual({ status: 'ok' });
});

test('a value that used to be dropped in silence fails the query, by name', async () => {
  const query = { operation: 'chat', messages: '[{"role":"user","content":"Hi"}]', max_tokens: '12abc' };
  expect(await run(query)).toMatchObject({ status: 'failed', data: { field: 'max_tokens' } });
  expect(gateway.requests).toHaveLength(0);
});
