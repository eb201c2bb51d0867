import Portkey from '../../lib';
import type { QueryOptions, SourceOptions } from '../../lib/types';

const source: SourceOptions = { apiKey: 'pk-1', virtualKey: 'vk-1', gatewayUrl: 'http://localhost:9' };
const query: QueryOptions = { operation: 'chat', virtualKey: 'vk-2' };

describe('getConnection', () => {
  test('takes the data source first and then the query, whose keys win', async () => {
    expect(await new Portkey().getConnection(source, query)).toMatchObject({
      apiKey: 'pk-1',
      virtualKey: 'vk-2',
      baseURL: 'http://localhost:9/v1',
    });
  });

  test('needs no query', async () => {
    expect(await new Portkey().getConnection(source)).toMatchObject({ apiKey: 'pk-1', virtualKey: 'vk-1' });
  });

  test('gives every query a client of its own', async () => {
    const plugin = new Portkey();
    expect(await plugin.getConnection(source, query)).not.toBe(await plugin.getConnection(source, query));
  });

  test('does not compile with its arguments swapped', () => {
    // The call is for the compiler (npm run typecheck) and is never made.
    // @ts-expect-error -- a query is no data source
    const swapped = () => new Portkey().getConnection(query, source);
    expect(swapped).toBeInstanceOf(Function);
  });
});
