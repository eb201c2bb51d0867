import { CHANGED, type CallRequest, type CallResult, type Forms } from '../api';
import { fromLines } from '../lines';

class ServerGone extends Error {
  override message = 'The playground’s server does not answer. Start it again with npm start, then try once more.';
}

export const getForms = () => ask<Forms>('/api/forms');
export const run = (request: CallRequest, signal: AbortSignal) => ask<CallResult>('/api/run', request, signal);
export const test = (request: CallRequest, signal: AbortSignal) => ask<CallResult>('/api/test', request, signal);

/** Calls back when `npm run dev` has seen a change of the forms or of the plugin. */
export function onChange(listener: () => void): void {
  import.meta.hot?.on(CHANGED, listener);
}

/** @throws ServerGone, the signal's AbortError, or an Error with what the server says is wrong */
async function ask<T>(path: string, body?: object, signal?: AbortSignal): Promise<T> {
  const post = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: asJson(body),
    signal: signal ?? null,
  };
  try {
    const response = await fetch(path, body && post);
    const answer = (await fromLines(textOf(response, signal), () => pause(signal))) as T & { error?: string };
    if (!response.ok) throw new Error(answer.error ?? `The playground’s server answered ${response.status}.`);
    return answer;
  } catch (error) {
    // fetch's word for a connection that fails, also in the middle of an answer.
    throw error instanceof TypeError || error instanceof SyntaxError ? new ServerGone() : error;
  }
}

function asJson(body: unknown): string {
  try {
    return JSON.stringify(body);
  } catch (error) {
    throw new Error(`A field’s value cannot be sent as JSON: ${String(error)}`, { cause: error });
  }
}

/** The text as it arrives, with a pause after each piece: all at once, a big one would hold up the browser. */
async function* textOf({ body }: Response, signal?: AbortSignal): AsyncGenerator<string> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    yield decoder.decode(part.value, { stream: true });
    await pause(signal);
  }
}

/** Lets the browser do what waits: draw, or hear that somebody stops the query. */
async function pause(signal?: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
  signal?.throwIfAborted();
}
