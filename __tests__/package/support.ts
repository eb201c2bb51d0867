import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../../playground/http';
import { startToolJet } from '../../playground/tooljet-process';

export const ROOT = join(__dirname, '..', '..');

export const read = (path: string) => readFileSync(join(ROOT, path));

/** A folder that is gone after the tests of the file. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'portkey-plugin-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Tracked files, in git's order, which is that of an archive. */
export function trackedFiles(): string[] {
  return execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' }).split('\0').filter(Boolean);
}

/** Serves what `find` returns for a path, byte by byte, and 404 for the rest. */
export async function serveFiles(find: (path: string) => Buffer | undefined) {
  const asked: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    const file = find(url);
    response.writeHead(file ? 200 : 404).end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  return { url, asked, close: () => new Promise<void>((resolve) => void server.close(() => resolve())) };
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
