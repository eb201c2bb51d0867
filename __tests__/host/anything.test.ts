import { onEveryDriver } from '../support/drivers';
import { CHAT } from '../support/host';

const holdingItself: Record<string, unknown> = { role: 'user' };
holdingItself.content = [holdingItself];

/** Two branches that are one object, thirty levels deep: 2^30 places, if each were walked. */
const branching = Array.from({ length: 30 }).reduce<unknown>((inner) => ({ a: inner, b: inner }), 'end');

/** What a workflow or a broken host could hand over in place of an object. */
const ANYTHING: [what: string, value: unknown][] = [
  ['nothing', undefined],
  ['null', null],
  ['a number', 5],
  ['a big integer', 5n],
  ['a text', 'operation'],
  ['true', true],
  ['an array', [CHAT]],
  ['a date', new Date(0)],
  ['a map', new Map([['operation', 'chat']])],
  ['bytes', new Uint8Array([1, 2])],
  ['an object that holds itself', holdingItself],
  ['an object of 2^30 branches', branching],
  [
    'an object that nests a thousand levels deep',
    Array.from({ length: 1000 }).reduce<unknown>((inner) => ({ inner }), {}),
  ],
];

onEveryDriver((host) => {
  const source = () => ({ apiKey: 'pk-test', gatewayUrl: host.origin });

  describe.each(ANYTHING)('%s', (what, value) => {
    test(`${what} in place of the query is a QueryError, and nothing is sent`, async () => {
      const result = await host.tooljet.run(source(), value as object);
      expect(result).toMatchObject({ status: 'failed', errorName: 'QueryError', data: { field: 'operation' } });
      expect(host.requests).toEqual([]);
    });

    test(`${what} in place of the data source is a QueryError, and fails its test with a sentence`, async () => {
      const result = await host.tooljet.run(value as object, CHAT);
      expect(result).toMatchObject({ status: 'failed', errorName: 'QueryError', data: { field: 'apiKey' } });
      const message = expect.stringMatching(/^API Key is required/) as unknown;
      expect(await host.tooljet.testConnection(value as object)).toEqual({ status: 'failed', message });
    });
  });

  describe.each([
    ['an object that holds itself', holdingItself],
    ['an object of 2^30 branches', branching],
  ])('%s', (what, value) => {
    test.each([
      ['Messages', 'messages', [{ role: 'user', content: value }]],
      ['Metadata', 'metadata', { value }],
      ['Other Parameters', 'other_parameters', { value }],
      ['Config', 'config', { value }],
      ['Stop Sequence', 'stop_sequence', [value]],
      ['Model', 'model', value],
    ])(`${what} in %s ends in an error that names the field`, async (label, field, filled) => {
      const result = await host.run({ ...CHAT, [field]: filled });
      const description = expect.stringMatching(`^${label} must `) as unknown;
      expect(result).toMatchObject({ status: 'failed', errorName: 'QueryError', description, data: { field } });
      expect(host.requests).toEqual([]);
    });
  });
});
