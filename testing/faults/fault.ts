import type { Socket } from 'node:net';
import type { RawRequest } from './server';

/** One way of a gateway to answer badly, and what a query must make of it. */
export interface Fault {
  answer(socket: Socket, request: RawRequest): void;
  /** What follows "The gateway at <origin> " in the error; without it, the gateway's own words. */
  says?: string;
  words?: string;
}

/** By what happens: `a 401 that …`. */
export type Faults = Record<string, Fault>;

export const CLOSED = 'closed the connection before its answer was complete';
export const NOT_HTTP = 'sent an answer that is not proper HTTP';
export const GARBLED = 'sent an answer that could not be decompressed';
export const NOT_JSON = 'answered with status 200, but not with a JSON object: check the Gateway URL';

export const OK_HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
export const JSON_TYPE = { 'content-type': 'application/json' };

/** A complete answer, after which the connection stays open. The status may have its reason phrase with it. */
export function http(status: number | string, headers: Record<string, string>, body: string | Buffer): Buffer {
  const lines = Object.entries({ 'content-length': String(Buffer.byteLength(body)), ...headers });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} X\r\n${head}\r\n`, 'latin1'), Buffer.from(body)]);
}

export const write = (text: string | Buffer) => (socket: Socket) => void socket.write(text);
export const writeAndClose = (text: string | Buffer) => (socket: Socket) => void socket.end(text);

/** The reset follows once the text is on its way, or it would overtake it. */
export const writeAndReset = (text: string) => (socket: Socket) =>
  void socket.write(text, () => setImmediate(() => socket.resetAndDestroy()));

/** Its pace only has to be slower than any deadline: the connection is never idle and never done. */
export const drip = (start: string, rest: string) => (socket: Socket) => {
  socket.write(start);
  let at = 0;
  const timer = setInterval(() => socket.write(rest.charAt(at++ % rest.length)), 100);
  socket.once('close', () => clearInterval(timer));
};

/** As fast as the client reads, until it goes away. What comes first comes in one piece. */
export const flood = (head: string, rest: string) => {
  const bytes = Buffer.from(rest, 'latin1');
  return (socket: Socket) => {
    socket.write(head + rest, 'latin1');
    const more = () => {
      while (!socket.destroyed && socket.write(bytes));
    };
    socket.on('drain', more);
    more();
  };
};
