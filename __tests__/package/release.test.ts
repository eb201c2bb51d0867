import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { parse } from 'yaml';
import { engines, version } from '../../package.json';
import registry from '../../registry.json';
import { notesOf, problemsOf, type Release } from '../../scripts/release/check-release';
import { read, ROOT } from '../support/files';
import { bytes } from '../support/routes';

interface Workflow {
  jobs: Record<
    string,
    { strategy?: { matrix: { node: number[] } }; steps: { name?: string; uses?: string; run?: string }[] }
  >;
}

const workflow = (name: 'ci' | 'release') => parse(read(`.github/workflows/${name}.yml`)) as Workflow;

const CHANGELOG =
  '# Changelog\n\n## [Unreleased]\n\n## [1.2.3] - 2026-11-24\n\n- New.\n\n## [1.2.2] - 2026-10-01\n\n- Old.\n';
const GOOD: Release = { tag: 'v1.2.3', packageVersion: '1.2.3', registryVersion: '1.2.3', changelog: CHANGELOG };

describe('the check before a release', () => {
  test('the check before a release passes when everything names one version', () => {
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
  ])('the check before a release says: %s', (problem, wrong) => {
    expect(problemsOf({ ...GOOD, ...wrong })).toEqual([problem]);
  });

  test('the check before a release holds for this repository, as the workflow runs it, and adds the hashes of the four files', () => {
    const script = 'scripts/release/check-release.ts';
    const check = (tag: string) =>
      execFileSync(process.execPath, ['--require', require.resolve('tsx/cjs'), script, tag], {
        cwd: ROOT,
        encoding: 'utf8',
        stdio: 'pipe',
      });
    const notes = check(`v${version}`);
    expect(notes).toContain(notesOf(version, read('CHANGELOG.md')));
    const [, sums = ''] = /### SHA256SUMS\n\n```\n([^`]+)```\n$/.exec(notes) ?? [];
    const hash = (path: string) => createHash('sha256').update(bytes(path)).digest('hex');
    const files = ['dist/index.js', 'lib/manifest.json', 'lib/operations.json', 'lib/icon.svg'];
    expect(sums).toBe(files.map((path) => `${hash(path)}  ${path}\n`).join(''));
    expect(() => check('v0.0.0')).toThrow(/package\.json has version/);
  });
});

describe('the release workflow', () => {
  const steps = workflow('release').jobs.release?.steps ?? [];
  const publishing = steps.filter(({ run }) => run?.includes('gh release'));

  test('the release workflow publishes the bundle, and nothing else, under the name of the tag', () => {
    expect(publishing).toHaveLength(1);
    const words = publishing[0]?.run?.split(' ') ?? [];
    expect(words.slice(0, 5)).toEqual(['gh', 'release', 'create', '"$GITHUB_REF_NAME"', 'dist/index.js']);
    expect(words.filter((word) => /[/.]/.test(word))).toEqual(['dist/index.js', 'notes.md']);
    expect(words.slice(words.indexOf('--title'))[1]).toBe('"$GITHUB_REF_NAME"');
  });

  test('the release workflow tests and checks before it publishes', () => {
    const runs = steps.flatMap(({ run }) => run ?? []);
    expect(runs).toEqual(['.ci/run', expect.stringContaining('check-release.ts'), publishing[0]?.run]);
  });
});

test('the registry entry is one that ToolJet takes', () => {
  expect(registry).toMatchObject({ id: 'portkey', name: 'Portkey', version, tags: ['AI'] });
  expect(new Date(registry.timestamp).toUTCString()).toBe(registry.timestamp);
  const manifest = JSON.parse(read('manifest.json')) as { source: { kind: string } };
  expect(manifest.source.kind).toBe(registry.id);
});

test('CI runs on every even Node from the oldest that package.json allows, that of .nvmrc among them', () => {
  const matrix = workflow('ci').jobs.check?.strategy?.matrix.node ?? [];
  const oldest = Number(/^>=(\d+)/.exec(engines.node)?.[1]);
  expect(matrix).toEqual(matrix.map((_, i) => oldest + 2 * i));
  expect(matrix).toContain(Number(read('.nvmrc')));
  expect(matrix.at(-1)).toBeGreaterThanOrEqual(24);
});

test.each(['ci', 'release'] as const)('each step of the workflow %s has a name, and each action a commit', (name) => {
  const steps = Object.values(workflow(name).jobs).flatMap((job) => job.steps);
  expect(steps.filter((step) => !step.name)).toEqual([]);
  const actions = steps.flatMap(({ uses }) => uses ?? []);
  expect(actions.length).toBeGreaterThan(0);
  expect(actions.filter((action) => !/^actions\/[a-z-]+@[0-9a-f]{40}$/.test(action))).toEqual([]);
});
