// An instant gateway in a process of its own, so that its work is not on the event loop that is measured.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const ANSWER = JSON.stringify({
  object: 'chat.completion',
  choices: [{ message: { role: 'assistant', content: 'Hi' } }],
});

const server = createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end(ANSWER));
});
// It closes no connection that is kept for a next query: on a busy machine that could meet the query on its way.
server.keepAliveTimeout = 300_000;
server.listen(0, 'localhost', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('disconnect', () => process.exit());
