import { createFetch } from '../../lib/http';
import { networkFailure } from '../../lib/network-failures';
import { PortkeyClient } from '../../lib/sdk';
import { serve, type Server } from '../../playground/portkey/http';

let server: Server;
beforeAll(async () => {
  server = await serve('127.0.0.1', () => ({ body: {} }));
});
beforeEach(() => {
  server.requests.length = 0;
});
afterAll(() => server.close());

/** A name that no DNS knows. */
const named = () => `http://rebinding.invalid:${server.port}`;

test('a name whose addresses were checked is asked at these, and not looked up again (DNS rebinding)', async () => {
  const fetch = createFetch({ deadlineMs: 5_000, addresses: ['127.0.0.1'] });
  expect(await (await fetch(named())).text()).toBe('{}');
  expect(server.requests[0]?.headers.host).toBe(new URL(named()).host);
});

test('a client hands the addresses on, and sends them nowhere', async () => {
  const client = new PortkeyClient({ apiKey: 'pk', baseURL: named(), addresses: ['127.0.0.1'] });
  expect(await client.get('/models')).toEqual({});
  expect(JSON.stringify(server.requests[0]?.headers)).not.toContain('127.0.0.1');
});

test('a name without addresses is looked up', async () => {
  const failure = await createFetch({ deadlineMs: 5_000 })('http://unknown.invalid').catch((error: unknown) => error);
  expect(networkFailure(failure)).toBe('could not be found: check its host name');
});
