import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { ROOT } from './files';

/**
 * Runs once, before all tests: compiles the worker of ToolJet's host. They start some eighty of these processes, and
 * each takes twice as long when tsx compiles it.
 */
export default function compileWorker(): void {
  // As deep as in its own folder, for it looks for dist/index.js from where it lies.
  const outfile = join(ROOT, 'dist/tooljet/worker.js');
  const entryPoints = [join(ROOT, 'playground/tooljet/worker.ts')];
  buildSync({ entryPoints, outfile, bundle: true, platform: 'node', logLevel: 'error' });
  process.env.TOOLJET_WORKER = outfile;
}
