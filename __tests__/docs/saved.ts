// Data sources and queries as the bundled plugin's forms saved them, and the requests that docs/upgrading.md promises.

/** What ToolJet stores with every query. */
export const HOST_KEYS = {
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
export const SOURCE = { apiKey: 'pk-saved ', virtualKey: 'openai-virtual-7c2f90', config: '' };

export interface Saved {
  name: string;
  options: Record<string, unknown>;
  path: string;
  body: object;
  headers?: object;
}

export const KEYS = { 'x-portkey-api-key': 'pk-saved', 'x-portkey-virtual-key': 'openai-virtual-7c2f90' };

export const SAVED: Saved[] = [
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
