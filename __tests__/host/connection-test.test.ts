import { onEveryDriver } from '../support/drivers';
import { portkeyHeaders } from '../support/host';

const ASKS_FOR_PROVIDER = 'Either x-portkey-config or x-portkey-provider header is required';

onEveryDriver((host) => {
  describe('the connection test', () => {
    test('the connection test asks for one model with the API key alone, and passes when the answer is JSON', async () => {
      expect(await host.testConnection({ virtualKey: 'vk', config: 'pc-a' })).toEqual({ status: 'ok' });
      expect(host.requests).toHaveLength(1);
      expect(host.requests[0]).toMatchObject({ method: 'GET', path: '/v1/models?limit=1', body: undefined });
      expect(portkeyHeaders(host.requests[0] as never)).toEqual({ 'x-portkey-api-key': 'pk-test' });
      expect(host.requests[0]?.headers).not.toHaveProperty('authorization');
    });

    test('the connection test passes on an open-source gateway, which asks for a provider and has nothing to check', async () => {
      host.reply = () => ({ status: 400, body: { status: 'failure', message: ASKS_FOR_PROVIDER } });
      expect(await host.testConnection({ apiKey: '' })).toEqual({ status: 'ok' });
    });

    test.each([
      ['a 401', 401, { status: 'failure', message: 'Invalid API Key' }, 'Invalid API Key'],
      ['a 401 that speaks of a provider', 401, { message: ASKS_FOR_PROVIDER }, ASKS_FOR_PROVIDER],
      ['a 403', 403, { error: { message: 'No access' } }, 'No access'],
      ['any other 400', 400, { message: 'Bad request' }, 'Bad request'],
      ["a web server's 404", 404, '<html><title>Not Found</title></html>', 'Not Found'],
      ['a 500 that echoes the key', 500, { message: 'Wrong: pk-test' }, 'Wrong: ***'],
    ])('the connection test fails on %s with its words', async (_, status, body, message) => {
      host.reply = () => ({ status, body });
      expect(await host.testConnection()).toEqual({ status: 'failed', message });
    });

    test('the connection test fails on a login page, which is no JSON object', async () => {
      host.reply = () => ({ headers: { 'content-type': 'text/html' }, body: '<title>Sign in</title>' });
      const message = `The gateway at ${host.origin} answered with status 200, but not with a JSON object: check the Gateway URL`;
      expect(await host.testConnection()).toEqual({ status: 'failed', message });
    });

    test.each([
      ['API Key', { apiKey: 'a b' }],
      ['Default Virtual Key', { virtualKey: 'a b' }],
      ['Config', { config: '{"a":' }],
      ['Gateway URL', { gatewayUrl: 'nonsense' }],
    ])('the connection test checks %s as a query would, though it may not send it', async (label, source) => {
      const message = expect.stringMatching(`^${label} `) as unknown;
      expect(await host.testConnection(source)).toEqual({ status: 'failed', message });
      expect(host.requests).toEqual([]);
    });
  });
});
