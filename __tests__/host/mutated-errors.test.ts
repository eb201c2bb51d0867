import fc from 'fast-check';
import { anyString } from '../support/any-string';
import { CHAT, countFor, inBothToolJets, useHost } from '../support/host';

inBothToolJets((loader) => {
  const host = useHost({ loader });

  /** What Portkey, providers and proxies send. */
  const SHAPES: fc.JsonValue[] = [
    { status: 'failure', message: 'Invalid key' },
    { error: { message: 'Slow down', type: 'rate_limit', param: null, code: 'r1' }, provider: 'openai' },
    { status: 'failure', error: { code: 'AB01', message: 'Wrong field', field: 'x' }, message: 'Failed' },
    { success: false, data: { message: 'No', errorCode: 'AB03' } },
    { 'html-message': '<h1>Bad <b>Gateway</b></h1>' },
    {
      error: { message: 'Checks failed', type: 'hooks_failed' },
      hook_results: { before_request_hooks: [{ id: 'h1' }] },
    },
    { error: { message: '{"error":{"message":"Inner"}}' } },
    { error: 'Plain' },
    { detail: [{ loc: ['body', 'model'], msg: 'field required' }] },
    [{ error: { message: 'In a list' } }],
  ];

  /** The value with any one of the values in it, or itself, replaced by something else. */
  function mutations(value: fc.JsonValue, anything: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
    if (typeof value !== 'object' || value === null) return anything;
    const inside = Object.entries(value).map(([key, item]) =>
      mutations(item as fc.JsonValue, anything).map((other) =>
        Array.isArray(value) ? value.map((old, at) => (String(at) === key ? other : old)) : { ...value, [key]: other }
      )
    );
    return fc.oneof(anything, ...inside);
  }

  const anyJson = fc.oneof(
    fc.jsonValue(),
    fc.json(),
    fc.jsonValue().map((value) => ` ${JSON.stringify(JSON.stringify(value))}\n`),
    anyString,
    fc.constantFrom(...SHAPES),
    fc.constantFrom(
      '',
      ' ',
      '{}',
      '[]',
      '[{}]',
      'null',
      '<p></p>',
      'Unknown',
      '{"a":',
      '['.repeat(2000),
      true,
      0,
      -1e300
    )
  );
  const anyBody = fc.oneof(...SHAPES.map((shape) => mutations(shape, anyJson)));
  const anyStatus = fc.constantFrom(400, 401, 404, 422, 429, 446);

  function isJsonObject(text: string): boolean {
    try {
      const value: unknown = JSON.parse(text);
      return typeof value === 'object' && value !== null;
    } catch {
      return false;
    }
  }

  test('any change to an error body gives one error with words, none of them JSON', async () => {
    await fc.assert(
      fc.asyncProperty(anyStatus, anyBody, async (status, body) => {
        host.requests.length = 0;
        host.reply = () => ({ status, body: JSON.stringify(body) });
        const result = await host.run(CHAT);
        expect(result).toMatchObject({
          status: 'failed',
          errorName: 'QueryError',
          message: 'Query could not be completed',
          description: expect.stringMatching(/\S/),
          data: { statusCode: status },
        });
        expect(isJsonObject((result as { description: string }).description)).toBe(false);
        expect(host.requests).toHaveLength(1);
        expect(await host.testConnection()).toEqual({
          status: 'failed',
          message: (result as { description: string }).description,
        });
      }),
      { numRuns: countFor(loader, 500) }
    );
  }, 60_000);
});
