import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

/** Whatever serves the page's own files. */
export interface Page {
  serve(request: IncomingMessage, response: ServerResponse): void;
  /** Why the newest code of the plugin could not be bundled. */
  problem(): string | undefined;
  close(): Promise<void>;
}

export const UI = join(__dirname, '..', 'ui');

/** How JSX is compiled, whether the page is built or developed. */
export const JSX = { jsx: 'automatic', jsxImportSource: 'preact' } as const;

const TYPES: Record<string, string> = { html: 'text/html', js: 'text/javascript', css: 'text/css' };

/** The page in one script and one style sheet, kept in memory: nothing of it is ever written to disk. */
export async function builtPage(): Promise<Page> {
  const { outputFiles } = await build({
    ...JSX,
    entryPoints: [join(UI, 'main.tsx')],
    outdir: UI,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    logLevel: 'warning',
  });
  const files = new Map(outputFiles.map(({ path, contents }) => [`/${basename(path)}`, Buffer.from(contents)]));
  const html = readFileSync(join(UI, 'index.html'), 'utf8')
    .replace('./main.tsx', '/main.js')
    .replace('</head>', '<link rel="stylesheet" href="/main.css" /></head>');
  files.set('/', Buffer.from(html));
  return {
    serve({ url = '' }, response) {
      const file = files.get(url);
      if (!file) return void response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
      const type = TYPES[url === '/' ? 'html' : (url.split('.').at(-1) ?? '')];
      response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' }).end(file);
    },
    problem: () => undefined,
    close: () => Promise.resolve(),
  };
}
