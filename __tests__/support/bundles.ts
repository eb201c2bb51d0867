import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { BUNDLE } from '../../playground/tooljet';
import { evaluateOnce } from '../../scripts/bundle/evaluate-once';
import { pruneSdk } from '../../scripts/bundle/prune-sdk';
import { ROOT } from './files';

export interface BundleOptions {
  /** As ToolJet's own build bundles lib/: with the whole SDK, evaluated anew by every load. */
  plain?: boolean;
  /** Of the SDK only what dist/index.js holds too, even in a plain bundle: that is loaded in a quarter of the time. */
  pruned?: boolean;
  /** No timer of the code takes longer, so that a test can wait for a deadline. */
  longestTimerMs?: number;
}

/** Bundles lib/ for a test into a file of that folder, and gives its path. */
export async function bundleLib(
  folder: string,
  { plain = false, pruned = !plain, longestTimerMs }: BundleOptions
): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, 'lib/index.ts')],
    bundle: true,
    platform: 'node',
    target: 'node18',
    format: 'cjs',
    keepNames: true,
    write: false,
    logLevel: 'error',
    plugins: pruned ? [pruneSdk()] : [],
    ...(longestTimerMs !== undefined && {
      define: { setTimeout: 'setShortTimeout' },
      banner: { js: `const setShortTimeout = (work, ms) => setTimeout(work, Math.min(ms, ${longestTimerMs}));` },
    }),
  });
  const code = outputFiles[0]?.text ?? '';
  const path = join(folder, `${plain ? 'plain' : 'whole'}-${longestTimerMs ?? 'real'}.js`);
  writeFileSync(path, plain ? code : evaluateOnce(code));
  return path;
}

/**
 * Writes the built bundle into a folder, with results that hold what a function makes of a result or of what was thrown,
 * in place of data that would take long to copy from one process to another. Gives the path.
 *
 * @param tell the text of that function, in JavaScript
 */
export function bundleThatTells(folder: string, tell: string): string {
  const path = join(folder, 'telling.js');
  const code = `
const Plugin = module.exports.default;
module.exports = {
  default: class extends Plugin {
    async run(source, query) {
      const outcome = await super.run(source, query).catch((error) => error);
      return { status: 'ok', metadata: {}, data: (${tell})(outcome) };
    }
  },
};`;
  writeFileSync(path, readFileSync(BUNDLE, 'utf8') + code);
  return path;
}
