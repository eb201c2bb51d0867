import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import ncc from '@vercel/ncc';
import { format } from 'prettier';
import { heapGrowth, load, medians, query, type Variant } from './measure';
import { toChart, toTable, type Row } from './report';

const ROOT = join(__dirname, '..');
const REPORT = join(ROOT, 'docs/performance.md');
const CHART = join(ROOT, 'docs/performance.svg');

const EMPTY = `exports.default = class { async run() { return { status: 'ok', data: {} }; } };`;

/** How often a burst of so many queries is repeated. */
const BURSTS: [queries: number, rounds: number][] = [
  [1, 30],
  [10, 10],
  [100, 5],
  [1000, 1],
];

/** Starts bench/gateway.ts. */
async function startGateway() {
  const child = fork(join(__dirname, 'gateway.ts'), { execArgv: ['--require', require.resolve('tsx/cjs')] });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return {
    url: `http://localhost:${port}`,
    async sockets(): Promise<number> {
      child.send('sockets');
      const [{ sockets }] = (await once(child, 'message')) as [{ sockets: number }];
      return sockets;
    },
    close: () => child.disconnect(),
  };
}

async function main(): Promise<void> {
  const { code } = await ncc(join(__dirname, 'whole-sdk.js'), { quiet: true });
  const variants: Variant[] = [
    { name: 'an empty plugin', bundle: EMPTY },
    { name: 'this plugin', bundle: readFileSync(join(ROOT, 'dist/index.js'), 'utf8') },
    { name: 'the whole SDK', bundle: code },
  ];
  const names = variants.map(({ name }) => name);
  const own = variants[1] as Variant;
  const gateway = await startGateway();

  const before = await gateway.sockets();
  for (let i = 0; i < 100; i++) await query(own.bundle, gateway.url);
  const sockets = (await gateway.sockets()) - before;

  const loads = await medians(variants, 300, load);
  const runs = await medians(variants, 200, (bundle) => query(bundle, gateway.url));
  const bursts: Row[] = [];
  for (const [queries, rounds] of BURSTS) {
    const times = await medians(variants, rounds, (bundle) =>
      Promise.all(Array.from({ length: queries }, () => query(bundle, gateway.url)))
    );
    bursts.push({ label: `bursts of ${queries}`, unit: 'queries/s', values: times.map((ms) => (queries / ms) * 1000) });
  }
  const growth: number[] = [];
  for (const { bundle } of variants) growth.push((await heapGrowth(bundle, gateway.url, 200)) / 200);
  const longGrowth = await heapGrowth(own.bundle, gateway.url, 2000);
  gateway.close();

  const rows: Row[] = [
    { label: 'load', unit: 'ms', values: loads },
    { label: 'load and run', unit: 'ms', values: runs },
    ...bursts,
    { label: 'bundle', unit: 'kB', values: variants.map(({ bundle }) => bundle.length / 1000) },
    { label: 'heap growth a query, of 200', unit: 'kB', values: growth },
    { label: 'heap growth over 2,000 queries', unit: 'MB', values: [NaN, longGrowth / 1000, NaN] },
    { label: 'sockets for 100 queries in a row', unit: 'sockets', values: [NaN, sockets, NaN] },
  ];
  const machine = `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}`;
  const table = `Medians of one run. ${machine}.\n\n${toTable(names, rows)}`;
  console.log(table);

  const report = readFileSync(REPORT, 'utf8').replace(/(<!-- bench -->\n)[^]*(\n<!-- \/bench -->)/, `$1\n${table}\n$2`);
  writeFileSync(REPORT, await format(report, { parser: 'markdown' }));
  writeFileSync(CHART, toChart('What ToolJet pays to load the plugin, for each query', names, rows[0] as Row));
}

void main();
