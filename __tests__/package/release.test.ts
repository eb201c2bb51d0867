import { execFileSync } from 'node:child_process';
import { version } from '../../package.json';
import registry from '../../registry.json';
import { notesOf, problemsOf, type Release } from '../../scripts/release/check-release';
import { read, ROOT } from '../support/files';

const CHANGELOG =
  '# Changelog\n\n## [Unreleased]\n\n## [1.2.3] - 2026-11-24\n\n- New.\n\n## [1.2.2] - 2026-10-01\n\n- Old.\n';
const GOOD: Release = { tag: 'v1.2.3', packageVersion: '1.2.3', registryVersion: '1.2.3', changelog: CHANGELOG };

describe('the check before a release', () => {
  test('passes when everything names one version', () => {
    expect(problemsOf(GOOD)).toEqual([]);
    expect(notesOf('1.2.3', CHANGELOG)).toBe('- New.');
  });

  test.each<[string, Partial<Release>]>([
    ['The tag must be v and three numbers, such as v1.2.3, got "1.2.3"', { tag: '1.2.3' }],
    ['The tag must be v and three numbers, such as v1.2.3, got "v1.2.3-beta"', { tag: 'v1.2.3-beta' }],
    ['package.json has version 1.2.2, the tag says 1.2.3', { packageVersion: '1.2.2' }],
    ['registry.json has version 1.2.2, the tag says 1.2.3', { registryVersion: '1.2.2' }],
    [
      'The newest release in CHANGELOG.md is 1.2.2, the tag says 1.2.3',
      { changelog: CHANGELOG.replace('## [1.2.3]', '## [1.2.2]') },
    ],
    ['CHANGELOG.md says nothing about 1.2.3', { changelog: CHANGELOG.replace('- New.', '') }],
  ])('%s', (problem, wrong) => {
    expect(problemsOf({ ...GOOD, ...wrong })).toEqual([problem]);
  });

  test('holds for this repository, as the workflow runs it', () => {
    const check = (tag: string) =>
      execFileSync('npx', ['tsx', 'scripts/release/check-release.ts', tag], {
        cwd: ROOT,
        encoding: 'utf8',
        stdio: 'pipe',
      });
    expect(check(`v${version}`).trim()).toBe(notesOf(version, read('CHANGELOG.md')));
    expect(() => check('v0.0.0')).toThrow(/package\.json has version/);
  });
});

test('the release workflow publishes the bundle, and nothing else, under the name of the tag', () => {
  const workflow = read('.github/workflows/release.yml');
  const [command = ''] = /gh release create .*/.exec(workflow) ?? [];
  const assets = command.split(' ').filter((word) => word.includes('/'));
  expect(assets).toEqual(['dist/index.js']);
  expect(command).toContain('--title "$GITHUB_REF_NAME"');
  expect(workflow.match(/gh release/g)).toHaveLength(1);
});

test('the registry entry is one that ToolJet takes', () => {
  expect(registry).toMatchObject({ id: 'portkey', name: 'Portkey', version, tags: ['AI'] });
  expect(new Date(registry.timestamp).toUTCString()).toBe(registry.timestamp);
  const manifest = JSON.parse(read('manifest.json')) as { source: { kind: string } };
  expect(manifest.source.kind).toBe(registry.id);
});

test('the workflows run on the Node versions that package.json allows', () => {
  expect(read('.github/workflows/ci.yml')).toContain('node: [18, 20, 22]');
});
