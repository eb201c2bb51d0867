import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../../playground/portkey/http';
import { startToolJet } from '../../playground/tooljet/process';
import { ROOT } from './files';

/** A file of the repository, byte by byte. */
export const bytes = (path: string) => readFileSync(join(ROOT, path));

/** A folder that is gone after the tests of the file. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'portkey-plugin-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Serves what `find` returns for a path, byte by byte, and 404 for the rest. */
export async function serveFiles(find: (path: string) => Buffer | undefined) {
  const server = createServer(({ url = '' }, response) => {
    const file = find(url);
    response.writeHead(file ? 200 : 404).end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      // Node 18 would wait for those that fetch keeps open.
      server.closeAllConnections();
    });
  return { url, close };
}

export async function download(url: string): Promise<Buffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}

/** Runs a chat query from a bundle, and returns its outcome and what reached the gateway. */
export async function chatThrough(bundle: string, gatewayUrl?: string) {
  const gateway = await serve('localhost', () => ({ body: { choices: [] } }));
  const tooljet = await startToolJet({ bundle });
  try {
    const source = { apiKey: 'pk-test', gatewayUrl: gatewayUrl ?? `http://localhost:${gateway.port}` };
    const outcome = await tooljet.run(source, { operation: 'chat', messages: [{ role: 'user', content: 'Hi' }] });
    return { outcome, requests: gateway.requests };
  } finally {
    await Promise.all([tooljet.close(), gateway.close()]);
  }
}

export const WORKED = {
  outcome: { status: 'ok', data: { choices: [] } },
  requests: [{ path: '/v1/chat/completions', body: { messages: [{ role: 'user', content: 'Hi' }] } }],
};
