import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/files';
import { chatThrough, copyRepository, scratch, WORKED } from '../support/routes';

// ToolJet's route for development: the folder is a workspace of its monorepo, beside ToolJet's own common package.

const QUERY_ERROR = `
class QueryError extends Error {
  constructor(message, description, data) {
    super(message);
    this.name = this.constructor.name;
    this.description = description;
    this.data = data;
  }
}
module.exports = { QueryError };
`;

/** In place of ToolJet's common; the sentence shows that it is the one that the bundle holds. */
const COMMON = `${QUERY_ERROR}
module.exports.validateUrlForSSRF = async (url) => {
  if (url.includes('blocked')) throw new QueryError('Blocked', "ToolJet's own common says no", {});
};
`;

/** In place of the common of ToolJet 2.17.3, which checks no URL. */
const OLD_COMMON = QUERY_ERROR;

const folder = scratch();
const marketplace = join(folder, 'marketplace');
const plugin = join(marketplace, 'plugins', 'portkey');
const common = join(marketplace, 'plugins', 'common');

/** Lays out a monorepo whose common package nobody has built yet. */
beforeAll(() => {
  copyRepository(plugin);
  mkdirSync(join(common, 'dist'), { recursive: true });
  const json = { name: '@tooljet-marketplace/common', version: '1.0.0', main: 'dist/index.js' };
  writeFileSync(join(common, 'package.json'), JSON.stringify(json));
  writeFileSync(join(marketplace, 'package.json'), JSON.stringify({ private: true, workspaces: ['plugins/*'] }));

  // What npm install would lay out, from what is installed here already.
  const modules = join(marketplace, 'node_modules');
  mkdirSync(join(modules, '@tooljet-marketplace'), { recursive: true });
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    if (name !== '@tooljet-marketplace') symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }
  symlinkSync(common, join(modules, '@tooljet-marketplace', 'common'));
  symlinkSync(plugin, join(modules, '@tooljet-marketplace', 'portkey'));
});

/** Puts that in the place of what a build of the common package writes. */
const buildCommon = (code: string) => writeFileSync(join(common, 'dist', 'index.js'), code);

describe("a build beside ToolJet's common package that cannot be used ends in one sentence, and writes nothing", () => {
  /** What the workspace's script runs, without npm around it. */
  const build = () =>
    spawnSync(process.execPath, ['--require', require.resolve('tsx/cjs'), 'scripts/bundle'], {
      cwd: plugin,
      encoding: 'utf8',
    });
  afterEach(() => expect(readdirSync(plugin)).not.toContain('dist'));

  test('a common package that nobody has built: the sentence says how to build it', () => {
    const sentence =
      /^@tooljet-marketplace\/common cannot be loaded \(.+\): in ToolJet's monorepo build it first, with .+\n$/;
    expect(build()).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(sentence) as string });
  });

  test('a common package without an SSRF check: the sentence names what is missing, and the static route', () => {
    buildCommon(OLD_COMMON);
    expect(build()).toMatchObject({
      status: 1,
      stdout: '',
      stderr:
        "ToolJet's @tooljet-marketplace/common has no validateUrlForSSRF: this ToolJet is too old to build the " +
        'plugin, so serve it from a static host, with npm ci && npm run pack:static in a clone outside of ToolJet.\n',
    });
  });
});

describe("in the monorepo of today's ToolJet", () => {
  const bundle = join(plugin, 'dist', 'index.js');

  beforeAll(() => {
    buildCommon(COMMON);
    const build = ['run', '--silent', 'build', '--workspace=@tooljet-marketplace/portkey'];
    expect(spawnSync('npm', build, { cwd: marketplace, encoding: 'utf8' })).toMatchObject({ status: 0 });
  });

  test('the workspace build gives a bundle that runs', async () => {
    expect(await chatThrough(bundle)).toMatchObject(WORKED);
  });

  test("ToolJet's common package takes the place of the one here", async () => {
    const { outcome, requests } = await chatThrough(bundle, 'http://blocked.example');
    expect(outcome).toMatchObject({
      status: 'failed',
      description: "Gateway URL is refused by this ToolJet server: ToolJet's own common says no",
      errorName: 'QueryError',
    });
    expect(requests).toEqual([]);
  });

  test('the files that ToolJet shows lie in lib/', () => {
    const lib = readdirSync(join(plugin, 'lib'));
    expect(lib).toEqual(
      expect.arrayContaining(['index.ts', 'types.ts', 'icon.svg', 'manifest.json', 'operations.json'])
    );
  });
});
