import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync, zipSync, type Zippable } from 'fflate';
import { version } from '../../package.json';
import { repositoryPaths } from '../support/files';
import { bytes, chatThrough, download, scratch, serveFiles, WORKED } from '../support/routes';

// ToolJet's route by `repo`, before June 2026 only; a newer ToolJet ignores `repo` and asks its static host, which holds
// the bundled plugin. The bundle is the latest release's first asset, the rest is searched in its source archive.
const folder = scratch();

/** The repository's files as `git archive` packs them for GitHub: sorted, below one folder. */
function zipball(): Buffer {
  const files: Zippable = {};
  for (const path of repositoryPaths().sort()) files[`owner-portkey-0123abc/${path}`] = bytes(path);
  return Buffer.from(zipSync(files));
}

/** ToolJet's rule: each file whose path contains the name replaces the one found before. */
function lastMatch(archive: Buffer, name: string): { path?: string; content?: Buffer } {
  const path = Object.keys(unzipSync(archive))
    .filter((candidate) => candidate.includes(name))
    .at(-1);
  return path === undefined ? {} : { path, content: Buffer.from(unzipSync(archive)[path] ?? []) };
}

test('a release whose only asset is the bundle installs and runs on ToolJet before June 2026', async () => {
  const archive = zipball();
  const github = await serveFiles((path) => {
    const files: Record<string, () => Buffer> = {
      '/repos/owner/portkey/releases/latest': () => Buffer.from(JSON.stringify(release)),
      '/asset/index.js': () => bytes('dist/index.js'),
      '/zipball': () => archive,
    };
    return files[path]?.();
  });
  const release = {
    name: `v${version}`,
    assets: [{ name: 'index.js', browser_download_url: `${github.url}/asset/index.js` }],
    zipball_url: `${github.url}/zipball`,
  };
  try {
    const latest = JSON.parse(
      (await download(`${github.url}/repos/owner/portkey/releases/latest`)).toString()
    ) as typeof release;
    const source = await download(latest.zipball_url);
    expect(latest.name.replace('v', '')).toBe(version);
    expect(lastMatch(source, 'manifest.json').content).toEqual(bytes('manifest.json'));
    expect(lastMatch(source, 'operations.json').content).toEqual(bytes('operations.json'));
    expect(lastMatch(source, 'icon.svg').content).toEqual(bytes('icon.svg'));

    const installed = join(folder, 'installed.js');
    writeFileSync(installed, await download(latest.assets[0]?.browser_download_url ?? ''));
    expect(await chatThrough(installed)).toMatchObject(WORKED);
  } finally {
    await github.close();
  }
});
