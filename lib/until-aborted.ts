/**
 * The response, whose body now fails when the signal aborts. Fetch promises that itself, but Node's forgets the signal
 * once the headers are there and the garbage collector runs, so that a slow body could go on for ever.
 */
export function untilAborted(response: Response, signal: AbortSignal): Response {
  const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader();
  if (!reader) return response;
  const stop = () => {
    signal.removeEventListener('abort', stop);
    void reader.cancel().catch(() => undefined);
  };
  signal.addEventListener('abort', stop);
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await reader.read().catch((error: unknown) => {
        stop();
        throw error;
      });
      signal.throwIfAborted();
      if (!done) return controller.enqueue(value);
      stop();
      controller.close();
    },
    cancel: stop,
  });
  return new Response(body, response);
}
