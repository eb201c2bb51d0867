import { onEveryDriver } from '../support/drivers';
import { portkeyHeaders, WORKING } from '../support/host';

const METADATA = {
  _user: 'Zoë',
  n: 1,
  yes: true,
  list: [1],
  line: 'a\nb',
  none: null,
  emoji: '🦊',
  apiKey: 'x',
  __typename: 'x',
  zero: 0,
  no: false,
  object: { a: 1 },
  empty: '',
  delete: '\u007f',
  outside: '日本 ÿ\u2028',
  ключ: 'a',
};
const SENT =
  '{"_user":"Zo\\u00eb","n":"1","yes":"true","list":"[1]","line":"a\\nb","emoji":"\\ud83e\\udd8a","apiKey":"x","__typename":"x",' +
  '"zero":"0","no":"false","object":"{\\"a\\":1}","empty":"","delete":"\\u007f","outside":"\\u65e5\\u672c \\u00ff\\u2028",' +
  '"\\u043a\\u043b\\u044e\\u0447":"a"}';

onEveryDriver((host) => {
  describe.each(Object.values(WORKING))('a query of $operation', (query) => {
    test(`a query of ${query.operation} sends the API key alone when nothing else is filled in`, async () => {
      expect(portkeyHeaders(await host.sent(query))).toEqual({ 'x-portkey-api-key': 'pk-test' });
    });

    test.each([
      ['an object', METADATA],
      ['JSON', JSON.stringify(METADATA, null, 2)],
    ])(
      `a query of ${query.operation} sends metadata given as %s as one line of ASCII, every value of it a text`,
      async (_, metadata) => {
        expect(portkeyHeaders(await host.sent({ ...query, metadata }))).toEqual({
          'x-portkey-api-key': 'pk-test',
          'x-portkey-metadata': SENT,
        });
      }
    );

    test(`a query of ${query.operation} sends no header for empty metadata`, async () => {
      for (const metadata of ['', '{}', { none: null }]) {
        host.requests.length = 0;
        expect(portkeyHeaders(await host.sent({ ...query, metadata }))).toEqual({ 'x-portkey-api-key': 'pk-test' });
      }
    });

    test(`a query of ${query.operation} replaces the virtual key and the config of the data source, each on its own`, async () => {
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

  const replaced: [outcome: string, source: object, query: object, sent: object][] = [
    [
      "a query's virtual key is sent where the data source has none",
      {},
      { virtualKey: 'vk-2' },
      { 'x-portkey-virtual-key': 'vk-2' },
    ],
    [
      "a query's virtual key replaces a default one",
      { virtualKey: 'vk-1' },
      { virtualKey: 'vk-2' },
      { 'x-portkey-virtual-key': 'vk-2' },
    ],
    [
      "a query's virtual key replaces a default slug, so that never both are sent",
      { virtualKey: '@slug' },
      { virtualKey: 'vk' },
      { 'x-portkey-virtual-key': 'vk' },
    ],
    [
      "a query's slug replaces a default virtual key, so that never both are sent",
      { virtualKey: 'vk' },
      { virtualKey: '@slug' },
      { 'x-portkey-provider': '@slug' },
    ],
    [
      "a query's blank virtual key replaces nothing",
      { virtualKey: 'vk-1' },
      { virtualKey: ' ' },
      { 'x-portkey-virtual-key': 'vk-1' },
    ],
    [
      "a query's config is not merged with the default one",
      { config: { a: 1 } },
      { config: { b: 2 } },
      { 'x-portkey-config': '{"b":2}' },
    ],
    ["a query's empty config replaces nothing", { config: 'pc-1' }, { config: '' }, { 'x-portkey-config': 'pc-1' }],
    [
      'of a virtual key and a config that are empty in both nothing is sent',
      { virtualKey: '', config: ' ' },
      { virtualKey: null, config: undefined },
      {},
    ],
  ];
  test.each(replaced)('%s', async (_, source, query, sent) => {
    const request = await host.sent({ ...WORKING.chat, ...query }, { apiKey: '', ...source });
    expect(portkeyHeaders(request)).toEqual(sent);
  });

  test('no Authorization header is sent, with an API key or without one', async () => {
    for (const apiKey of ['pk-test', '']) {
      host.requests.length = 0;
      expect((await host.sent(WORKING.chat, { apiKey })).headers).not.toHaveProperty('authorization');
    }
  });
});
