import { existsSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Plugin } from 'esbuild';

/** The files of portkey-ai that the four operations and the connection test run through. */
const KEPT = [
  'index.js',
  'client.js',
  'baseClient.js',
  'core.js',
  'constants.js',
  'error.js',
  'streaming.js',
  'utils.js',
  'version.js',
  'apiResource.js',
  'apis/index.js',
  'apis/createHeaders.js',
  'apis/chatCompletions.js',
  'apis/completions.js',
  'apis/embeddings.js',
  'apis/generations.js',
  'apis/getMethod.js',
  'apis/postMethod.js',
];

/** What else the kept files import, decided to be left out. Further resources in apis/ need no decision. */
const LEFT_OUT = [
  'openai',
  'agentkeepalive',
  '_types/index.js',
  'beta/realtime/index.js',
  'beta/realtime/websocket.js',
];

/**
 * Bundles of portkey-ai only what is kept, and puts a stub in the place of everything else, so that ToolJet need not
 * load it for each query. How much that is, stands in docs/performance.md.
 *
 * The build fails when a kept file is gone, and when a kept file imports something that nobody has decided on.
 *
 * @param sdk the folder of the SDK's main file
 */
export function pruneSdk(sdk = dirname(require.resolve('portkey-ai'))): Plugin {
  return {
    name: 'prune-sdk',
    setup(build) {
      build.onStart(() => ({
        errors: KEPT.filter((file) => !existsSync(join(sdk, file))).map((file) => ({
          text: `portkey-ai has no ${file} any more: change KEPT in scripts/bundle/prune-sdk.ts`,
        })),
      }));
      build.onResolve({ filter: /./ }, ({ path, importer, resolveDir }) => {
        if (!importer.startsWith(sdk + sep)) return undefined;
        const file = path.startsWith('.') ? relative(sdk, resolve(resolveDir, path)).split(sep).join('/') : path;
        if (KEPT.includes(file) || builtinModules.includes(file.replace(/^node:/, ''))) return undefined;
        if (LEFT_OUT.includes(file) || file.startsWith('apis/')) return { path: file, namespace: 'left-out' };
        return {
          errors: [
            { text: `portkey-ai now imports ${file}: add it to KEPT or LEFT_OUT in scripts/bundle/prune-sdk.ts` },
          ],
        };
      });
      build.onLoad({ filter: /./, namespace: 'left-out' }, ({ path }) => ({
        contents: `module.exports = require('./left-out').leftOut(${JSON.stringify(path)});`,
        resolveDir: __dirname,
      }));
    },
  };
}
