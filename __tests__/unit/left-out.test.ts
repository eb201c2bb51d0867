import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { BUNDLE } from '../../playground/tooljet';
import { leftOut } from '../../scripts/bundle/left-out';
import { pruneSdk } from '../../scripts/bundle/prune-sdk';
import { scratch } from '../support/routes';

const folder = scratch();

describe('what is left out of the SDK', () => {
  test('what is left out of the SDK can be made with new, and throws an error with its name when it is used', () => {
    const resource = leftOut('apis/files.js') as { MainFiles: new (client: object) => { create(): void } };
    const files = new resource.MainFiles({});
    expect(() => files.create()).toThrow('apis/files.js of portkey-ai is not part of this plugin');
    expect(() => (resource.MainFiles as unknown as () => void)()).toThrow(/not part of this plugin/);
  });

  test('what is left out of the SDK is not in the bundle, nor any other package', () => {
    const sources = (JSON.parse(readFileSync(`${BUNDLE}.map`, 'utf8')) as { sources: string[] }).sources;
    const sdk = sources.filter((path) => path.includes('/portkey-ai/src/'));
    expect(sdk).toHaveLength(18);
    expect(sources.filter((path) => path.includes('node_modules') && !sdk.includes(path))).toEqual([]);
  });

  describe('the build when the SDK changes', () => {
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

    test('the build passes as long as the SDK is as it was', async () => {
      await expect(bundle()).resolves.toMatchObject({ errors: [] });
    });

    test('the build fails when a kept file of the SDK is gone, and names it', async () => {
      rmSync(join(sdk, 'apis/embeddings.js'));
      await expect(bundle()).rejects.toThrow(/has no apis\/embeddings.js any more/);
    });

    test.each(['left-pad', './telemetry.js'])(
      'the build fails when a kept file of the SDK imports %s, which nobody has decided on',
      async (name) => {
        const client = join(sdk, 'client.js');
        writeFileSync(client, `require(${JSON.stringify(name)});${readFileSync(client, 'utf8')}`);
        await expect(bundle()).rejects.toThrow(/portkey-ai now imports (left-pad|telemetry\.js)/);
      }
    );
  });
});
