import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { BUNDLE } from '../../playground/tooljet';
import { ENDLESS_FAULTS, http, type Fault } from '../../testing/faults';
import { inBothToolJets, useHost } from '../support/host';
import { useRawGateway } from '../support/raw-gateway';
import { scratch } from '../support/routes';

const MIB = 1024 * 1024;

/**
 * The plugin, but that a result tells the most memory that the process had so far, in MB, in place of data that would
 * have to be copied from one process to another.
 */
const MEASURED = `${readFileSync(BUNDLE, 'utf8')}
const Plugin = module.exports.default;
module.exports = {
  default: class extends Plugin {
    async run(source, query) {
      const { data, description } = await super.run(source, query).catch((error) => error);
      const peak = process.resourceUsage().maxRSS / 1024;
      return { status: 'ok', metadata: {}, data: { peak, description, keys: Object.keys(data) } };
    }
  },
};`;

/** JSON of so many bytes: an object that holds an array of nothing but these. */
function full(size: number, item: string): string {
  const items = `${item},`.repeat(Math.floor((size - 16) / (item.length + 1)));
  return `{"message":[${items}${item}]}`;
}

const TOO_LARGE = /sent an answer of more than 32 MiB: ask for less at once, such as fewer inputs in one embedding$/;
const TOO_MANY = /sent an answer of more than 1\.2 million lists and objects: ask for less at once$/;

const fault = (name: string): Fault['answer'] => (ENDLESS_FAULTS[name] as Fault).answer;

const REFUSED: [name: string, answer: Fault['answer'], sentence?: RegExp][] = [
  ['an answer without an end', fault('a good answer without an end')],
  ['gzip without an end', fault('gzip without an end')],
  ['gzip of 1,000 MB', fault('gzip of 1,000 MB')],
  ['brotli of 100 MB', fault('brotli of 100 MB')],
  [
    'gzip of 150 million small arrays',
    (socket) => {
      const member = gzipSync('[],'.repeat(15_000_000));
      socket.write(http(200, { 'content-encoding': 'gzip' }, Buffer.concat(Array<Buffer>(10).fill(member))));
    },
    TOO_MANY,
  ],
  [
    'a good answer of 31 MiB of small arrays',
    (socket) => void socket.write(http(200, {}, full(31 * MIB, '[]'))),
    TOO_MANY,
  ],
];

const ERRORS: [name: string, body: () => string | Buffer, headers?: Record<string, string>][] = [
  ['50 MB of small arrays', () => full(50 * MIB, '[]')],
  ['a million empty texts', () => full(3 * MIB, '""')],
  ['1 MiB of small arrays', () => full(MIB, '[]')],
  ['1 MiB of empty texts', () => full(MIB, '""')],
  [
    '10 kB of gzip, which hold 10 MB of empty texts',
    () => gzipSync(full(10 * MIB, '""')),
    { 'content-encoding': 'gzip' },
  ],
];

const folder = scratch();
const bundle = join(folder, 'measured.js');
writeFileSync(bundle, MEASURED);

inBothToolJets((loader) => {
  const raw = useRawGateway(useHost({ loader, bundle }));
  let start: number;

  async function measure(answer: Fault['answer']) {
    raw.answer = answer;
    const { data } = (await raw.run()) as { data: { peak: number; description?: string; keys: string[] } };
    return { ...data, grownMB: data.peak - start };
  }
  const small = () => measure((socket) => void socket.write(http(200, {}, '{"good":true}')));

  beforeAll(async () => {
    start = 0;
    start = (await small()).peak;
  });

  for (const [name, answer, sentence = TOO_LARGE] of REFUSED) {
    test(`${name} is refused within 300 MB of memory, and the next query is served`, async () => {
      const { grownMB, description } = await measure(answer);
      expect(description).toMatch(sentence);
      expect(grownMB).toBeLessThan(300);
      expect((await small()).keys).toEqual(['good']);
    });
  }

  for (const [name, body, headers = {}] of ERRORS) {
    test(`an error of ${name} is told within 300 MB of memory, and the next query is served`, async () => {
      const { grownMB, description } = await measure((socket) => void socket.write(http(400, headers, body())));
      expect(description).toBe(`The gateway at ${raw.origin} answered with status 400`);
      expect(grownMB).toBeLessThan(300);
      expect((await small()).keys).toEqual(['good']);
    });
  }

  // Last, for what the process took once it may keep, and nothing could be seen of what takes less.
  test('the worst good answer, 32 MiB of objects and numbers, arrives within 600 MB of memory', async () => {
    const body = full(31 * MIB, '0')
      .replace('[', `[${'{},'.repeat(1_199_000)}`)
      .slice(0, 32 * MIB - 2);
    const worst = `${body.slice(0, body.lastIndexOf(','))}]}`;
    const { grownMB, keys, description } = await measure((socket) => void socket.write(http(200, {}, worst)));
    expect(description).toBeUndefined();
    expect(keys).toEqual(['message']);
    expect(grownMB).toBeLessThan(600);
  }, 60_000);
});
