import type { CallRequest, CallResult, Forms } from '../api';

export class ServerGone extends Error {
  override message = 'The playground’s server does not answer. Start it again with npm start, then try once more.';
}

export const getForms = () => ask<Forms>('/api/forms');
export const run = (request: CallRequest) => ask<CallResult>('/api/run', request);
export const test = (request: CallRequest) => ask<CallResult>('/api/test', request);

async function ask<T>(path: string, body?: object): Promise<T> {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(path, body && post).catch(() => {
    throw new ServerGone();
  });
  const answer = (await response.json().catch(() => ({}))) as T & { error?: string };
  if (!response.ok) throw new Error(`The playground failed: ${answer.error ?? `status ${response.status}`}`);
  return answer;
}
