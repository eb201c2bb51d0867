import { createServer, type AddressInfo, type Server } from 'node:net';
import { networkInterfaces } from 'node:os';
import { startPage, type PageProcess } from '../../playground/page/process';
import { startPlayground, type Playground } from '../../playground/portkey';
import { serveRaw, type RawServer } from '../../testing/faults';

/**
 * The addresses of this machine at which only a server that listens on all of them answers: those of its networks, and
 * on Linux, where all of 127.0.0.0/8 is the machine itself, one that no name leads to.
 */
const OUTER = [
  ...Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, scopeid }) => !internal && !scopeid)
    .map(({ address }) => address),
  ...(process.platform === 'linux' ? ['127.0.0.2'] : []),
];

/** Whether anything at all answers there. */
async function answersAt(address: string, port: number): Promise<boolean> {
  const host = address.includes(':') ? `[${address}]` : address;
  try {
    await fetch(`http://${host}:${port}/`, { signal: AbortSignal.timeout(2000) });
    return true;
  } catch (error) {
    const { code } = (error as { cause?: { code?: string } }).cause ?? {};
    return code !== 'ECONNREFUSED';
  }
}

let playground: Playground;
let page: PageProcess;
let faults: RawServer;
let open: Server;

beforeAll(async () => {
  [playground, page, faults] = await Promise.all([startPlayground(), startPage(), serveRaw((socket) => socket.end())]);
  open = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => open.listen(0, resolve));
}, 60_000);

afterAll(async () => {
  open?.close();
  await Promise.all([playground?.close(), page?.close(), faults?.close()]);
});

const portOf = (url: string) => Number(new URL(url).port);

test.each<[string, () => number]>([
  ["Portkey's gateway", () => portOf(playground.gateway.url)],
  ['the stand-in for its cloud', () => portOf(playground.cloud.url)],
  ['the model', () => portOf(playground.model.url)],
  ['the page', () => portOf(page.url)],
  ['the fault server', () => faults.port],
])('%s cannot be reached from the network', async (_, port) => {
  expect(await answersAt('localhost', port())).toBe(true);
  for (const address of OUTER) expect([address, await answersAt(address, port())]).toEqual([address, false]);
});

test('a server that listens on all addresses would be found', async () => {
  const { port } = open.address() as AddressInfo;
  expect(OUTER.length).toBeGreaterThan(0);
  for (const address of OUTER) expect([address, await answersAt(address, port)]).toEqual([address, true]);
});
