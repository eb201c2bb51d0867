import type Portkey from '../../lib';
import type { QueryOptions, SourceOptions } from '../../lib/types';

/** Never called: only the compiler looks at it, in `npm run typecheck` and whenever jest reads this file. */
export function swappedArgumentsDoNotCompile(plugin: Portkey, source: SourceOptions, query: QueryOptions) {
  void plugin.getConnection(source, query);
  // @ts-expect-error The data source comes first.
  void plugin.getConnection(query, source);
  // @ts-expect-error An API key belongs to the data source.
  void plugin.getConnection({ virtualKey: 'vk' }, { apiKey: 'pk' });
  // @ts-expect-error An operation belongs to the query.
  void plugin.run({ operation: 'chat' }, {});
}

test("the data source's fields and the query's are of different types", () => {
  expect(swappedArgumentsDoNotCompile).toHaveLength(3);
});
