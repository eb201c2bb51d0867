import { onEveryDriver, onPlainBundle } from '../support/drivers';
import { CHAT, type Host } from '../support/host';

function suite(host: Host): void {
  describe("the time limit that ToolJet keeps as the query's query_timeout", () => {
    test.each([
      ['a number', 100],
      ['a text', '100'],
    ])('ends the request when it is %s, asks no second time, and says where to change it', async (_, query_timeout) => {
      host.reply = () => new Promise(() => undefined);
      const result = await host.run({ ...CHAT, query_timeout });
      expect(result).toMatchObject({
        status: 'failed',
        errorName: 'QueryError',
        description: expect.stringMatching(
          /^The gateway at http:\/\/localhost:\d+ did not answer within 0\.1 s\b.*query/
        ),
      });
      expect(host.requests).toHaveLength(1);
    });

    test('closes the connection, so that the gateway need not go on with what nobody waits for', async () => {
      host.reply = () => new Promise(() => undefined);
      await host.run({ ...CHAT, query_timeout: 100 });
      expect(await host.unfinished()).toBe(0);
    });

    test('changes nothing when it is anything but a number above 0, or longer than any query may take', async () => {
      host.reply = () => new Promise((resolve) => setTimeout(() => resolve({ body: { slow: true } }), 100));
      const values = [0, -5, '', ' ', 'soon', null, undefined, true, [], [5], {}, 'NaN', 'Infinity', 1e9];
      const results = values.map((query_timeout) => host.run({ ...CHAT, query_timeout }));
      for (const result of await Promise.all(results)) expect(result).toMatchObject({ data: { slow: true } });
      expect(host.requests).toHaveLength(values.length);
    });

    test('is never sent on', async () => {
      const { body, headers } = await host.sent({ ...CHAT, query_timeout: 54_321 });
      expect(JSON.stringify({ body, headers })).not.toMatch(/query_timeout|54321/);
    });
  });
}

onEveryDriver(suite);
onPlainBundle(suite);
