import { QueryError } from '@tooljet-marketplace/common';
import Portkey from '../../lib';
import { CHAT } from '../support/host';

const throwing = (thrown: unknown) => () => {
  throw thrown;
};

const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

const unreadable = Object.defineProperty({}, 'status', { get: throwing(new Error('not to be read')) });

const THROWN: [what: string, thrown: unknown][] = [
  ['nothing', undefined],
  ['null', null],
  ['a symbol', Symbol('s')],
  ['an array with a symbol', [Symbol('s')]],
  ['an object that cannot be read', unreadable],
  ['an object whose message has no text', { message: Object.create(null) as object }],
  ['a revoked proxy', revoked()],
];

const sourceThatThrows = (thrown: unknown) =>
  Object.defineProperty({}, 'apiKey', { get: throwing(thrown), enumerable: true });

test.each(THROWN)(
  'a field that throws %s when it is read fails a query with a QueryError with words',
  async (_, thrown) => {
    const error: unknown = await new Portkey().run(sourceThatThrows(thrown), CHAT).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(QueryError);
    expect((error as QueryError).description).toMatch(/^The query failed/);
  }
);

test.each(THROWN)('a field that throws %s when it is read fails a connection test with words', async (_, thrown) => {
  const message = expect.stringMatching(/^The query failed/) as unknown;
  expect(await new Portkey().testConnection(sourceThatThrows(thrown))).toEqual({ status: 'failed', message });
});
