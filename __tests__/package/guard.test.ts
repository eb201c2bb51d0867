import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { engines, scripts } from '../../package.json';
import { ROOT } from '../support/files';
import { scratch } from '../support/routes';

/** What a script says and how it ends, in a folder where nothing is installed. */
function guardIn(folder: string, node: string) {
  mkdirSync(join(folder, 'scripts'));
  copyFileSync(join(ROOT, 'scripts/guard.js'), join(folder, 'scripts/guard.js'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ engines: { node } }));
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/guard.js', 'Some minutes.'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const folders = [scratch(), scratch()] as const;

test('a script before npm ci says to run that first', () => {
  expect(guardIn(folders[0], engines.node)).toEqual({
    status: 1,
    stdout: '',
    stderr: 'The packages are not installed: run npm ci first.\n',
  });
});

test('a script on a Node that is too old says which one it is and which one is needed', () => {
  expect(guardIn(folders[1], '>=99.1.0')).toEqual({
    status: 1,
    stdout: '',
    stderr: `This is Node ${process.versions.node}, and 99.1.0 or newer is needed: https://nodejs.org\n`,
  });
});

test('a script that has what it needs begins, and says how long it takes', () => {
  const { status, stdout } = spawnSync(process.execPath, ['scripts/guard.js', 'Some minutes.'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect({ status, stdout }).toEqual({ status: 0, stdout: 'Some minutes.\n' });
});

test('every script of package.json starts with that check, itself or by the build that it starts with', () => {
  const unguarded = Object.entries(scripts).filter(
    ([, script]) => !/^(node scripts\/guard\.js( "[^"]+\.")?|npm run --silent build) && /.test(script)
  );
  expect(unguarded).toEqual([]);
});
