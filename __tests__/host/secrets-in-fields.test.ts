import { http } from '../../testing/faults';
import { casesFor, CHAT, inBothToolJets } from '../support/host';
import { SOURCE, useEchoes } from '../support/secrets';

const OPERATIONS: [string, object, string[]][] = [
  ['completion', { prompt: 'Hi' }, ['prompt', 'max_tokens', 'temperature', 'stop_sequences', 'other_parameters']],
  ['chat', CHAT, ['messages', 'max_tokens', 'temperature', 'stop_sequence', 'stop_sequences', 'other_parameters']],
  ['prompt_completion', { promptId: 'p' }, ['promptId', 'variables', 'prompt_parameters', 'parameters']],
  ['create_embedding', { input: 'Hi' }, ['input', 'other_parameters']],
];
const key = SOURCE.apiKey;
const WRONG: unknown[] = [
  ...['', key, `{"a": "${key}" "b"}`, `["${key}"`, `"${key}`, `${key}\n\0`, `${key}\ud800`, '..', `../${key}`],
  ...[{}, { [key]: key }, [key], [[key]], [{ role: key }], [{ [key]: 1 }], { stream: key }, { a: { b: [key] } }],
  Array.from({ length: 150 }).reduce<unknown>((inner) => ({ [key]: [inner] }), key),
];

inBothToolJets((loader) => {
  const host = useEchoes(loader);
  beforeEach(() => {
    // What the query replaces was not sent, so nobody can echo it.
    host.answer = (socket, { path, headers, body }) =>
      void socket.write(http(400, {}, JSON.stringify({ message: JSON.stringify({ path, headers, body }) })));
  });

  describe('no secret comes through that was typed into a field of a query, or that its gateway gives back', () => {
    test.each(OPERATIONS)('no secret that stands in a field of %s comes through', async (operation, works, fields) => {
      for (const field of [...fields, 'model', 'metadata', 'virtualKey', 'config', 'operation', 'query_timeout']) {
        for (const value of casesFor(loader, WRONG)) await host.expectFailure({ operation, ...works, [field]: value });
      }
    });
  });

  test.each(['apiKey', 'virtualKey', 'config', 'gatewayUrl'])(
    'no secret comes through that was typed into %s of the data source',
    async (field) => {
      const values = WRONG.filter((value) => field !== 'gatewayUrl' || value !== '');
      for (const value of casesFor(loader, values)) {
        // The key stays a known one, whichever field it was pasted into.
        const source = { virtualKey: key, gatewayUrl: host.gatewayUrl, [field]: value };
        await host.expectFailure({ virtualKey: key }, source);
        await host.expectFailedTest(source);
      }
    }
  );

  test.each([
    `http://localhost/v1?key=${key}`,
    `http://localhost/v1#${key}`,
    `http://user:${encodeURIComponent(key)}@localhost`,
    `ftp://localhost/${key}`,
    `http://127.0.0.1/${key}`,
    `http://localhost:1/${key}`,
    `http://localhost:x${key}`,
    `http://${'a'.repeat(2048)}${key}`,
  ])('no secret in the Gateway URL %j comes through', async (gatewayUrl) => {
    await host.expectFailure({}, { gatewayUrl });
    await host.expectFailedTest({ gatewayUrl });
  });
});
