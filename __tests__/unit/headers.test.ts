import { config, key, metadata } from '../../lib/headers';

// Here, as no server takes a header of that size; whatever can be sent is sent in host/connection and host/headers.
test.each([
  ['an object of metadata', metadata, { a: 'x'.repeat(64 * 1024 - 8) }],
  ['a JSON config', config, `{"a":"${'x'.repeat(64 * 1024 - 8)}"}`],
  ["a saved config's id", config, 'x'.repeat(64 * 1024)],
  ['a key', key, 'x'.repeat(64 * 1024)],
])('%s of exactly 64 kB goes out', (_, parse, value) => {
  expect(parse(value)).toHaveLength(64 * 1024);
});
