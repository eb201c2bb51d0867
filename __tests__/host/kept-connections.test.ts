import type { Socket } from 'node:net';
import { flood, http } from '../../testing/faults';
import { inBothToolJets, useHost } from '../support/host';
import { useRawGateway } from '../support/raw-gateway';

const GOOD = http(200, {}, '{"good":true}');

inBothToolJets((loader) => {
  const raw = useRawGateway(useHost({ loader }));

  /** Runs so many queries one after the other, and gives the connections on which they arrived. */
  async function connectionsOf(queries: number, answer: (socket: Socket) => void): Promise<Set<Socket>> {
    const used = new Set<Socket>();
    raw.answer = (socket) => {
      used.add(socket);
      answer(socket);
    };
    for (let i = 0; i < queries; i++) {
      expect(await raw.run()).toMatchObject({ status: 'ok', data: { good: true } });
      // What the gateway does after its answer has happened by the time of the next query.
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(raw.gateway.requests).toHaveLength(queries);
    return used;
  }

  test('a connection that stays open is used again', async () => {
    expect(await connectionsOf(3, (socket) => socket.write(GOOD))).toHaveProperty('size', 1);
  });

  test('a connection that the gateway closed after its answer is not used again, and the query works', async () => {
    expect(await connectionsOf(3, (socket) => socket.end(GOOD))).toHaveProperty('size', 3);
  });

  test('a connection that the gateway reset after its answer is not used again, and the query works', async () => {
    const reset = (socket: Socket) => socket.write(GOOD, () => setTimeout(() => socket.resetAndDestroy(), 5));
    expect(await connectionsOf(3, reset)).toHaveProperty('size', 3);
  });

  test('an error that comes on an idle connection is not taken for the next answer', async () => {
    const late = http('408 Request Timeout', {}, '{"error":{"message":"You were too slow"}}');
    const complain = (socket: Socket) => socket.write(GOOD, () => setTimeout(() => socket.write(late), 5));
    expect(await connectionsOf(3, complain)).toHaveProperty('size', 3);
  });

  test('bytes without an end on an idle connection close it', async () => {
    const go = flood('', 'a'.repeat(64 * 1024));
    await connectionsOf(1, (socket) => socket.write(GOOD, () => setTimeout(() => go(socket), 5)));
    expect(await raw.gateway.left()).toBe(0);
  });

  test('queries at once, on connections that the gateway closes after each answer, get their answers', async () => {
    raw.answer = (socket) => socket.end(GOOD);
    for (let round = 0; round < 5; round++) {
      const results = await Promise.all(Array.from({ length: 20 }, () => raw.run()));
      for (const result of results) expect(result).toMatchObject({ status: 'ok', data: { good: true } });
    }
    expect(raw.gateway.requests).toHaveLength(100);
  });
});
