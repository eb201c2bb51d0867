import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { InlineConfig } from 'vite' with { 'resolution-mode': 'import' };

/** Whatever serves the page's own files. */
export interface Page {
  serve(request: IncomingMessage, response: ServerResponse): void;
  /** Why the newest code of the plugin could not be bundled. */
  problem(): string | undefined;
  close(): Promise<void>;
}

/** For Vite. */
export const PAGE: InlineConfig = {
  root: join(__dirname, '..', 'ui'),
  configFile: false,
  logLevel: 'warn',
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
};

const TYPES: Record<string, string> = { html: 'text/html', js: 'text/javascript', css: 'text/css' };

/** Vite's own build, kept in memory: nothing of the page is ever written to disk. */
export async function builtPage(): Promise<Page> {
  const { build } = await import('vite');
  const built = await build({
    ...PAGE,
    build: { write: false, reportCompressedSize: false, chunkSizeWarningLimit: 2e3 },
  });
  const files = new Map<string, string | Uint8Array>();
  for (const { output } of [built].flat() as { output: { fileName: string; code?: string; source?: Uint8Array }[] }[]) {
    for (const { fileName, code, source } of output) files.set(`/${fileName}`, code ?? source ?? '');
  }
  return {
    serve(request, response) {
      const path = request.url === '/' ? '/index.html' : (request.url ?? '');
      const file = files.get(path);
      const type = file === undefined ? 'text/plain' : TYPES[path.split('.').at(-1) ?? ''];
      response.writeHead(file === undefined ? 404 : 200, {
        'content-type': `${type ?? 'application/octet-stream'}; charset=utf-8`,
        'cache-control': 'no-cache',
      });
      response.end(file ?? 'Not found');
    },
    problem: () => undefined,
    close: () => Promise.resolve(),
  };
}
