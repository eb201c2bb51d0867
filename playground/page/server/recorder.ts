import { AsyncLocalStorage } from 'node:async_hooks';
import { mask, secretsOf } from '../../../lib/secrets';
import type { CallRequest, CallResult, Outcome, WireRecord } from '../api';
import { parseBody } from '../../portkey/http';
import { createToolJet, type ToolJet } from '../../tooljet';

interface Recording {
  wire: WireRecord[];
  load: number;
}

const recordings = new AsyncLocalStorage<Recording>();

/**
 * Keeps what the plugin sends, wherever its Gateway URL leads. By way of `fetch`, because a proxy in between would
 * change the very URL that the plugin checks. Once, before the first bundle is loaded: the plugin keeps its SDK.
 */
export function recordFetch(): void {
  const { fetch } = globalThis;
  globalThis.fetch = async (input, init) => {
    const recording = recordings.getStore();
    if (!recording) return fetch(input, init);
    const request = new Request(input, init);
    const { origin, pathname, search } = new URL(request.url);
    const record: WireRecord = {
      method: request.method,
      origin,
      path: pathname + search,
      headers: Object.fromEntries(request.headers),
      body: parseBody(await request.clone().text()),
      took: 0,
    };
    recording.wire.push(record);
    const start = performance.now();
    try {
      const response = await fetch(input, init);
      record.status = response.status;
      await response.clone().arrayBuffer();
      return response;
    } finally {
      record.took = performance.now() - start;
    }
  };
}

/** Calls the plugin as ToolJet does, and tells what it sent and what took how long. */
export async function call({ source, query }: CallRequest): Promise<CallResult> {
  const recording: Recording = { wire: [], load: 0 };
  const tooljet: ToolJet = createToolJet(undefined, { onLoad: (took) => (recording.load = took) });
  const start = performance.now();
  const outcome: Outcome & { errorName?: string } = await recordings.run(recording, () =>
    query ? tooljet.run(source, query) : tooljet.testConnection(source)
  );
  const total = performance.now() - start;
  // For tests alone; ToolJet's UI never gets it.
  delete outcome.errorName;
  const gateway = recording.wire.reduce((sum, { took }) => sum + took, 0);
  const secrets = secretsOf(source, query);
  return {
    outcome,
    wire: mask(recording.wire, secrets),
    timings: { total, load: recording.load, gateway },
  };
}
