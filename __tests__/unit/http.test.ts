import * as net from 'node:net';
import { createServer, type AddressInfo, type Socket } from 'node:net';
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

/** Names that no DNS knows; each has connections of its own. */
const named = (name: string) => `http://${name}.invalid:${server.port}`;

test('a name whose addresses were checked is asked at these, and not looked up again (DNS rebinding)', async () => {
  const fetch = createFetch({ deadlineMs: 5_000, addresses: ['127.0.0.1'] });
  expect(await (await fetch(named('rebinding'))).text()).toBe('{}');
  expect(server.requests[0]?.headers.host).toBe(`rebinding.invalid:${server.port}`);
});

test('a Node that asks for one address alone, as Node 18 does, gets one that was checked', async () => {
  // Newer ones ask for all, unless they are told to.
  const { setDefaultAutoSelectFamily: askForAll } = net as { setDefaultAutoSelectFamily?: (all: boolean) => void };
  askForAll?.(false);
  try {
    const fetch = createFetch({ deadlineMs: 5_000, addresses: ['127.0.0.1', '127.0.0.2'] });
    expect(await (await fetch(named('alone'))).text()).toBe('{}');
  } finally {
    askForAll?.(true);
  }
});

test('a client hands the addresses on, and sends them nowhere', async () => {
  const connection = { apiKey: 'pk', baseURL: named('handed-on'), addresses: ['127.0.0.1'] };
  const client = new PortkeyClient(connection, 10_000);
  expect(await client.get('/models')).toEqual({});
  expect(JSON.stringify(server.requests[0]?.headers)).not.toContain('127.0.0.1');
});

test('a name without addresses is looked up', async () => {
  const failure = await createFetch({ deadlineMs: 5_000 })(named('unknown')).catch((error: unknown) => error);
  expect(networkFailure(failure)).toBe('could not be found: check its host name');
});

/** How often a secure connection is begun to a server that does this with each, and how the request fails. */
async function begun(onConnection: (socket: Socket) => void) {
  const sockets: Socket[] = [];
  const silent = createServer((socket) => {
    sockets.push(socket.on('error', () => undefined));
    onConnection(socket);
  });
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const url = `https://localhost:${(silent.address() as AddressInfo).port}`;
  const failure = await createFetch({ deadlineMs: 300, addresses: ['127.0.0.1'] })(url).catch(
    (error: unknown) => error
  );
  // What would be begun after that has reached the server by then.
  await new Promise((resolve) => setTimeout(resolve, 50));
  sockets.forEach((socket) => socket.destroy());
  await new Promise((resolve) => silent.close(resolve));
  return { times: sockets.length, says: networkFailure(failure) };
}

test('a connection that breaks before anything could be sent is begun a second time, and no third', async () => {
  const { times, says } = await begun((socket) => socket.destroy());
  expect(times).toBe(2);
  expect(says).toBe('closed the connection before its answer was complete');
});

test('a connection that is not there in time is not begun again', async () => {
  const { times, says } = await begun(() => undefined);
  expect(times).toBe(1);
  expect(says).toBe("did not answer within 0.3 s, the Query Timeout in the query's settings");
});
