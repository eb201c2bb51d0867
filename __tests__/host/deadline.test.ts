import { onEveryDriver, onPlainBundle } from '../support/drivers';
import { CHAT, type Host } from '../support/host';

function suite(host: Host): void {
  describe("the time limit that ToolJet keeps as the query's query_timeout", () => {
    test('the query_timeout of a query, be it a number or text, ends the request, which is not asked again, and the error says where to change it', async () => {
      host.reply = () => new Promise(() => undefined);
      // Long enough for a busy machine to load the plugin and to send the request.
      const results = [1000, '1000'].map((query_timeout) => host.run({ ...CHAT, query_timeout }));
      for (const result of await Promise.all(results)) {
        expect(result).toMatchObject({
          status: 'failed',
          errorName: 'QueryError',
          description: expect.stringMatching(
            /^The gateway at http:\/\/localhost:\d+ did not answer within 1 s, .*Query Timeout/
          ) as unknown,
        });
      }
      expect(host.requests).toHaveLength(2);
      // Closed, so that the gateway need not go on with what nobody waits for.
      expect(await host.unfinished()).toBe(0);
    });

    test('a query_timeout that is anything but a number above 0, or longer than any query may take, changes nothing', async () => {
      host.reply = () => new Promise((resolve) => setTimeout(() => resolve({ body: { slow: true } }), 100));
      const values = [0, -5, '', ' ', 'soon', null, undefined, true, [], [5], {}, 'NaN', 'Infinity', 1e9];
      const results = values.map((query_timeout) => host.run({ ...CHAT, query_timeout }));
      for (const result of await Promise.all(results)) expect(result).toMatchObject({ data: { slow: true } });
      expect(host.requests).toHaveLength(values.length);
    });

    test('the query_timeout of a query is never sent on', async () => {
      const { body, headers } = await host.sent({ ...CHAT, query_timeout: 54_321 });
      expect(JSON.stringify({ body, headers })).not.toMatch(/query_timeout|54321/);
    });
  });
}

onEveryDriver(suite);
onPlainBundle(suite);
