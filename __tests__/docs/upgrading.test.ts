import { serve, type RecordedRequest, type Server } from '../../playground/portkey/http';
import { startToolJet, type ToolJetProcess } from '../../playground/tooljet/process';
import { HOST_KEYS, KEYS, SAVED, SOURCE } from './saved';

// docs/upgrading.md promises that what was saved with the bundled plugin's forms runs unchanged.

let gateway: Server;
let tooljet: ToolJetProcess;

beforeAll(async () => {
  gateway = await serve('localhost', () => ({ body: {} }));
  tooljet = await startToolJet();
});
beforeEach(() => {
  gateway.requests.length = 0;
});
afterAll(async () => {
  await Promise.all([gateway?.close(), tooljet?.close()]);
});

const run = (options: object) =>
  tooljet.run({ ...SOURCE, gatewayUrl: `http://localhost:${gateway.port}` }, { ...HOST_KEYS, ...options });

/** What this plugin puts into headers; the SDK adds some that describe itself. */
function keyHeaders({ headers }: RecordedRequest) {
  const own = /^x-portkey-(api-key|virtual-key|provider|config|metadata)$/;
  return Object.fromEntries(Object.entries(headers).filter(([name]) => own.test(name)));
}

test.each(SAVED)('$name', async ({ options, path, body, headers = KEYS }) => {
  expect(await run(options)).toMatchObject({ status: 'ok', data: {} });
  expect(gateway.requests).toHaveLength(1);
  const [sent] = gateway.requests as [RecordedRequest];
  expect({ path: sent.path, body: sent.body, headers: keyHeaders(sent) }).toEqual({ path, body, headers });
});

test('a data source that was saved without the newer fields passes its connection test', async () => {
  const source = { ...SOURCE, gatewayUrl: `http://localhost:${gateway.port}` };
  expect(await tooljet.testConnection(source)).toEqual({ status: 'ok' });
});

test('a value that used to be dropped in silence fails the query, by name', async () => {
  const query = { operation: 'chat', messages: '[{"role":"user","content":"Hi"}]', max_tokens: '12abc' };
  expect(await run(query)).toMatchObject({ status: 'failed', data: { field: 'max_tokens' } });
  expect(gateway.requests).toHaveLength(0);
});
