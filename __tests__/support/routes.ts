import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { serve } from '../../playground/portkey/http';
import { startToolJet } from '../../playground/tooljet/process';
import { repositoryPaths, ROOT } from './files';
import { CHAT } from './host';

/** A file of the repository, byte by byte. */
export const bytes = (path: string) => readFileSync(join(ROOT, path));

/** A folder that is gone after the tests of the file. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'portkey-plugin-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Copies what a clone of the repository holds. */
export function copyRepository(target: string): void {
  for (const path of repositoryPaths()) {
    mkdirSync(dirname(join(target, path)), { recursive: true });
    cpSync(join(ROOT, path), join(target, path));
  }
}

/** Serves what `find` returns for a path, byte by byte, and 404 for the rest. */
export async function serveFiles(find: (path: string) => Buffer | undefined) {
  const { port, close } = await serve('localhost', ({ path }) => {
    const file = find(path);
    return file ? { body: file } : { status: 404, body: '' };
  });
  return { url: `http://localhost:${port}`, close };
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
    const outcome = await tooljet.run(source, CHAT);
    return { outcome, requests: gateway.requests };
  } finally {
    await Promise.all([tooljet.close(), gateway.close()]);
  }
}

export const WORKED = {
  outcome: { status: 'ok', data: { choices: [] } },
  requests: [{ path: '/v1/chat/completions', body: { messages: CHAT.messages } }],
};
