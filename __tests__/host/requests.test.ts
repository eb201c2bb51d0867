import { inBothToolJets, portkeyHeaders, useHost } from '../support/host';

inBothToolJets((loader) => {
  const host = useHost({ loader });

  const message = { role: 'user', content: 'Hi' };

  describe('completion', () => {
    const cases: [string, object, object][] = [
      ['only what is filled in', { prompt: 'Hi' }, { prompt: 'Hi' }],
      ['a text with its spaces and lines', { prompt: ' a\n b ' }, { prompt: ' a\n b ' }],
      ['several texts', { prompt: ['a', 'b'] }, { prompt: ['a', 'b'] }],
      ['a number as text', { prompt: 7 }, { prompt: '7' }],
      ['an object as JSON', { prompt: { a: [1] } }, { prompt: '{"a":[1]}' }],
      ['the model', { prompt: 'Hi', model: ' gpt-4o ' }, { prompt: 'Hi', model: 'gpt-4o' }],
      ['numbers', { prompt: 'Hi', max_tokens: 5, temperature: 0 }, { prompt: 'Hi', max_tokens: 5, temperature: 0 }],
      [
        'numbers as text',
        { prompt: 'Hi', max_tokens: '5', temperature: '0.5' },
        { prompt: 'Hi', max_tokens: 5, temperature: 0.5 },
      ],
      ['stop sequences as text', { prompt: 'Hi', stop_sequences: 'END, ###,' }, { prompt: 'Hi', stop: ['END', '###'] }],
      ['stop sequences as an array', { prompt: 'Hi', stop_sequences: ['\n'] }, { prompt: 'Hi', stop: ['\n'] }],
      ['stop sequences as JSON', { prompt: 'Hi', stop_sequences: '["a,b"]' }, { prompt: 'Hi', stop: ['a,b'] }],
      [
        'other parameters, which win',
        { prompt: 'Hi', temperature: 1, other_parameters: '{"temperature": 2, "top_p": 0.1}' },
        { prompt: 'Hi', temperature: 2, top_p: 0.1 },
      ],
      [
        'nothing for empty fields',
        { prompt: 'Hi', model: '', max_tokens: ' ', temperature: null, stop_sequences: ',', other_parameters: '' },
        { prompt: 'Hi' },
      ],
      [
        'nothing of the host and of other operations',
        { prompt: 'Hi', messages: [message], input: 'x', transformationLanguage: 'javascript', runOnPageLoad: true },
        { prompt: 'Hi' },
      ],
    ];
    test.each(cases)('sends %s', async (_name, query, body) => {
      const request = await host.sent({ operation: 'completion', ...query });
      expect([request.method, request.path]).toEqual(['POST', '/v1/completions']);
      expect(request.body).toEqual(body);
    });
  });

  describe('chat', () => {
    const cases: [string, object, object][] = [
      ['messages', { messages: [message] }, { messages: [message] }],
      ['messages as JSON', { messages: '[{"role":"user","content":"Hi"}]' }, { messages: [message] }],
      ['a single message', { messages: message }, { messages: [message] }],
      [
        'content as it is',
        {
          messages: [
            { role: 'user', content: [{ type: 'text', text: 'a' }] },
            { role: 'assistant', content: null },
          ],
        },
        {
          messages: [
            { role: 'user', content: [{ type: 'text', text: 'a' }] },
            { role: 'assistant', content: null },
          ],
        },
      ],
      [
        'every field',
        {
          messages: [message],
          model: '@p/m',
          max_tokens: 1,
          temperature: 0.2,
          stop_sequence: 'a',
          other_parameters: { n: 2 },
        },
        { messages: [message], model: '@p/m', max_tokens: 1, temperature: 0.2, stop: ['a'], n: 2 },
      ],
      [
        'stop sequences of a saved query',
        { messages: [message], stop_sequences: 'a' },
        { messages: [message], stop: ['a'] },
      ],
    ];
    test.each(cases)('sends %s', async (_name, query, body) => {
      const request = await host.sent({ operation: 'chat', ...query });
      expect([request.method, request.path]).toEqual(['POST', '/v1/chat/completions']);
      expect(request.body).toEqual(body);
    });
  });

  describe('prompt completion', () => {
    // The SDK itself adds stream: false.
    const cases: [string, object, string, object][] = [
      ['empty variables', { promptId: 'pp-a-1' }, 'pp-a-1', { variables: {}, stream: false }],
      ['variables', { promptId: ' pp-a-1 ', variables: '{"a": 1}' }, 'pp-a-1', { variables: { a: 1 }, stream: false }],
      [
        'parameters beside the variables',
        { promptId: 'pp', variables: { a: 1 }, prompt_parameters: { max_tokens: 5 } },
        'pp',
        { variables: { a: 1 }, max_tokens: 5, stream: false },
      ],
      [
        'parameters of a saved query',
        { promptId: 'pp', parameters: '{"n": 2}' },
        'pp',
        { variables: {}, n: 2, stream: false },
      ],
      ['a version', { promptId: 'pp-a@12' }, 'pp-a@12', { variables: {}, stream: false }],
      [
        'an id with a path as one segment',
        { promptId: '../keys?x=#y' },
        '..%2Fkeys%3Fx%3D%23y',
        { variables: {}, stream: false },
      ],
      ['an encoded id as it is', { promptId: '%2e%2e' }, '%252e%252e', { variables: {}, stream: false }],
      [
        'the id of its field only',
        { promptId: 'pp', prompt_parameters: { promptID: '../x' } },
        'pp',
        { variables: {}, stream: false },
      ],
    ];
    test.each(cases)('sends %s', async (_name, query, id, body) => {
      const request = await host.sent({ operation: 'prompt_completion', ...query });
      expect([request.method, request.path]).toEqual(['POST', `/v1/prompts/${id}/completions`]);
      expect(request.body).toEqual(body);
    });
  });

  describe('create embedding', () => {
    const cases: [string, object, object][] = [
      ['text', { input: 'a' }, { input: 'a' }],
      ['text in brackets', { input: '[note] hi' }, { input: '[note] hi' }],
      ['texts', { input: ['a', 'b'] }, { input: ['a', 'b'] }],
      ['texts as JSON', { input: '["a", "b"]' }, { input: ['a', 'b'] }],
      ['tokens', { input: [1, 2] }, { input: [1, 2] }],
      [
        'every field',
        { input: 'a', model: 'm', other_parameters: '{"dimensions": 4}' },
        { input: 'a', model: 'm', dimensions: 4 },
      ],
    ];
    test.each(cases)('sends %s', async (_name, query, body) => {
      const request = await host.sent({ operation: 'create_embedding', ...query });
      expect([request.method, request.path]).toEqual(['POST', '/v1/embeddings']);
      expect(request.body).toEqual(body);
    });
  });

  describe.each([
    { operation: 'completion', prompt: 'Hi' },
    { operation: 'chat', messages: [message] },
    { operation: 'prompt_completion', promptId: 'pp' },
    { operation: 'create_embedding', input: 'Hi' },
  ])('the headers of $operation', (query) => {
    test('hold the API key alone when nothing else is filled in', async () => {
      expect(portkeyHeaders(await host.sent(query))).toEqual({ 'x-portkey-api-key': 'pk-test' });
    });

    test('hold metadata as one line of ASCII with text values', async () => {
      const metadata = {
        _user: 'Zoë',
        n: 1,
        yes: true,
        list: [1],
        line: 'a\nb',
        none: null,
        emoji: '🦊',
        __typename: 'x',
      };
      const header = portkeyHeaders(await host.sent({ ...query, metadata }))['x-portkey-metadata'];
      expect(header).toMatch(/^[ -~]+$/);
      expect(JSON.parse(String(header))).toEqual({
        _user: 'Zoë',
        n: '1',
        yes: 'true',
        list: '[1]',
        line: 'a\nb',
        emoji: '🦊',
        __typename: 'x',
      });
    });

    test('replace the virtual key and the config of the connection, each on its own', async () => {
      const source = { virtualKey: 'default-key', config: 'pc-default' };
      expect(portkeyHeaders(await host.sent({ ...query, config: 'pc-own' }, source))).toEqual({
        'x-portkey-api-key': 'pk-test',
        'x-portkey-virtual-key': 'default-key',
        'x-portkey-config': 'pc-own',
      });
      host.requests.length = 0;
      expect(portkeyHeaders(await host.sent({ ...query, virtualKey: '@own' }, source))).toEqual({
        'x-portkey-api-key': 'pk-test',
        'x-portkey-provider': '@own',
        'x-portkey-config': 'pc-default',
      });
    });
  });

  test.each([
    ['a query without an operation', {}],
    ['an unknown operation', { operation: 'constructor' }],
  ])('%s is told the four that there are', async (_name, query) => {
    expect(await host.run(query)).toMatchObject({
      description: 'Operation must be one of completion, chat, prompt_completion, create_embedding',
      data: { field: 'operation' },
    });
    expect(host.requests).toEqual([]);
  });
});
