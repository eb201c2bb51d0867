import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '..', '..');

/** The four files that are the plugin for ToolJet, all of them there after a build. */
export const FILES = ['dist/index.js', 'lib/manifest.json', 'lib/operations.json', 'lib/icon.svg'];

interface Described {
  /** From the repository's top. */
  path: string;
  /** In bytes. */
  size: number;
  /** In hexadecimal digits. */
  sha256: string;
}

/** What can be checked of each of the four files wherever they are. */
export function describeFiles(): Described[] {
  return FILES.map((path) => {
    const content = readFileSync(join(ROOT, path));
    return { path, size: content.length, sha256: createHash('sha256').update(content).digest('hex') };
  });
}
