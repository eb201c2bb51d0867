import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** What ToolJet fetches below `marketplace-assets/portkey/`, and nothing else. */
const FILES = ['dist/index.js', 'lib/manifest.json', 'lib/operations.json', 'lib/icon.svg'];

/**
 * Lays the built plugin out for a static host, whose address ToolJet gets as TOOLJET_MARKETPLACE_URL.
 *
 * @param target the folder that the host serves
 * @returns the paths of the files, from `target`
 */
export function packStatic(target: string): string[] {
  const folder = 'marketplace-assets/portkey';
  // Nothing of an older build may stay behind.
  rmSync(join(target, folder), { recursive: true, force: true });
  return FILES.map((file) => {
    const path = `${folder}/${file}`;
    mkdirSync(dirname(join(target, path)), { recursive: true });
    copyFileSync(join(ROOT, file), join(target, path));
    return path;
  });
}

if (require.main === module) console.log(packStatic(ROOT).join('\n'));
