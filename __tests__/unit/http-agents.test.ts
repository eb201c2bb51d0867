import { once } from 'node:events';
import type { Agent } from 'node:http';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { HTTP_AGENT, HTTPS_AGENT } from '../../lib/http-agents';

let server: Server;
const accepted: Socket[] = [];
beforeAll(async () => {
  server = createServer((socket) => accepted.push(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
});
afterAll(() => {
  accepted.forEach((socket) => socket.destroy());
  server.close();
});

/** A connection as an agent keeps it, and the server's end of it. What is on it, TLS or not, is nothing to the agent. */
async function keptBy(agent: Agent): Promise<[ours: Socket, theirs: Socket]> {
  const ours = connect((server.address() as AddressInfo).port, 'localhost');
  const [theirs] = (await once(server, 'connection')) as [Socket];
  // The types of Node leave this one out, as an agent calls it for itself.
  (agent as unknown as { keepSocketAlive(socket: Socket): void }).keepSocketAlive(ours);
  return [ours, theirs];
}

const AGENTS: [protocol: string, agent: Agent][] = [
  ['http', HTTP_AGENT],
  ['https', HTTPS_AGENT],
];

test.each(AGENTS)('a byte that nobody asked for closes an idle connection of %s', async (_, agent) => {
  const [ours, theirs] = await keptBy(agent);
  theirs.write('HTTP/1.1 408 Request Timeout\r\n\r\n');
  await once(ours, 'close');
  expect(ours.destroyed).toBe(true);
});

test.each(AGENTS)('a kept connection of %s stays open for the answer to the next query', async (_, agent) => {
  const [ours, theirs] = await keptBy(agent);
  (agent as unknown as { reuseSocket(socket: Socket, request: object): void }).reuseSocket(ours, {});
  theirs.write('HTTP/1.1 200 OK\r\n\r\n');
  await once(ours, 'data');
  expect(ours.destroyed).toBe(false);
  ours.destroy();
});
