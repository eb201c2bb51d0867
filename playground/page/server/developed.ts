import { unwatchFile, watchFile } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { copyShown, watch } from '../../../scripts/bundle';
import { CHANGED } from '../api';
import { ROOT } from './forms';
import { JSX, UI, type Page } from './page';

/** Vite's dev server behind ours. The page hears when the bundle or one of the two forms is new, or cannot be. */
export async function developedPage(server: Server): Promise<Page> {
  const { createServer: createVite } = await import('vite');
  const vite = await createVite({
    root: UI,
    configFile: false,
    logLevel: 'warn',
    esbuild: JSX,
    // Compiled JSX imports it, which Vite does not see before the page asks for it, and would then reload the page.
    optimizeDeps: { include: ['preact/jsx-dev-runtime'] },
    server: { middlewareMode: true, hmr: { server } },
  });
  const tell = () => vite.ws.send({ type: 'custom', event: CHANGED });
  let problem: string | undefined;
  const building = await watch((found) => {
    problem = found;
    tell();
  });
  const forms = ['manifest.json', 'operations.json'].map((file) => join(ROOT, file));
  const renew = () => {
    copyShown();
    tell();
  };
  // By polling, for editors that replace a file instead of writing to it.
  for (const form of forms) watchFile(form, { interval: 300 }, renew);
  return {
    serve: vite.middlewares,
    problem: () => problem,
    async close() {
      for (const form of forms) unwatchFile(form);
      await Promise.all([vite.close(), building.dispose()]);
    },
  };
}
