import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { COMPILED, ROOT } from './files';

/**
 * Runs once, before all tests: compiles the worker of ToolJet's host, and its loaders for scripts of the tests' own.
 * They start some eighty of these processes, and each takes twice as long when tsx compiles it.
 */
export default function compileToolJet(): void {
  const entryPoints = ['worker', 'loaders'].map((name) => join(ROOT, `playground/tooljet/${name}.ts`));
  buildSync({ entryPoints, outdir: COMPILED, bundle: true, platform: 'node', logLevel: 'error' });
  process.env.TOOLJET_WORKER = join(COMPILED, 'worker.js');
}
