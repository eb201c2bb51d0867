import { CHAT, inBothToolJets, useHost } from '../support/host';

inBothToolJets((loader) => {
  const host = useHost({ loader });

  test('what the host hands over stays as it was: the worker freezes it', async () => {
    const source = { config: { retry: { attempts: 1 } }, virtualKey: ' vk ' };
    const chat = { ...CHAT, metadata: { a: { b: 1 } }, other_parameters: { n: 1 } };
    expect(await host.run(chat, source)).toMatchObject({ status: 'ok' });
    const prompt = { operation: 'prompt_completion', promptId: 'pp', variables: { a: 1 }, prompt_parameters: { n: 1 } };
    expect(await host.run(prompt, source)).toMatchObject({ status: 'ok' });
  });

  test('100 queries at once with keys of their own never mix', async () => {
    host.reply = async ({ headers, body }) => {
      // Answers out of order.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 50));
      const key = String(headers['x-portkey-api-key']);
      return { headers: { 'x-portkey-trace-id': `trace-${key}` }, body: { key, body } };
    };
    const results = await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        host.run({ ...CHAT, model: `model-${i}`, virtualKey: `vk-${i}` }, { apiKey: `pk-${i}` })
      )
    );
    results.forEach((result, i) => {
      expect(result).toMatchObject({
        status: 'ok',
        data: { key: `pk-${i}`, body: { model: `model-${i}` } },
        response: { headers: { 'x-portkey-trace-id': `trace-pk-${i}` } },
      });
    });
    for (const { headers } of host.requests) {
      expect(headers['x-portkey-virtual-key']).toBe(String(headers['x-portkey-api-key']).replace('pk', 'vk'));
    }
  });
});
