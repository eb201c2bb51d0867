import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ncc from '@vercel/ncc';
import { build } from 'esbuild';

const ROOT = join(__dirname, '..');

/** What is compared: a bundle as ToolJet stores it. */
export interface Variant {
  name: string;
  bundle: string;
}

/** The floor of any plugin. */
const EMPTY = `exports.default = class { async run() { return { status: 'ok', data: {}, metadata: {} }; } };`;

/** The floor of any plugin that asks a gateway: no SDK, no checks, no limits, no errors that a person can read. */
const BARE_FETCH = `exports.default = class {
  async run({ apiKey, gatewayUrl }, { messages }) {
    const response = await fetch(gatewayUrl + '/v1/chat/completions', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-portkey-api-key': apiKey },
      body: JSON.stringify({ messages }),
    });
    return { status: 'ok', data: await response.json(), metadata: {} };
  }
};`;

/** In this order they stand in every table and chart; the reports compare the third with the others. */
export async function variants(): Promise<[empty: Variant, fetch: Variant, own: Variant, whole: Variant]> {
  const { code } = await ncc(join(__dirname, 'whole-sdk.js'), { quiet: true });
  return [
    { name: 'an empty plugin', bundle: EMPTY },
    { name: 'bare fetch', bundle: BARE_FETCH },
    { name: 'this plugin', bundle: readFileSync(join(ROOT, 'dist/index.js'), 'utf8') },
    { name: 'the whole SDK', bundle: code },
  ];
}

/**
 * How much of the SDK there is to load, the packages that it brings along included, and how much of it this plugin
 * bundles; in kilobytes of source.
 */
export async function sdkSizes(): Promise<{ whole: number; kept: number }> {
  const { metafile } = await build({
    entryPoints: [require.resolve('portkey-ai')],
    bundle: true,
    platform: 'node',
    write: false,
    metafile: true,
    logLevel: 'error',
  });
  const whole = Object.values(metafile.inputs).reduce((sum, { bytes }) => sum + bytes, 0);
  const map = JSON.parse(readFileSync(join(ROOT, 'dist/index.js.map'), 'utf8')) as SourceMap;
  const kept = map.sources
    .map((path, i) => (path.includes('node_modules') ? Buffer.byteLength(map.sourcesContent[i] ?? '') : 0))
    .reduce((sum, bytes) => sum + bytes, 0);
  return { whole: whole / 1000, kept: kept / 1000 };
}

interface SourceMap {
  sources: string[];
  sourcesContent: string[];
}
