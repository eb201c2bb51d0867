import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { build } from 'esbuild';
import { BUNDLE } from '../../playground/tooljet';
import { evaluateOnce } from '../../scripts/bundle/evaluate-once';
import { leftOut } from '../../scripts/bundle/left-out';
import { pruneSdk } from '../../scripts/bundle/prune-sdk';

const folder = mkdtempSync(join(tmpdir(), 'portkey-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a script in plain Node with `load`, ToolJet's way to load a bundle; gives back what it prints, as JSON. */
function inNode(script: string): unknown {
  const code = `
    const { requireFromString } = require(${JSON.stringify(require.resolve('module-from-string'))});
    const { readFileSync } = require('node:fs');
    const load = (code) => requireFromString(code, { useCurrentGlobal: true });
    const bundle = readFileSync(${JSON.stringify(BUNDLE)}, 'utf8');
    (async () => console.log(JSON.stringify(await (async () => {${script}})())))();`;
  // Not `node -e`: its globals `module` and `exports` would hide those of the loader.
  const file = join(folder, 'script.js');
  writeFileSync(file, code);
  return JSON.parse(execFileSync(process.execPath, [file], { encoding: 'utf8' }));
}

describe('a second load of the bundle', () => {
  test('evaluates no module again, of the SDK or of the plugin', () => {
    const script = `
      const vm = require('node:vm');
      const original = vm.compileFunction;
      let evaluations = 0;
      vm.compileFunction = (...args) => (evaluations++, original(...args));
      const classes = [load(bundle).default, load(bundle).default, load(bundle).default];
      return { evaluations, names: classes.map(({ name }) => name), different: new Set(classes).size };`;
    expect(inNode(script)).toEqual({ evaluations: 1, names: ['Portkey', 'Portkey', 'Portkey'], different: 1 });
  });

  test('shares no client, key or answer with the first', () => {
    const script = `
      const [one, other] = await Promise.all(['pk-one', 'pk-other'].map((apiKey) =>
        new (load(bundle).default)().getConnection({}, { apiKey, gatewayUrl: 'http://localhost:1' })));
      // A stub of what was left out of the SDK is one object for all clients: it holds nothing and refuses any use.
      const isStub = (value) => { try { value.client; return false; } catch { return true; } };
      const isShared = (name) => typeof one[name] === 'object' && one[name] !== null && one[name] === other[name];
      const shared = Object.keys(one).filter((name) => isShared(name) && !isStub(one[name]));
      const kept = process[Object.getOwnPropertySymbols(process).find((key) => /portkey/.test(String(key)))];
      return { keys: [one.apiKey, other.apiKey], shared, kept: Object.keys(kept) };`;
    expect(inNode(script)).toEqual({ keys: ['pk-one', 'pk-other'], shared: [], kept: ['default'] });
  });

  test('of another release gets the code of that release', () => {
    const [one, other] = ['module.exports = 1', 'module.exports = 2'].map(evaluateOnce);
    const script = `return [load(${JSON.stringify(one)}), load(${JSON.stringify(other)}), load(${JSON.stringify(one)})];`;
    expect(inNode(script)).toEqual([1, 2, 1]);
  });
});

describe('what is left out of the SDK', () => {
  test('can be made with new, and names itself when it is used', () => {
    const resource = leftOut('apis/files.js') as { MainFiles: new (client: object) => { create(): void } };
    const files = new resource.MainFiles({});
    expect(() => files.create()).toThrow('apis/files.js of portkey-ai is not part of this plugin');
    expect(() => (resource.MainFiles as unknown as () => void)()).toThrow(/not part of this plugin/);
  });

  test('is not in the bundle', () => {
    const sources = (JSON.parse(readFileSync(`${BUNDLE}.map`, 'utf8')) as { sources: string[] }).sources;
    const sdk = sources.filter((path) => path.includes('/portkey-ai/src/'));
    expect(sdk).toHaveLength(18);
    expect(sources.filter((path) => path.includes('node_modules') && !sdk.includes(path))).toEqual([]);
  });

  describe('fails the build', () => {
    const sdk = join(folder, 'src');
    const bundle = () =>
      build({
        entryPoints: [join(sdk, 'index.js')],
        bundle: true,
        platform: 'node',
        write: false,
        logLevel: 'silent',
        plugins: [pruneSdk(sdk)],
      });

    beforeEach(() => cpSync(dirname(require.resolve('portkey-ai')), sdk, { recursive: true }));
    afterEach(() => rmSync(sdk, { recursive: true }));

    test('not, as long as the SDK is as it was', async () => {
      await expect(bundle()).resolves.toMatchObject({ errors: [] });
    });

    test('when a kept file is gone', async () => {
      rmSync(join(sdk, 'apis/embeddings.js'));
      await expect(bundle()).rejects.toThrow(/has no apis\/embeddings.js any more/);
    });

    test.each(['left-pad', './telemetry.js'])(
      'when a kept file imports %s, which nobody has decided on',
      async (name) => {
        const client = join(sdk, 'client.js');
        writeFileSync(client, `require(${JSON.stringify(name)});${readFileSync(client, 'utf8')}`);
        await expect(bundle()).rejects.toThrow(/portkey-ai now imports (left-pad|telemetry\.js)/);
      }
    );
  });
});
