import { secretsOf } from '../../lib/secrets';

const inConfig = (config: unknown) => secretsOf({ config });

describe('the secrets of a form', () => {
  test('the secrets of a form are its API key and its virtual key, without the blanks around them', () => {
    expect(secretsOf({ apiKey: ' pk-1234 ', virtualKey: 'vk-1234\n' })).toEqual(['pk-1234', 'vk-1234']);
  });

  test('the secrets of two forms are those of the data source and of the query', () => {
    expect(secretsOf({ apiKey: 'pk-1234' }, { virtualKey: 'vk-1234', config: { api_key: 'sk-1234' } })).toEqual([
      'pk-1234',
      'vk-1234',
      'sk-1234',
    ]);
  });

  test('the slug of an AI provider is no secret', () => {
    expect(secretsOf({ virtualKey: '@openai-prod' }, { virtualKey: ' @openai-prod/gpt-4o' })).toEqual([]);
  });

  test('a key that was typed as a number is a secret', () => {
    expect(secretsOf({ apiKey: 1234567890 })).toEqual(['1234567890']);
  });

  test('the id of a saved config is no secret', () => {
    expect(inConfig('pc-production-1a2b3c')).toEqual([]);
  });
});

describe('harmless in a config', () => {
  test.each<[string, object]>([
    ['a strategy', { strategy: { mode: 'loadbalance', on_status_codes: [429], default: 'fallback-target' } }],
    [
      'a condition',
      { strategy: { conditions: [{ query: { 'metadata.plan': { $eq: 'enterprise' } }, then: 'large-model' }] } },
    ],
    ['the name and weight of a target', { targets: [{ name: 'large-model', weight: 123456 }] }],
    ['the name of a provider', { provider: 'azure-openai', targets: [{ provider: 'workers-ai' }] }],
    ['the slug of a provider', { provider: '@openai-prod', virtual_key: '@openai-prod/gpt-4o' }],
    [
      'parameters',
      { override_params: { model: 'gpt-4o-mini', max_tokens: 256000, response_format: { type: 'json_object' } } },
    ],
    ['retries', { retry: { attempts: 3, on_status_codes: [503], use_retry_after_header: true } }],
    ['a cache', { cache: { mode: 'semantic', max_age: 360000 }, request_timeout: 120000 }],
    [
      'a number that was typed as text',
      {
        ...{ weight: '0.12345', request_timeout: '120000', on_status_codes: ['429, 503'] },
        ...{ retry: { attempts: '100000' }, cache: { mode: 'simple', max_age: '360000' } },
      },
    ],
    ['ids of guardrails', { input_guardrails: ['pg-words-1a2b3c'], output_guardrails: ['pg-names-1a2b3c'] }],
    ['names of headers', { forward_headers: ['authorization', 'x-request-id'] }],
    ['the host of a provider', { custom_host: 'http://models.internal:8080/v1' }],
    ['an older way to say the same', { mode: 'fallback', options: [{ provider: 'openai' }], cache: 'semantic' }],
    [
      'a parameter that only sounds like a secret',
      { override_params: { keywords: 'harmless', author: 'somebody', passage: 'harmless', stop_token_ids: [128001] } },
    ],
    ['the key of a cache of prompts', { override_params: { prompt_cache_key: 'harmless' } }],
    ['another placeholder', { api_key: 'sk-no-key-required', targets: [{ api_key: 'test-key' }] }],
    ['a placeholder', { targets: [{ api_key: 'none' }, { api_key: 'your-api-key' }, { api_key: 'sk-xxxxxxxx' }] }],
  ])('a config with %s has no secrets', (_, config) => {
    expect(inConfig(config)).toEqual([]);
    expect(inConfig({ targets: [{ targets: [config] }] })).toEqual([]);
    expect(inConfig(JSON.stringify(config))).toEqual([]);
  });
});

describe('a secret in a config', () => {
  const PEM = '-----BEGIN KEY-----\nMIIEvSECRETSECRET\nshort\n-----END KEY-----';
  test.each<[string, object, string[]]>([
    ['a key', { api_key: 'sk-SECRET' }, ['sk-SECRET']],
    ['a virtual key', { virtual_key: 'openai-a1b2c3' }, ['openai-a1b2c3']],
    [
      'any text that Portkey has no name for',
      { dsn: 'SECRET', sig: 'SECRET2', a: { b: ['SECRET3'] } },
      ['SECRET', 'SECRET2', 'SECRET3'],
    ],
    ['a header', { headers: { Cookie: 'session=SECRET; theme=dark' } }, ['session=SECRET; theme=dark', 'SECRET']],
    ['a header in a list', { headers: ['X-Api: SECRET1'] }, ['X-Api: SECRET1', 'SECRET1']],
    ['the key after Bearer', { authorization: 'Bearer SECRET' }, ['Bearer SECRET', 'SECRET']],
    ['the key after any scheme', { authorization: 'SSWS SECRET1' }, ['SSWS SECRET1', 'SECRET1']],
    ['the key after a name and a scheme', { list: ['A: Key SECRET1'] }, ['A: Key SECRET1', 'Key SECRET1', 'SECRET1']],
    [
      'the password in Basic',
      { authorization: 'Basic dXNlcjpTRUNSRVQ=' },
      ['Basic dXNlcjpTRUNSRVQ=', 'dXNlcjpTRUNSRVQ=', 'user:SECRET', 'SECRET'],
    ],
    [
      'what a URL holds',
      { custom_host: 'https://SECRET1:SECRET2@host/v1?api-key=SECRET3&SECRET4#SECRET5' },
      ['SECRET1', 'SECRET2', 'SECRET5', 'SECRET3', 'SECRET4'],
    ],
    [
      'a password before several hosts',
      { dsn: 'mongodb://me:SECRET1@one:1,two:2/db' },
      [
        ...['mongodb://me:SECRET1@one:1,two:2/db', '//me:SECRET1@one:1,two:2/db', 'SECRET1@one:1,two:2/db'],
        ...['1,two:2/db', 'SECRET1'],
      ],
    ],
    ['a password without a scheme', { proxy: 'me:SECRET1@host' }, ['me:SECRET1@host', 'SECRET1@host', 'SECRET1']],
    ['each longer line', { key: PEM }, [PEM, '-----BEGIN KEY-----', 'MIIEvSECRETSECRET', '-----END KEY-----']],
    ['what JSON text holds', { service_account: '{"a": {"b": "SECRET"}}' }, ['SECRET']],
    ['what no provider is called', { provider: 'the SECRET' }, ['the SECRET']],
    ['a key in place of a provider', { provider: 'sk-SECRET' }, ['sk-SECRET']],
    [
      'a header in place of its name',
      { forward_headers: ['A: Bearer SECRET'] },
      ['A: Bearer SECRET', 'Bearer SECRET', 'SECRET'],
    ],
    [
      'what a harmless place holds for a login',
      { override_params: { a: 'Bearer SECRET1', b: 'postgres://me:SECRET2@host/db', c: 'basic words' } },
      ['SECRET1', 'SECRET2'],
    ],
    [
      'a parameter that is named a secret',
      {
        override_params: {
          apiKey: 'SECRET1',
          accessToken: 'SECRET2',
          user_password: 'SECRET3',
          'x-api-key': 'SECRET4',
        },
      },
      ['SECRET1', 'SECRET2', 'SECRET3', 'SECRET4'],
    ],
    ['a number under a name that says so', { api_key: 123456, pin: 1234567, project: 12345678 }, ['123456', '1234567']],
    [
      'deep in parameters, what a name says',
      { override_params: { tools: [{ headers: { Authorization: 'SECRET' } }] } },
      ['SECRET'],
    ],
    [
      'what stands where a name should',
      { strategy: { mode: { x: 'SECRET1' }, y: 'SECRET2' }, name: { z: 'SECRET3' } },
      ['SECRET1', 'SECRET2', 'SECRET3'],
    ],
    ['JSON text in place of targets', { targets: '[{"api_key":"SECRET","provider":"openai"}]' }, ['SECRET']],
  ])('a config with %s has a secret in it', (_, config, secrets) => {
    expect(inConfig(config)).toEqual(secrets);
    expect(inConfig({ targets: [{ targets: [config] }] })).toEqual(secrets);
    const text = JSON.stringify(config);
    expect(inConfig(text)).toEqual(secrets);
    expect(inConfig(` ${JSON.stringify(text)}`)).toEqual(secrets);
  });

  test('all of a config is a secret when it was to be JSON and is none', () => {
    expect(inConfig('{"api_key": "SECRET"')).toContain('{"api_key": "SECRET"');
  });
});
