import type { RecordedRequest } from '../../playground/portkey/http';
import { inBothToolJets, useHost, WORKING } from '../support/host';

const OK = { good: true };

const SOURCE = {
  apiKey: 'pk-SESAME-1',
  virtualKey: 'vk-SESAME-2',
  config: { api_key: 'sk-SESAME-3', passphrase: 'Gr\u00fc\u00dfe SESAME' },
};

/** All headers of a request but those that say how it travels. */
function mirrored({ headers }: RecordedRequest): Record<string, string> {
  const travel = /^(host|connection|accept-encoding|content-.*|transfer-encoding)$/;
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !travel.test(name))) as Record<string, string>;
}

inBothToolJets((loader) => {
  const host = useHost({ loader });

  describe.each(Object.values(WORKING))('a good answer to $operation', (query) => {
    test(`a good answer to ${query.operation} of a proxy that mirrors all headers of the request shows no secret, and none of what we sent`, async () => {
      host.reply = (request) => ({
        headers: { ...mirrored(request), 'x-portkey-trace-id': 'trace-1' },
        body: OK,
      });
      const outcome = await host.run({ ...query, metadata: { team: 'SESAME' } }, SOURCE);
      expect(outcome).toMatchObject({ status: 'ok', data: OK });
      expect(host.requests[0]?.headers).toMatchObject({ 'x-portkey-api-key': SOURCE.apiKey });
      expect(JSON.stringify(outcome)).not.toMatch(/SESAME/i);
      const { response } = outcome as { response?: { headers: object } };
      expect(response).toEqual({ headers: { 'x-portkey-trace-id': 'trace-1' } });
    });

    test(`a good answer to ${query.operation} of a proxy that puts what was sent under other names has it masked`, async () => {
      host.reply = ({ headers }) => ({
        headers: {
          'x-portkey-trace-id': `id of ${headers['x-portkey-api-key']}`,
          'x-portkey-provider': encodeURIComponent(String(headers['x-portkey-config'])),
          'x-portkey-cache-status': Buffer.from(String(headers['x-portkey-virtual-key'])).toString('base64'),
          'x-portkey-vk-SESAME-2': '1',
        },
        body: OK,
      });
      const outcome = await host.run(query, SOURCE);
      expect(JSON.stringify(outcome)).not.toMatch(/SESAME/i);
      expect(outcome).toMatchObject({
        status: 'ok',
        data: OK,
        response: {
          headers: { 'x-portkey-trace-id': 'id of ***', 'x-portkey-cache-status': '***', 'x-portkey-***': '1' },
        },
      });
    });
  });

  test('an error of a proxy that mirrors all headers shows none of them', async () => {
    host.reply = (request) => ({ status: 400, headers: mirrored(request), body: request });
    const outcome = await host.run(WORKING.chat, SOURCE);
    expect(outcome).toMatchObject({ status: 'failed', metadata: { response: { headers: {} } } });
    expect(JSON.stringify(outcome)).not.toMatch(/SESAME/i);
  });
});
