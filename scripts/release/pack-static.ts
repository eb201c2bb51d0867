import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { version } from '../../package.json';
import { describeFiles, FILES, ROOT } from './files';

const FOLDER = 'marketplace-assets/portkey';

/**
 * Lays the built plugin out for a static host, whose address ToolJet gets as TOOLJET_MARKETPLACE_URL.
 *
 * @param target the folder that the host serves
 * @returns the paths of the files, from `target`
 */
export function packStatic(target: string): string[] {
  // Nothing of an older build may stay behind.
  rmSync(join(target, FOLDER), { recursive: true, force: true });
  return FILES.map((file) => {
    const path = `${FOLDER}/${file}`;
    mkdirSync(dirname(join(target, path)), { recursive: true });
    copyFileSync(join(ROOT, file), join(target, path));
    return path;
  });
}

function main(): void {
  packStatic(ROOT);
  console.log(`The Portkey plugin ${version} for a static host, in ${FOLDER}/:\n`);
  for (const { path, size, sha256 } of describeFiles()) {
    console.log(`  ${path.padEnd(20)} ${String(size).padStart(7)} bytes  sha256 ${sha256}`);
  }
  console.log(`
Next: copy marketplace-assets/ to the top of a web server that your ToolJet server can reach, and start ToolJet with
NODE_ENV=production and that server's address as TOOLJET_MARKETPLACE_URL. docs/installing.md has it step by step.`);
}

if (require.main === module) main();
