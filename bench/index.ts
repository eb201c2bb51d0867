// What a query costs, of this plugin and of three to compare it with, in each of ToolJet's loaders: `npm run bench`.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { format } from 'prettier';
import { load, LOADERS, type Loader } from '../playground/tooljet/loaders';
import { burst, heapGrowth, medians, query } from './measure';
import { promises, toPromiseTable } from './promises';
import { insertReport, toChart, toTable, type Row, type Section } from './report';
import { sdkSizes, variants, type Variant } from './variants';

const PAGE = join(__dirname, '../docs/performance.md');
const CHART = join(__dirname, '../docs/performance.svg');

/** How often a burst of so many queries is repeated. */
const BURSTS: [queries: number, rounds: number][] = [
  [10, 10],
  [100, 5],
];

/** So many queries show whether memory grows without end. */
const LONG_RUN = 3000;

interface Gateway {
  url: string;
  close(): void;
}

/** Starts bench/gateway.ts. */
async function startInstantGateway(): Promise<Gateway> {
  const child = fork(join(__dirname, 'gateway.ts'), { execArgv: ['--require', require.resolve('tsx/cjs')] });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return {
    url: `http://localhost:${port}`,
    close: () => child.disconnect(),
  };
}

/** Everything that is measured in one loader; `step` is told what comes next. */
async function measure(
  all: Variant[],
  loader: Loader,
  gateway: Gateway,
  step: (what: string) => void
): Promise<Section> {
  step('loads');
  const loads = await medians(all, 120, (bundle) => load(bundle, loader));
  step('single queries');
  const runs = await medians(all, 120, (bundle) => query(bundle, loader, gateway.url));
  const bursts: Row[] = [];
  for (const [queries, rounds] of BURSTS) {
    step(`bursts of ${queries} queries`);
    const times = await medians(all, rounds, (bundle) => burst(queries, bundle, loader, gateway.url));
    bursts.push({ label: `bursts of ${queries}`, unit: 'queries/s', values: times.map((ms) => (queries / ms) * 1000) });
  }
  step('heap');
  const growth: number[] = [];
  for (const { bundle } of all) growth.push((await heapGrowth(bundle, loader, gateway.url, 100)) / 100);
  step(`heap over ${LONG_RUN} queries`);
  const own = all.find(({ name }) => name === 'this plugin') as Variant;
  const long = (await heapGrowth(own.bundle, loader, gateway.url, LONG_RUN)) / 1000;
  return {
    title: `In ${LOADERS[loader]}`,
    rows: [
      { label: 'load', unit: 'ms', values: loads },
      { label: 'load and run', unit: 'ms', values: runs },
      ...bursts,
      { label: 'heap growth a query, of 100', unit: 'kB', values: growth },
      {
        label: `heap growth over ${LONG_RUN.toLocaleString('en')} queries`,
        unit: 'MB',
        values: all.map((one) => (one === own ? long : NaN)),
      },
    ],
  };
}

async function main(): Promise<void> {
  let done = 0;
  const STEPS = 13;
  const step = (what: string) => process.stderr.write(`${String(++done).padStart(2)}/${STEPS} ${what}\n`);

  step('bundling the whole SDK, to compare with');
  const all = await variants();
  const names = all.map(({ name }) => name);
  const { whole, kept } = await sdkSizes();
  const gateway = await startInstantGateway();
  const sections: Section[] = [];
  for (const loader of Object.keys(LOADERS) as Loader[]) {
    sections.push(await measure(all, loader, gateway, (what) => step(`${LOADERS[loader]}: ${what}`)));
  }
  gateway.close();

  const machine = `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, on a machine that others used at the same time`;
  const share = Math.round((1 - kept / whole) * 100);
  const [, , own, sdk] = all;
  const kilobytes = ({ bundle }: Variant) => (bundle.length / 1000).toFixed(0);
  const report = [
    `Medians of one run, in processor time. ${machine}.`,
    ...sections.map(({ title, rows }) => `### ${title}\n\n${toTable(names, rows)}`),
    `### What must hold\n\n${toPromiseTable(promises(...(sections as [Section, Section])))}`,
    `### What is loaded\n\nThis plugin's bundle has ${kilobytes(own)} kB, that of the whole SDK, which ToolJet's build does not minify, ${kilobytes(sdk)} kB. Of the code of the SDK and of the packages that it brings along, ${share} % is left out: ${kept.toFixed(0)} of ${whole.toFixed(0)} kB are bundled.`,
  ].join('\n\n');
  console.log(report);

  const page = insertReport(readFileSync(PAGE, 'utf8'), report);
  writeFileSync(PAGE, await format(page, { parser: 'markdown' }));
  const bars = sections.map(({ title, rows }) => ({ title, row: rows[1] as Row }));
  writeFileSync(
    CHART,
    toChart('Processor time of one query: load the plugin and ask a gateway that answers at once', names, bars)
  );
  process.stderr.write('Written to docs/performance.md and docs/performance.svg.\n');
}

void main();
