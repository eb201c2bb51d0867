import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/files';
import { bytes, copyRepository, scratch } from '../support/routes';

// A release tells its hashes, so that anybody can build it and compare.

/** Builds the repository's files in a folder of their own, with an SDK of their own. */
function buildIn(folder: string): Buffer {
  copyRepository(folder);
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '@tooljet-marketplace'), { recursive: true });
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    if (name === 'portkey-ai') cpSync(join(ROOT, 'node_modules', name), join(modules, name), { recursive: true });
    else if (name !== '@tooljet-marketplace') symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }
  symlinkSync(join(folder, 'common'), join(modules, '@tooljet-marketplace', 'common'));
  expect(spawnSync('npm', ['run', '--silent', 'build'], { cwd: folder, encoding: 'utf8' })).toMatchObject({
    status: 0,
  });
  return readFileSync(join(folder, 'dist', 'index.js'));
}

const folder = scratch();

test('a build in another, deeper folder gives the very bytes of the build here', () => {
  expect(buildIn(join(folder, 'another', 'and', 'deeper')).equals(bytes('dist/index.js'))).toBe(true);
}, 60_000);
