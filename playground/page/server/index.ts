import { spawn } from 'node:child_process';
import { watchFile } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { InlineConfig } from 'vite' with { 'resolution-mode': 'import' };
import { copyShown, watch } from '../../../scripts/bundle';
import type { CallRequest } from '../api';
import { readForms } from './forms';
import { startPlayground, type Playground } from '../../portkey';
import { call, recordFetch } from './recorder';

const PORT = 4567;
const ROOT = join(__dirname, '..', '..', '..');
const PAGE: InlineConfig = {
  root: join(__dirname, '..', 'ui'),
  configFile: false,
  logLevel: 'warn',
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
};

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

let stopping = false;

async function main(): Promise<void> {
  recordFetch();
  console.log("Starting Portkey's gateway, its stand-in cloud and a model …");
  const playground = await startPlayground();
  const closers: (() => unknown)[] = [() => playground.close()];
  const stop = async () => {
    // Ctrl-C may arrive twice: from the terminal, and passed on by the parent.
    if (stopping) return;
    stopping = true;
    await Promise.all(closers.map((close) => close()));
    process.exit();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);

  let page: Handler = () => undefined;
  const server = createServer((request, response) => {
    answer(request, response, playground, page).catch((error: unknown) =>
      send(response, 500, { error: error instanceof Error ? error.message : String(error) })
    );
  });
  closers.push(() => (server.close(), server.closeAllConnections()));
  page = process.argv.includes('--watch') ? await developedPage(server, closers) : await builtPage();

  const given = process.argv.find((argument) => argument.startsWith('--port='))?.slice(7);
  const port = await listen(server, given === undefined ? [PORT, 0] : [Number(given)]);
  const url = `http://localhost:${port}`;
  console.log(`The plugin's forms and queries: ${url}\nCtrl-C stops everything.`);
  open(url);
}

async function answer(request: IncomingMessage, response: ServerResponse, playground: Playground, page: Handler) {
  // Only pages of this machine: a name that somebody points here must not reach what runs queries.
  if (!/^(localhost|127\.0\.0\.1)(:\d+)?$/.test(request.headers.host ?? '')) return send(response, 403, {});
  switch (`${request.method} ${request.url}`) {
    case 'GET /api/forms':
      return send(response, 200, readForms(playground));
    case 'POST /api/run':
    case 'POST /api/test': {
      // Another site's page cannot send this type without asking first, and it gets no answer to that.
      if (request.headers['content-type'] !== 'application/json') return send(response, 415, {});
      const { source, query = {} } = JSON.parse(await read(request)) as CallRequest;
      return send(response, 200, await call(request.url === '/api/run' ? { source, query } : { source }));
    }
    default:
      return page(request, response);
  }
}

/** Vite's own build, kept in memory: nothing of the page is ever written to disk. */
async function builtPage(): Promise<Handler> {
  const { build } = await import('vite');
  const built = await build({ ...PAGE, build: { write: false } });
  const files = new Map<string, string | Uint8Array>();
  for (const { output } of [built].flat() as { output: { fileName: string; code?: string; source?: Uint8Array }[] }[]) {
    for (const { fileName, code, source } of output) files.set(`/${fileName}`, code ?? source ?? '');
  }
  return (request, response) => {
    const path = request.url === '/' ? '/index.html' : (request.url ?? '');
    const file = files.get(path);
    if (file === undefined) return send(response, 404, { error: 'Not found' });
    const types: Record<string, string> = { html: 'text/html', js: 'text/javascript', css: 'text/css' };
    const type = types[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' }).end(file);
  };
}

/** Vite's dev server behind ours; the page reloads when the bundle or one of the two forms is new. */
async function developedPage(server: Server, closers: (() => unknown)[]): Promise<Handler> {
  const { createServer: createVite } = await import('vite');
  const vite = await createVite({ ...PAGE, server: { middlewareMode: true, hmr: { server } } });
  const reload = () => vite.ws.send({ type: 'full-reload' });
  const building = await watch(reload);
  closers.push(
    () => vite.close(),
    () => building.dispose()
  );
  const renew = () => {
    copyShown();
    reload();
  };
  // By polling, for editors that replace a file instead of writing to it.
  for (const file of ['manifest.json', 'operations.json']) watchFile(join(ROOT, file), { interval: 300 }, renew);
  return vite.middlewares;
}

/** Listens on the first port that is free. */
async function listen(server: Server, [port, ...others]: number[]): Promise<number> {
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, 'localhost', resolve));
    return (server.address() as AddressInfo).port;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || !others.length) throw error;
    return listen(server, others);
  }
}

/** Opens a browser where there is a display, and somebody in front of it. */
function open(url: string): void {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const { platform } = process;
  const display = platform === 'darwin' || platform === 'win32' || Boolean(DISPLAY || WAYLAND_DISPLAY);
  if (!display || !process.stdout.isTTY) return;
  const [command = '', ...args] =
    platform === 'darwin' ? ['open', url] : platform === 'win32' ? ['cmd', '/c', 'start', url] : ['xdg-open', url];
  // Without a browser the address on the screen is enough.
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

main().catch((error: unknown) => {
  // Ctrl-C while starting: what was cut off is no news.
  if (stopping) return;
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
