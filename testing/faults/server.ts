import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A request as it stood on the wire; header names in lower case. */
export interface RawRequest {
  path: string;
  headers: Record<string, string>;
  body: string;
}

export interface RawServer {
  port: number;
  requests: RawRequest[];
  /** How many connections are open after so many milliseconds, or none as soon as there is none. */
  left(patienceMs?: number): Promise<number>;
  close(): Promise<void>;
}

/** A server on a bare socket, for answers that no HTTP library would write. */
export async function serveRaw(answer: (socket: Socket, request: RawRequest) => void): Promise<RawServer> {
  const requests: RawRequest[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    let received = '';
    sockets.add(socket);
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      // A client that begins with a TLS handshake waits for one.
      if (chunk.startsWith('\x16')) return void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
      received += chunk;
      for (let request = take(); request; request = take()) {
        requests.push(request);
        answer(socket, request);
      }
    });
    // The client may go away at any time: that is what this server is for.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));

    const take = (): RawRequest | undefined => {
      const end = received.indexOf('\r\n\r\n');
      if (end === -1) return undefined;
      const [start = '', ...lines] = received.slice(0, end).split('\r\n');
      const headers = Object.fromEntries(
        lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()])
      );
      const next = end + 4 + Number(headers['content-length'] ?? 0);
      if (received.length < next) return undefined;
      const body = Buffer.from(received.slice(end + 4, next), 'latin1').toString();
      received = received.slice(next);
      return { path: start.split(' ')[1] ?? '', headers, body };
    };
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, 'localhost', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    async left(patienceMs = 1_000) {
      for (const until = Date.now() + patienceMs; sockets.size > 0 && Date.now() < until;) await sleep(10);
      return sockets.size;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        sockets.forEach((socket) => socket.destroy());
      }),
  };
}
