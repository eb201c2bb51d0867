import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { engines, scripts } from '../../package.json';
import { ROOT } from '../support/files';
import { scratch } from '../support/routes';

/** What the guard of a script says and how it ends, in a folder where nothing is installed, on any Node. */
function guardIn(folder: string, script: string, node = process.versions.node) {
  mkdirSync(join(folder, 'scripts'));
  copyFileSync(join(ROOT, 'scripts/guard.js'), join(folder, 'scripts/guard.js'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ engines }));
  const versions = JSON.stringify({ ...process.versions, node });
  writeFileSync(join(folder, 'node.js'), `Object.defineProperty(process, 'versions', { value: ${versions} });`);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', './node.js', 'scripts/guard.js', 'A.'], {
    cwd: folder,
    env: { npm_lifecycle_event: script },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const folders = Array.from({ length: 4 }, () => scratch());

test.each([
  ['start before npm ci', 'start', process.versions.node, 'The packages are not installed: run npm ci first.'],
  ['build on Node 16', 'build', '16.20.2', 'This is Node 16.20.2, and 18.3.0 or newer is needed: https://nodejs.org'],
  ['demo on Node 18.3', 'demo', '18.3.0', 'The packages are not installed: run npm ci first.'],
  ['start on Node 18.3', 'start', '18.3.0', 'This is Node 18.3.0, and 18.18.0 or newer is needed: https://nodejs.org'],
])('%s ends in one sentence that says what is missing', (_, script, node, sentence) => {
  expect(guardIn(folders.pop() ?? '', script, node)).toEqual({ status: 1, stdout: '', stderr: `${sentence}\n` });
});

test('a script that has what it needs begins, and says how long it takes', () => {
  const { status, stdout } = spawnSync(process.execPath, ['scripts/guard.js', 'Some minutes.'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect({ status, stdout }).toEqual({ status: 0, stdout: 'Some minutes.\n' });
});

test('every script of package.json starts with that check, some by the build that they start with', () => {
  const withBuild = ['demo', 'pack:static'];
  const unguarded = Object.entries(scripts).filter(([name, script]) =>
    withBuild.includes(name)
      ? !script.startsWith('npm run --silent build && ')
      : !/^node scripts\/guard\.js( "[^"]+\.")? && /.test(script)
  );
  expect(unguarded).toEqual([]);
});
