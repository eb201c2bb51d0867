/**
 * The response, whose body now fails when the signal aborts. Fetch promises that itself, but Node's forgets the signal
 * once the headers are there and the garbage collector runs, so that a slow body could go on for ever.
 */
export function untilAborted(response: Response, signal: AbortSignal): Response {
  const reader = response.body?.getReader();
  if (!reader) return response;
  const stop = async () => {
    signal.removeEventListener('abort', stop);
    await reader.cancel().catch(() => undefined);
  };
  signal.addEventListener('abort', stop);
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await reader.read().catch(async (error: unknown) => {
        await stop();
        throw error;
      });
      signal.throwIfAborted();
      if (!done) return controller.enqueue(value);
      await stop();
      controller.close();
    },
    cancel: stop,
  });
  return new Response(body, response);
}
