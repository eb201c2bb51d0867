import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { build, context, type BuildOptions, type Message, type OutputFile, type Plugin } from 'esbuild';
import { checkCommon } from './check-common';
import { evaluateOnce } from './evaluate-once';
import { pruneSdk } from './prune-sdk';

/** What ToolJet shows. Its monorepo and its static hosts look for these in lib/. */
const SHOWN = ['manifest.json', 'operations.json', 'icon.svg'];

/** Writes dist/index.js, and beside it, not in it, the source map. */
const writeBundle: Plugin = {
  name: 'write-bundle',
  setup({ onEnd }) {
    onEnd(({ outputFiles = [] }) => {
      mkdirSync('dist', { recursive: true });
      for (const file of outputFiles) {
        const content = contentOf(file);
        writeFileSync(file.path, content);
        if (file.path.endsWith('.js')) console.log(`Built dist/index.js, ${Math.round(content.length / 1000)} kB`);
      }
    });
  },
};

function contentOf({ path, text }: OutputFile): string {
  return path.endsWith('.map') ? text : evaluateOnce(text);
}

/** One self-contained file, because ToolJet stores and evaluates it as text. */
const options: BuildOptions = {
  entryPoints: ['lib/index.ts'],
  outfile: 'dist/index.js',
  bundle: true,
  platform: 'node',
  target: 'node18',
  format: 'cjs',
  minify: true,
  // ToolJet recognises QueryError by its name.
  keepNames: true,
  sourcemap: 'external',
  write: false,
  plugins: [pruneSdk(), writeBundle],
  logLevel: 'warning',
};

export function copyShown(): void {
  for (const file of SHOWN) copyFileSync(file, `lib/${file}`);
}

/**
 * Bundles now and again whenever lib/ or common/ changes. `onBuild` is called each time; the problem is what is wrong
 * with the code, with its file and line, when no bundle could be made of it.
 */
export async function watch(onBuild?: (problem?: string) => void): Promise<{ dispose(): Promise<void> }> {
  process.chdir(`${__dirname}/../..`);
  checkCommon();
  copyShown();
  const notify: Plugin = {
    name: 'notify',
    setup: ({ onEnd }) => onEnd(({ errors: [error] }) => onBuild?.(error && describe(error))),
  };
  const watching = await context({ ...options, plugins: [...(options.plugins ?? []), notify] });
  await watching.watch();
  return watching;
}

function describe({ text, location }: Message): string {
  return location ? `${location.file}:${location.line}: ${text}` : text;
}

async function main(): Promise<void> {
  process.chdir(`${__dirname}/../..`);
  if (process.argv.includes('--watch')) {
    await watch();
  } else {
    checkCommon();
    copyShown();
    await build(options);
  }
}

if (require.main === module) {
  // A reader that has seen enough, such as `head`, closes the pipe; the build goes on.
  process.stdout.on('error', () => undefined);
  // Ctrl-C ends the build; that esbuild was stopped is no news.
  process.on('SIGINT', () => process.exit(130));
  main().catch((error: unknown) => {
    // Of a build that failed, esbuild has said why.
    if (!(error instanceof Error && 'errors' in error)) console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
