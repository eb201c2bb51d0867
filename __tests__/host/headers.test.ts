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
};
const SENT =
  '{"_user":"Zo\\u00eb","n":"1","yes":"true","list":"[1]","line":"a\\nb","emoji":"\\ud83e\\udd8a","apiKey":"x","__typename":"x"}';

onEveryDriver((host) => {
  describe.each(Object.values(WORKING))('a query of $operation', (query) => {
    test('sends the API key alone when nothing else is filled in', async () => {
      expect(portkeyHeaders(await host.sent(query))).toEqual({ 'x-portkey-api-key': 'pk-test' });
    });

    test.each([
      ['an object', METADATA],
      ['JSON', JSON.stringify(METADATA, null, 2)],
    ])('sends metadata given as %s as one line of ASCII, every value of it a text', async (_, metadata) => {
      expect(portkeyHeaders(await host.sent({ ...query, metadata }))).toEqual({
        'x-portkey-api-key': 'pk-test',
        'x-portkey-metadata': SENT,
      });
    });

    test('sends no header for empty metadata', async () => {
      for (const metadata of ['', '{}', { none: null }]) {
        host.requests.length = 0;
        expect(portkeyHeaders(await host.sent({ ...query, metadata }))).toEqual({ 'x-portkey-api-key': 'pk-test' });
      }
    });

    test('replaces the virtual key and the config of the data source, each on its own', async () => {
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

  test("a query's virtual key replaces a default slug, so that never both are sent", async () => {
    const request = await host.sent({ ...WORKING.chat, virtualKey: 'vk' }, { apiKey: '', virtualKey: '@slug' });
    expect(portkeyHeaders(request)).toEqual({ 'x-portkey-virtual-key': 'vk' });
  });

  test("a query's slug replaces a default virtual key, so that never both are sent", async () => {
    const request = await host.sent({ ...WORKING.chat, virtualKey: '@slug' }, { apiKey: '', virtualKey: 'vk' });
    expect(portkeyHeaders(request)).toEqual({ 'x-portkey-provider': '@slug' });
  });

  test('no Authorization header is sent, with an API key or without one', async () => {
    for (const apiKey of ['pk-test', '']) {
      host.requests.length = 0;
      expect((await host.sent(WORKING.chat, { apiKey })).headers).not.toHaveProperty('authorization');
    }
  });
});
