import { getEventListeners } from 'node:events';
import { untilAborted } from '../../lib/until-aborted';

const FIRST = new TextEncoder().encode('first ');

/** A response whose body starts and then waits for what the test does to it. */
function slow() {
  const abort = new AbortController();
  const cancelled = jest.fn();
  let body!: ReadableStreamDefaultController<Uint8Array>;
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      body = controller;
      controller.enqueue(FIRST);
    },
    cancel: cancelled,
  });
  const response = untilAborted(new Response(stream, { status: 201, headers: { 'x-a': 'b' } }), abort.signal);
  return { abort, body, cancelled, response, listeners: () => getEventListeners(abort.signal, 'abort').length };
}

test('a response without a body stays the one it is', () => {
  const response = new Response(null, { status: 204 });
  expect(untilAborted(response, new AbortController().signal)).toBe(response);
});

test('a body that ends arrives with status and headers, and leaves no listener', async () => {
  const { body, response, listeners } = slow();
  body.enqueue(new TextEncoder().encode('second'));
  body.close();
  expect([response.status, response.headers.get('x-a'), await response.text()]).toEqual([201, 'b', 'first second']);
  expect(listeners()).toBe(0);
});

test('a body fails with the reason of the abort, and its source is let go', async () => {
  const { abort, cancelled, response, listeners } = slow();
  const text = response.text();
  const reason = new Error('too late');
  abort.abort(reason);
  await expect(text).rejects.toBe(reason);
  expect(cancelled).toHaveBeenCalledTimes(1);
  expect(listeners()).toBe(0);
});

test('a body that fails by itself does so with its own error, and leaves no listener', async () => {
  const { body, response, listeners } = slow();
  const text = response.text();
  const reason = new Error('connection lost');
  body.error(reason);
  await expect(text).rejects.toBe(reason);
  expect(listeners()).toBe(0);
});

test('a body that nobody wants lets go of its source', async () => {
  const { cancelled, response, listeners } = slow();
  await response.body?.cancel();
  expect(cancelled).toHaveBeenCalledTimes(1);
  expect(listeners()).toBe(0);
});
