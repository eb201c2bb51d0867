import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repositoryPaths, ROOT } from '../support/files';
import { chatThrough, scratch, WORKED } from '../support/routes';

// ToolJet's route for development: the folder is a workspace of its monorepo, beside ToolJet's own common package.
const marketplace = join(scratch(), 'marketplace');
const plugin = join(marketplace, 'plugins', 'portkey');

/** In place of ToolJet's common; the sentence shows that it is the one that the bundle holds. */
const COMMON = `
class QueryError extends Error {
  constructor(message, description, data) {
    super(message);
    this.name = this.constructor.name;
    this.description = description;
    this.data = data;
  }
}
async function validateUrlForSSRF(url) {
  if (url.includes('blocked')) throw new QueryError('Blocked', "ToolJet's own common says no", {});
}
module.exports = { QueryError, validateUrlForSSRF };
`;

beforeAll(() => {
  for (const path of repositoryPaths()) {
    mkdirSync(dirname(join(plugin, path)), { recursive: true });
    cpSync(join(ROOT, path), join(plugin, path));
  }
  const common = join(marketplace, 'plugins', 'common');
  mkdirSync(common, { recursive: true });
  const json = { name: '@tooljet-marketplace/common', version: '1.0.0', main: 'index.js' };
  writeFileSync(join(common, 'package.json'), JSON.stringify(json));
  writeFileSync(join(common, 'index.js'), COMMON);
  writeFileSync(join(marketplace, 'package.json'), JSON.stringify({ private: true, workspaces: ['plugins/*'] }));

  // What npm install would lay out, from what is installed here already.
  const modules = join(marketplace, 'node_modules');
  mkdirSync(join(modules, '@tooljet-marketplace'), { recursive: true });
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    if (name !== '@tooljet-marketplace') symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }
  symlinkSync(common, join(modules, '@tooljet-marketplace', 'common'));
  symlinkSync(plugin, join(modules, '@tooljet-marketplace', 'portkey'));
  execFileSync('npm', ['run', 'build', '--workspace=@tooljet-marketplace/portkey'], {
    cwd: marketplace,
    stdio: 'pipe',
  });
}, 60_000);

test('the workspace build gives a bundle that runs', async () => {
  expect(await chatThrough(join(plugin, 'dist', 'index.js'))).toMatchObject(WORKED);
});

test("ToolJet's common package takes the place of the one here", async () => {
  const { outcome, requests } = await chatThrough(join(plugin, 'dist', 'index.js'), 'http://blocked.example');
  expect(outcome).toMatchObject({
    status: 'failed',
    description: "Gateway URL is refused by this ToolJet server: ToolJet's own common says no",
    errorName: 'QueryError',
  });
  expect(requests).toEqual([]);
});

test('the files that ToolJet shows lie in lib/', () => {
  const lib = readdirSync(join(plugin, 'lib'));
  expect(lib).toEqual(expect.arrayContaining(['index.ts', 'types.ts', 'icon.svg', 'manifest.json', 'operations.json']));
});
