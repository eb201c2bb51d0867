import { onEveryDriver } from '../support/drivers';
import { CHAT, portkeyHeaders } from '../support/host';

onEveryDriver((host) => {
  describe('the data source', () => {
    const cases: [string, object, object][] = [
      ['an API key is sent without the spaces around it', { apiKey: ' pk-1\n' }, { 'x-portkey-api-key': 'pk-1' }],
      ['beside a Gateway URL no API key is needed', { apiKey: '' }, {}],
      ['keys that the host leaves out count as empty', { apiKey: undefined, config: undefined }, {}],
      ['a virtual key is sent as such', { apiKey: '', virtualKey: ' vk-1 ' }, { 'x-portkey-virtual-key': 'vk-1' }],
      [
        'a virtual key that begins with @ is sent as a provider',
        { apiKey: '', virtualKey: '@openai-prod' },
        { 'x-portkey-provider': '@openai-prod' },
      ],
      [
        'the id of a saved config is sent as it is',
        { apiKey: '', config: ' pc-a-1 ' },
        { 'x-portkey-config': 'pc-a-1' },
      ],
      [
        'a config object is sent as JSON',
        { apiKey: '', config: { retry: { attempts: 2 } } },
        { 'x-portkey-config': '{"retry":{"attempts":2}}' },
      ],
      [
        'a JSON config on several lines is sent on one, in ASCII',
        { apiKey: '', config: ' {\n "provider": "é🦊"\n}' },
        { 'x-portkey-config': '{"provider":"\\u00e9\\ud83e\\udd8a"}' },
      ],
    ];
    test.each(cases)('%s', async (_, source, headers) => {
      expect(portkeyHeaders(await host.sent(CHAT, source))).toEqual(headers);
    });

    test('without an API key and a Gateway URL the query fails, whatever keys the server has', async () => {
      const result = await host.run(CHAT, { apiKey: '', gatewayUrl: '' });
      const description = expect.stringMatching(/^API Key is required: create one/) as unknown;
      expect(result).toMatchObject({ status: 'failed', description, data: { field: 'apiKey' } });
      expect(await host.testConnection({ apiKey: '', gatewayUrl: '' })).toEqual({
        status: 'failed',
        message: description,
      });
    });
  });

  describe('a key or config that no header can hold is refused before anything is sent, and not repeated', () => {
    test.each([
      ['API Key', 'apiKey', 'pk-quux\nfrob'],
      ['API Key', 'apiKey', 'pk-quux-ключ'],
      ['API Key', 'apiKey', 'pk-quux frob'],
      ['Default Virtual Key', 'virtualKey', 'vk-quux\r\nx-portkey-api-key: frob'],
      ['Default Virtual Key', 'virtualKey', { key: 'quux' }],
      ['Config', 'config', 'pc-quüx-frob'],
      ['Config', 'config', ['quux']],
      ['Config', 'config', 7],
      ['Config', 'config', '{"api_key": "quux" "frob"}'],
    ])(
      'a wrong %s of the data source (%j %j) is refused before anything is sent, and not repeated',
      async (label, key, value) => {
        const result = await host.run(CHAT, { [key]: value });
        const description = expect.stringMatching(`^${label} `) as unknown;
        expect(result).toMatchObject({ status: 'failed', errorName: 'QueryError', description, data: { field: key } });
        expect(JSON.stringify(result)).not.toMatch(/quux|quüx|frob|ключ/);
        expect(host.requests).toEqual([]);
      }
    );

    test('a wrong Virtual Key of the query is refused before anything is sent, and not repeated', async () => {
      const result = await host.run({ ...CHAT, virtualKey: 'vk-quux frob' });
      const description = expect.stringMatching(/^Virtual Key /) as unknown;
      expect(result).toMatchObject({ status: 'failed', description, data: { field: 'virtualKey' } });
      expect(JSON.stringify(result)).not.toMatch(/quux|frob/);
      expect(host.requests).toEqual([]);
    });
  });

  describe('the Gateway URL', () => {
    test.each([
      ['', '/v1/chat/completions'],
      ['///', '/v1/chat/completions'],
      ['/v1', '/v1/chat/completions'],
      ['/v1/', '/v1/chat/completions'],
      ['/team/gateway/v1//', '/team/gateway/v1/chat/completions'],
    ])('a Gateway URL that ends in "%s" leads a chat to %s', async (path, expected) => {
      expect((await host.sent(CHAT, { gatewayUrl: ` ${host.origin}${path} ` })).path).toBe(expected);
    });

    test('of 2,048 characters is asked, and one of more is refused', async () => {
      const gatewayUrl = `${host.origin}/`.padEnd(2048, 'a');
      const path = gatewayUrl.slice(host.origin.length);
      expect((await host.sent(CHAT, { gatewayUrl })).path).toBe(`${path}/chat/completions`);
      expect(await host.run(CHAT, { gatewayUrl: `${gatewayUrl}a` })).toMatchObject({
        description: 'Gateway URL must be at most 2048 characters, got a text of 2049 characters',
      });
    });

    test.each([
      ['without a scheme', 'localhost:8787', /complete http or https address/],
      ['that is a name alone', 'api.portkey.ai', /complete http or https address/],
      ['of another scheme', 'ftp://localhost/v1', /complete http or https address/],
      ['that is no text', { url: 'http://localhost' }, /must be text, got an object/],
      ['with a query', 'http://localhost/v1?a=1', /query/],
      ['with an empty query', 'http://localhost/v1?', /query/],
      ['with a fragment', 'http://localhost/v1#', /fragment/],
      ['with a password', 'http://user:hunter22@localhost/v1', /password/],
      ['of more than 2,048 characters', `http://localhost/${'/'.repeat(100_000)}`, /at most 2048 characters/],
      ['of a loopback address', 'http://127.0.0.1:8787/v1', /refused by this ToolJet server/],
      ['of a cloud metadata service', 'http://169.254.169.254/v1', /refused by this ToolJet server/],
      ['of a wildcard DNS name', 'http://10.0.0.1.nip.io/v1', /refused by this ToolJet server/],
    ])(
      'a Gateway URL %s fails the query and the connection test with the same sentence',
      async (_, gatewayUrl, words) => {
        const result = (await host.run(CHAT, { gatewayUrl })) as { description: string };
        expect(result).toMatchObject({ status: 'failed', message: 'Query could not be completed' });
        expect(result).toMatchObject({ description: expect.stringMatching(words), data: { field: 'gatewayUrl' } });
        expect(result.description).toMatch(/^Gateway URL /);
        expect(result.description.length).toBeLessThan(300);
        expect(JSON.stringify(result)).not.toContain('hunter22');
        expect(await host.testConnection({ gatewayUrl })).toEqual({ status: 'failed', message: result.description });
      }
    );
  });
});
