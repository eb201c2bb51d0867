import { onEveryDriver } from '../support/drivers';
import { CHAT, portkeyHeaders } from '../support/host';

const KEY = { 'x-portkey-api-key': 'pk-test' };

const NO_KEY = 'has a space, a line break or another character that no key has: copy it once more';
const NO_CONFIG = 'must be the id of a saved config, such as pc-name-1a2b3c, or a JSON object';

const INCOMPLETE = 'must be a complete http or https address, such as https://api.portkey.ai/v1';
const TOO_MUCH = 'must not have a user name, a password, a query (?) or a fragment (#)';
const REFUSED = 'is refused by this ToolJet server: The URL is not allowed: ';

onEveryDriver((host) => {
  describe('the data source', () => {
    const cases: [string, object, object][] = [
      ['an API key is sent without the spaces around it', { apiKey: ' pk-1\n' }, { 'x-portkey-api-key': 'pk-1' }],
      ['an API key of any printable characters is sent', { apiKey: '~!{}"' }, { 'x-portkey-api-key': '~!{}"' }],
      ['beside a Gateway URL no API key is needed', { apiKey: '' }, {}],
      ['beside a Gateway URL a blank API key counts as none', { apiKey: ' ' }, {}],
      ['keys that the host leaves out count as empty', { apiKey: undefined, config: undefined }, {}],
      ['a virtual key is sent as such', { apiKey: '', virtualKey: ' vk-1 ' }, { 'x-portkey-virtual-key': 'vk-1' }],
      [
        'a virtual key that begins with @ is sent as a provider',
        { apiKey: '', virtualKey: '@openai-prod' },
        { 'x-portkey-provider': '@openai-prod' },
      ],
      [
        'a virtual key with an @ further on is no slug',
        { virtualKey: 'vk@1' },
        { ...KEY, 'x-portkey-virtual-key': 'vk@1' },
      ],
      ['a number as virtual key is sent as text', { virtualKey: 12345 }, { ...KEY, 'x-portkey-virtual-key': '12345' }],
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
      ['an empty config object is sent', { apiKey: '', config: {} }, { 'x-portkey-config': '{}' }],
      [
        'a JSON config on several lines is sent on one, in ASCII',
        { apiKey: '', config: ' {\n "provider": "é🦊"\n}' },
        { 'x-portkey-config': '{"provider":"\\u00e9\\ud83e\\udd8a"}' },
      ],
    ];
    test.each(cases)('%s', async (_, source, headers) => {
      expect(portkeyHeaders(await host.sent(CHAT, source))).toEqual(headers);
    });

    test.each([
      ['that were cleared', { apiKey: '', gatewayUrl: '' }],
      ['that are blank', { apiKey: ' ', gatewayUrl: ' ' }],
      ['that are null', { apiKey: null, gatewayUrl: null }],
      ['that are missing', { apiKey: undefined, gatewayUrl: undefined }],
    ])('an API key and a Gateway URL %s fail the query, whatever keys the server has', async (_, source) => {
      const result = await host.run(CHAT, source);
      const message = 'API Key is required: create one at https://app.portkey.ai/api-keys, or set a Gateway URL';
      expect(result).toMatchObject({ status: 'failed', description: message, data: { field: 'apiKey' } });
      expect(await host.testConnection(source)).toEqual({ status: 'failed', message });
    });
  });

  describe('a key or config that no header can hold', () => {
    test.each([
      ['API Key', 'with a line break', 'apiKey', 'pk-quux\nfrob', NO_KEY],
      ['API Key', 'with a carriage return', 'apiKey', 'pk-quux\rfrob', NO_KEY],
      ['API Key', 'with a space', 'apiKey', 'pk-quux frob', NO_KEY],
      ['API Key', 'with a control character', 'apiKey', 'pk-quux\0frob', NO_KEY],
      ['API Key', 'outside of ASCII', 'apiKey', 'pk-quüx-frob', NO_KEY],
      ['API Key', 'outside of Latin-1', 'apiKey', 'pk-quux-ключ', NO_KEY],
      ['Default Virtual Key', 'with a header in it', 'virtualKey', 'vk-quux\r\nx-portkey-api-key: frob', NO_KEY],
      ['Default Virtual Key', 'that is an object', 'virtualKey', { key: 'quux' }, 'must be text, got an object'],
      ['Config', 'outside of ASCII', 'config', 'pc-quüx-frob', NO_CONFIG],
      ['Config', 'with a line break', 'config', 'pc-quux\nfrob', NO_CONFIG],
      ['Config', 'that is an array', 'config', ['quux'], NO_CONFIG],
      ['Config', 'that is JSON of an array', 'config', '[{ "quux": 1 }]', NO_CONFIG],
      ['Config', 'that is a number', 'config', 7, NO_CONFIG],
      ['Config', 'that is true', 'config', true, NO_CONFIG],
      [
        'Config',
        'that is broken JSON',
        'config',
        '{"quux": ',
        'is not valid JSON: expected a value at line 1, column 10',
      ],
      [
        'Config',
        'with two texts in a row',
        'config',
        '{"api_key": "quux" "frob"}',
        'is not valid JSON: expected "," or "}" at line 1, column 20',
      ],
      [
        'Config',
        'of two objects',
        'config',
        '{"a": 1} {"api_key": "quux"}',
        'is not valid JSON: expected the end at line 1, column 10',
      ],
    ])(
      'a data source whose %s is one %s is refused before anything is sent, and the value not repeated',
      async (label, _, key, value, words) => {
        const result = await host.run(CHAT, { [key]: value });
        const description = `${label} ${words}`;
        expect(result).toMatchObject({ status: 'failed', errorName: 'QueryError', description, data: { field: key } });
        expect(JSON.stringify(result)).not.toMatch(/quux|quüx|frob|ключ/);
        expect(host.requests).toEqual([]);
      }
    );

    test.each([
      ['Virtual Key', 'virtualKey', 'vk-quux frob', NO_KEY],
      ['Virtual Key', 'virtualKey', '@quux…', NO_KEY],
      ['Config', 'config', 'pc-quux\nfrob', NO_CONFIG],
    ])(
      'a query whose %s cannot be sent is refused before anything is, and the value not repeated: %s %j',
      async (label, key, value, words) => {
        const result = await host.run({ ...CHAT, [key]: value });
        expect(result).toMatchObject({ status: 'failed', description: `${label} ${words}`, data: { field: key } });
        expect(JSON.stringify(result)).not.toMatch(/quux|frob/);
        expect(host.requests).toEqual([]);
      }
    );
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

    test('a Gateway URL of 2,048 characters is asked, and one of more is refused', async () => {
      const gatewayUrl = `${host.origin}/`.padEnd(2048, 'a');
      const path = gatewayUrl.slice(host.origin.length);
      expect((await host.sent(CHAT, { gatewayUrl })).path).toBe(`${path}/chat/completions`);
      expect(await host.run(CHAT, { gatewayUrl: `${gatewayUrl}a` })).toMatchObject({
        description: 'Gateway URL must be at most 2048 characters, got a text of 2049 characters',
      });
    });

    test.each([
      ['without a scheme', 'localhost:8787', INCOMPLETE],
      ['that is a name alone', 'api.portkey.ai', INCOMPLETE],
      ['that is a path alone', '/v1', INCOMPLETE],
      ['of another scheme', 'ftp://localhost/v1', INCOMPLETE],
      ['that is a script', 'javascript:alert(1)', INCOMPLETE],
      ['that is a file', 'file:///etc/passwd', INCOMPLETE],
      ['that is no text', { url: 'http://localhost' }, 'must be text, got an object'],
      ['with a query', 'http://localhost/v1?a=1', TOO_MUCH],
      ['with an empty query', 'http://localhost/v1?', TOO_MUCH],
      ['with a fragment', 'http://localhost/v1#a', TOO_MUCH],
      ['with an empty fragment', 'http://localhost/v1#', TOO_MUCH],
      ['with a user name', 'http://hunter22@localhost/v1', TOO_MUCH],
      ['with a password alone', 'http://:hunter22@localhost/v1', TOO_MUCH],
      ['with both', 'http://user:hunter22@localhost/v1', TOO_MUCH],
      [
        'of more than 2,048 characters',
        `http://localhost/${'/'.repeat(100_000)}`,
        'must be at most 2048 characters, got a text of 100017 characters',
      ],
      ['of a loopback address', 'http://127.0.0.1:8787/v1', `${REFUSED}127.0.0.1 is a private or reserved address`],
      [
        'of a cloud metadata service',
        'http://169.254.169.254/v1',
        `${REFUSED}169.254.169.254 is a private or reserved address`,
      ],
      [
        'of a wildcard DNS name',
        'http://10.0.0.1.nip.io/v1',
        `${REFUSED}10.0.0.1.nip.io belongs to a wildcard DNS service`,
      ],
    ])(
      'a Gateway URL %s fails the query and the connection test with the same sentence',
      async (_, gatewayUrl, words) => {
        const description = `Gateway URL ${words}`;
        const result = await host.run(CHAT, { gatewayUrl });
        expect(result).toEqual({
          ...{ status: 'failed', errorName: 'QueryError', message: 'Query could not be completed', description },
          data: { message: description, field: 'gatewayUrl' },
        });
        expect(JSON.stringify(result)).not.toContain('hunter22');
        expect(await host.testConnection({ gatewayUrl })).toEqual({ status: 'failed', message: description });
      }
    );
  });
});
