import { CHAT, inBothToolJets, portkeyHeaders, useHost } from '../support/host';

/** A server full of settings that belong to somebody else. */
const DECOYS = {
  PORTKEY_API_KEY: 'decoy-portkey-key',
  PORTKEY_BASE_URL: 'http://localhost:1/decoy',
  PORTKEY_PROXY: 'http://localhost:1/decoy',
  OPENAI_API_KEY: 'decoy-openai-key',
  OPENAI_BASE_URL: 'http://localhost:1/decoy',
};

inBothToolJets((loader) => {
  const host = useHost({ loader, env: DECOYS });

  describe('the connection fields', () => {
    const cases: [string, object, object][] = [
      ['an API key with spaces around it', { apiKey: ' pk-1\n' }, { 'x-portkey-api-key': 'pk-1' }],
      ['no API key beside a Gateway URL', { apiKey: '' }, {}],
      ['a virtual key', { apiKey: '', virtualKey: ' vk-1 ' }, { 'x-portkey-virtual-key': 'vk-1' }],
      ['a provider slug', { apiKey: '', virtualKey: '@openai-prod' }, { 'x-portkey-provider': '@openai-prod' }],
      ['a saved config', { apiKey: '', config: ' pc-a-1 ' }, { 'x-portkey-config': 'pc-a-1' }],
      [
        'a config object',
        { apiKey: '', config: { retry: { attempts: 2 } } },
        { 'x-portkey-config': '{"retry":{"attempts":2}}' },
      ],
      [
        'a JSON config on several lines',
        { apiKey: '', config: ' {\n "provider": "é🦊"\n}' },
        { 'x-portkey-config': '{"provider":"\\u00e9\\ud83e\\udd8a"}' },
      ],
    ];
    test.each(cases)('%s', async (_name, source, headers) => {
      expect(portkeyHeaders(await host.sent(CHAT, source))).toEqual(headers);
    });

    test('a query replaces a default slug by a virtual key and the other way round, never both', async () => {
      expect(
        portkeyHeaders(await host.sent({ ...CHAT, virtualKey: 'vk' }, { apiKey: '', virtualKey: '@slug' }))
      ).toEqual({
        'x-portkey-virtual-key': 'vk',
      });
      host.requests.length = 0;
      expect(
        portkeyHeaders(await host.sent({ ...CHAT, virtualKey: '@slug' }, { apiKey: '', virtualKey: 'vk' }))
      ).toEqual({
        'x-portkey-provider': '@slug',
      });
    });
  });

  describe('the Gateway URL', () => {
    test.each([
      ['', '/v1/chat/completions'],
      ['///', '/v1/chat/completions'],
      ['/v1', '/v1/chat/completions'],
      ['/v1/', '/v1/chat/completions'],
      ['/team/gateway/v1//', '/team/gateway/v1/chat/completions'],
    ])('ending in "%s" leads to %s', async (path, expected) => {
      expect((await host.sent(CHAT, { gatewayUrl: ` ${host.origin}${path} ` })).path).toBe(expected);
    });

    test.each([
      ['localhost:8787', /complete http or https address/],
      ['api.portkey.ai', /complete http or https address/],
      ['ftp://localhost/v1', /complete http or https address/],
      ['http://localhost/v1?a=1', /query/],
      ['http://localhost/v1?', /query/],
      ['http://localhost/v1#', /fragment/],
      ['http://user:hunter22@localhost/v1', /password/],
      ['http://127.0.0.1:8787/v1', /refused by this ToolJet server: .*127\.0\.0\.1/],
      ['http://169.254.169.254/v1', /refused by this ToolJet server/],
      ['http://10.0.0.1.nip.io/v1', /wildcard DNS/],
    ])('%s is an error', async (gatewayUrl, description) => {
      const result = await host.run(CHAT, { gatewayUrl });
      expect(result).toMatchObject({
        status: 'failed',
        message: 'Query could not be completed',
        description: expect.stringMatching(/^Gateway URL /),
        data: { field: 'gatewayUrl' },
      });
      expect(result).toMatchObject({ description: expect.stringMatching(description) });
      expect(JSON.stringify(result)).not.toContain('hunter22');
      expect(await host.testConnection({ gatewayUrl })).toEqual({
        status: 'failed',
        message: (result as { description: unknown }).description,
      });
    });
  });

  describe('secrets that cannot stand in a header', () => {
    test.each([
      ['API Key', 'apiKey', 'pk-quux\nfrob'],
      ['API Key', 'apiKey', 'pk-quux-ключ'],
      ['Default Virtual Key', 'virtualKey', 'vk-quux\r\nx-portkey-api-key: frob'],
      ['Default Virtual Key', 'virtualKey', { key: 'quux' }],
      ['Config', 'config', 'pc-quüx-frob'],
      ['Config', 'config', ['quux']],
      ['Config', 'config', 7],
      ['Config', 'config', '{"api_key": "quux" "frob"}'],
    ])('%s %#: refused before anything is sent, and not repeated', async (label, key, value) => {
      const result = await host.run(CHAT, { [key]: value });
      expect(result).toMatchObject({ status: 'failed', errorName: 'QueryError', data: { field: key } });
      expect((result as { description: string }).description).toMatch(new RegExp(`^${label} `));
      expect(JSON.stringify(result)).not.toMatch(/quux|quüx|frob|ключ/);
      expect(host.requests).toEqual([]);
    });
  });

  describe("the server's environment", () => {
    test('is never used: without an API key and a Gateway URL there is an error', async () => {
      expect(await host.run(CHAT, { apiKey: '', gatewayUrl: '' })).toMatchObject({
        status: 'failed',
        description: expect.stringMatching(/^API Key is required/),
        data: { field: 'apiKey' },
      });
    });

    test('is never sent: no header holds any of it', async () => {
      await host.testConnection({ apiKey: '' });
      await host.run(CHAT, { apiKey: '' });
      expect(host.requests).toHaveLength(2);
      for (const request of host.requests) {
        expect(JSON.stringify(request)).not.toContain('decoy');
        expect(request.headers).not.toHaveProperty('authorization');
      }
    });
  });

  describe('the connection test', () => {
    test('asks for the models with the API key alone', async () => {
      expect(await host.testConnection({ virtualKey: 'vk', config: 'pc-a' })).toEqual({ status: 'ok' });
      expect(host.requests).toHaveLength(1);
      expect(host.requests[0]).toMatchObject({ method: 'GET', path: '/v1/models?limit=1' });
      expect(portkeyHeaders(host.requests[0] as never)).toEqual({ 'x-portkey-api-key': 'pk-test' });
    });

    test('finds an open-source gateway, which has nothing to check', async () => {
      const message = 'Either x-portkey-config or x-portkey-provider header is required';
      host.reply = () => ({ status: 400, body: { status: 'failure', message } });
      expect(await host.testConnection()).toEqual({ status: 'ok' });
    });

    test.each([
      [401, { status: 'failure', message: 'Invalid API Key' }, 'Invalid API Key'],
      [403, { error: { message: 'No access' } }, 'No access'],
      [400, { message: 'Bad request' }, 'Bad request'],
      [404, '<html><title>Not Found</title></html>', 'Not Found'],
      [200, '<html>Sign in</html>', expect.stringMatching(/status 200, but not with a JSON object/)],
    ])('of a gateway that answers %i fails with one sentence', async (status, body, message) => {
      host.reply = () => ({ status, body });
      expect(await host.testConnection()).toEqual({ status: 'failed', message });
    });

    test('checks the fields that it does not send', async () => {
      expect(await host.testConnection({ config: '{"a":' })).toEqual({
        status: 'failed',
        message: 'Config is not valid JSON: expected a value at line 1, column 6',
      });
      expect(host.requests).toEqual([]);
    });

    test('says that nobody answers', async () => {
      expect(await host.testConnection({ gatewayUrl: 'http://localhost:59999' })).toEqual({
        status: 'failed',
        message: 'The gateway at http://localhost:59999 refused the connection',
      });
    });
  });
});
