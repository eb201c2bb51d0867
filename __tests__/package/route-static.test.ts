import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packStatic } from '../../scripts/release/pack-static';
import { bytes, chatThrough, download, scratch, serveFiles, WORKED } from '../support/routes';

// The route that works on every ToolJet, by TOOLJET_MARKETPLACE_URL: four files below marketplace-assets/<id>/ of a
// static host.
const folder = scratch();

test('what a static host serves installs and runs on every ToolJet', async () => {
  const old = join(folder, 'marketplace-assets/portkey/dist/old.js');
  mkdirSync(join(old, '..'), { recursive: true });
  writeFileSync(old, 'left by an older build');
  const files = packStatic(folder);
  expect(existsSync(old)).toBe(false);

  const host = await serveFiles((path) =>
    files.includes(path.slice(1)) ? readFileSync(join(folder, path)) : undefined
  );
  try {
    const get = (path: string) => download(`${host.url}/marketplace-assets/portkey/${path}`);
    const [bundle, manifest, operations, icon] = await Promise.all(
      ['dist/index.js', 'lib/manifest.json', 'lib/operations.json', 'lib/icon.svg'].map(get)
    );
    expect(manifest).toEqual(bytes('manifest.json'));
    expect(operations).toEqual(bytes('operations.json'));
    expect(icon).toEqual(bytes('icon.svg'));
    expect(files).toHaveLength(4);

    const installed = join(folder, 'installed.js');
    writeFileSync(installed, bundle as Buffer);
    expect(await chatThrough(installed)).toMatchObject(WORKED);
  } finally {
    await host.close();
  }
});
