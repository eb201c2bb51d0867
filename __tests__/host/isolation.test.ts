import { setTimeout as sleep } from 'node:timers/promises';
import { onEveryDriver } from '../support/drivers';
import { CHAT, WORKING } from '../support/host';

onEveryDriver((host) => {
  // The host compares after every call of every test; see playground/tooljet/strict.ts.
  test.each(Object.values(WORKING))('$operation leaves every object that it was handed as it was', async (query) => {
    const source = { config: { retry: { attempts: 1 } }, virtualKey: ' vk ' };
    const filled = {
      messages: [{ role: 'user', content: [{ type: 'text', text: 'a' }] }],
      ...{ metadata: { a: { b: 1 } }, other_parameters: { n: 1, camelCase: { aB: 1 } }, stop_sequence: [' a '] },
      ...{ variables: { a: 1 }, prompt_parameters: { n: 1 }, config: { targets: [{ weight: 1 }] } },
    };
    expect(await host.run({ ...filled, ...query }, source)).toMatchObject({ status: 'ok' });
  });

  test('100 queries at once, each with keys of its own, get their own answers', async () => {
    host.reply = async ({ headers, body }) => {
      await sleep(Math.random() * 50); // out of order
      const key = String(headers['x-portkey-api-key']);
      return { headers: { 'x-portkey-trace-id': `trace-${key}` }, body: { key, body } };
    };
    const ids = Array.from({ length: 100 }, (_, id) => id);
    const results = await Promise.all(
      ids.map((id) => host.run({ ...CHAT, model: `model-${id}`, virtualKey: `vk-${id}` }, { apiKey: `pk-${id}` }))
    );
    results.forEach((result, id) =>
      expect(result).toMatchObject({
        status: 'ok',
        data: { key: `pk-${id}`, body: { model: `model-${id}` } },
        response: { headers: { 'x-portkey-trace-id': `trace-pk-${id}` } },
      })
    );
    for (const { headers } of host.requests) {
      expect(headers['x-portkey-virtual-key']).toBe(String(headers['x-portkey-api-key']).replace('pk', 'vk'));
    }
  });

  test('100 queries at once that fail get their own errors', async () => {
    host.reply = ({ body }) => ({ status: 400, body: { message: `No ${(body as { model: string }).model}` } });
    const ids = Array.from({ length: 100 }, (_, id) => id);
    const results = await Promise.all(ids.map((id) => host.run({ ...CHAT, model: `model-${id}` })));
    results.forEach((result, id) => expect(result).toMatchObject({ description: `No model-${id}` }));
  });
});
