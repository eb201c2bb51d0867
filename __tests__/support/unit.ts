import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the tests look at of an error. */
export interface Failure {
  message: string;
  description: unknown;
  data: unknown;
}

/** What a call throws, whether at once or by a rejected promise. */
export async function failureOf(call: () => unknown): Promise<Failure> {
  try {
    await call();
  } catch (error) {
    const { message, description, data } = error as Failure;
    return { message, description, data };
  }
  throw new Error('Nothing was thrown');
}

/** One request as the server saw it. */
export interface Recorded {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: unknown;
}

interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
}

export interface Recorder {
  /** Its base URL, on the name localhost. */
  url: string;
  requests: Recorded[];
  /** How it answers from now on. */
  answer: Answer;
  close(): Promise<void>;
}

/** An HTTP server on localhost that writes down what it is asked and answers as it is told. */
export async function startRecorder(): Promise<Recorder> {
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      recorder.requests.push({ method, path, headers, body: text ? JSON.parse(text) : undefined });
      const { status = 200, headers: answered = {}, body = '{}' } = recorder.answer;
      response.writeHead(status, { 'content-type': 'application/json', ...answered }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const recorder: Recorder = {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    requests: [],
    answer: {},
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return recorder;
}

/** Keys and addresses of the server that runs ToolJet. The plugin must use none of them. */
export const DECOYS = {
  PORTKEY_API_KEY: 'decoy-portkey-key',
  PORTKEY_BASE_URL: 'http://decoy.invalid/v1',
  OPENAI_API_KEY: 'decoy-openai-key',
};
