import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { BUNDLE } from '../../playground/tooljet';
import { ENDLESS_FAULTS, http, type Fault, type Faults } from '../../testing/faults';
import { inBothToolJets, useHost } from '../support/host';
import { sentenceOf, titleOf, useRawGateway } from '../support/raw-gateway';
import { scratch } from '../support/routes';

const MIB = 1024 * 1024;

/**
 * The plugin, but that a result tells the most memory that the process had so far, in MB, and what was thrown, in place
 * of data that would have to be copied from one process to another.
 */
const MEASURED = `${readFileSync(BUNDLE, 'utf8')}
const Plugin = module.exports.default;
module.exports = {
  default: class extends Plugin {
    async run(source, query) {
      const { data, description, constructor } = await super.run(source, query).catch((error) => error);
      const peak = process.resourceUsage().maxRSS / 1024;
      const { response } = data;
      return { status: 'ok', metadata: {}, data: { peak, kind: constructor.name, description, response, keys: Object.keys(data) } };
    }
  },
};`;

interface Measured {
  peak: number;
  kind: string;
  description?: string;
  response?: unknown;
  keys: string[];
}

/** JSON of so many bytes: an object that holds an array of nothing but these. */
function full(size: number, item: string): string {
  const items = `${item},`.repeat(Math.floor((size - 16) / (item.length + 1)));
  return `{"message":[${items}${item}]}`;
}

/** JSON of an object that holds an object of so many values, each with a name of its own. */
function named(count: number): string {
  return `{"all":{${Array.from({ length: count }, (_, at) => `"${at}k":0`).join()}}}`;
}

const TOO_MANY =
  'sent an answer of more than 1.2 million lists and objects, or 2 million named values: ask for less at once';

/** 45 MB unpacked. */
const ARRAYS = gzipSync('[],'.repeat(15_000_000));

const MANY: Faults = {
  'gzip of 150 million small arrays': {
    answer(socket) {
      socket.write(http(200, { 'content-encoding': 'gzip' }, Buffer.concat(Array<Buffer>(10).fill(ARRAYS))));
    },
    says: TOO_MANY,
  },
  'a good answer of 31 MiB of small arrays': {
    answer: (socket) => void socket.write(http(200, {}, full(31 * MIB, '[]'))),
    says: TOO_MANY,
  },
  'a good answer of 2.1 million names': {
    answer: (socket) => void socket.write(http(200, {}, named(2_100_000))),
    says: TOO_MANY,
  },
};

const ERRORS: [name: string, body: string | Buffer, headers?: Record<string, string>][] = [
  ['50 MB of small arrays', full(50 * MIB, '[]')],
  ['a million empty texts', full(3 * MIB, '""')],
  ['1 MiB of small arrays', full(MIB, '[]')],
  ['1 MiB of empty texts', full(MIB, '""')],
  ['10 kB of gzip, which hold 10 MB of empty texts', gzipSync(full(10 * MIB, '""')), { 'content-encoding': 'gzip' }],
];

const folder = scratch();
const bundle = join(folder, 'measured.js');
writeFileSync(bundle, MEASURED);

inBothToolJets((loader) => {
  const raw = useRawGateway(useHost({ loader, bundle }));
  let start: number;

  async function measure(answer: Fault['answer'], query?: object) {
    raw.answer = answer;
    const { data } = (await raw.run(query)) as { data: Measured };
    return { ...data, grownMB: data.peak - start };
  }
  const small = () => measure((socket) => void socket.write(http(200, {}, '{"good":true}')));

  beforeAll(async () => {
    start = 0;
    start = (await small()).peak;
  });

  for (const [name, fault] of Object.entries({ ...ENDLESS_FAULTS, ...MANY })) {
    test(`${name} fails with ${titleOf(fault)} within 300 MB of memory, and the next query is served`, async () => {
      const query_timeout = fault.says?.includes('within 0.5 s') ? 500 : undefined;
      const { grownMB, kind, description } = await measure(fault.answer, { query_timeout });
      expect({ kind, description }).toEqual({ kind: 'QueryError', description: sentenceOf(fault, raw) });
      expect(raw.gateway.requests).toHaveLength(1);
      expect(grownMB).toBeLessThan(300);
      expect(await raw.gateway.left()).toBe(0);
      expect((await small()).keys).toEqual(['good']);
    });
  }

  for (const [name, body, headers = {}] of ERRORS) {
    test(`an error of ${name} is told within 300 MB of memory, and the next query is served`, async () => {
      const { grownMB, description } = await measure((socket) => void socket.write(http(400, headers, body)));
      expect(description).toBe(`The gateway at ${raw.origin} answered with status 400`);
      expect(grownMB).toBeLessThan(300);
      expect((await small()).keys).toEqual(['good']);
    });
  }

  test('of an error what is beyond 1 MiB is left out of its response, with a note', async () => {
    const { response } = await measure((socket) => void socket.write(http(400, {}, 'word '.repeat(MIB))));
    expect(response).toMatch(/^word word .* word? ?wo?r?d?… \(cut: of an error no more than 1 MiB is read\)$/);
    expect((response as string).length).toBeLessThan(MIB + 100);
  });

  // Last, for what the process took once it may keep, and nothing could be seen of what takes less.
  describe('the worst good answer arrives within 600 MB of memory', () => {
    const objects = full(31 * MIB, '0')
      .replace('[', `[${'{},'.repeat(1_199_000)}`)
      .slice(0, 32 * MIB - 2);
    test.each([
      ['2 million named values', 'all', named(1_999_000)],
      ['32 MiB of objects and numbers', 'message', `${objects.slice(0, objects.lastIndexOf(','))}]}`],
    ])(
      'if it has %s',
      async (_, key, body) => {
        const { grownMB, keys, description } = await measure((socket) => void socket.write(http(200, {}, body)));
        expect(description).toBeUndefined();
        expect(keys).toEqual([key]);
        expect(grownMB).toBeLessThan(600);
      },
      60_000
    );
  });
});
