import { gzipSync } from 'node:zlib';
import { http } from '../../testing/faults';
import { casesFor, inBothToolJets } from '../support/host';
import { full, MIB, useMeasuredHost } from '../support/measured';

const ERRORS: [name: string, body: string | Buffer, headers?: Record<string, string>][] = [
  ['50 MB of small arrays', full(50 * MIB, '[]')],
  ['a million empty texts', full(3 * MIB, '""')],
  ['1 MiB of small arrays', full(MIB, '[]')],
  ['1 MiB of empty texts', full(MIB, '""')],
  ['10 kB of gzip, which hold 10 MB of empty texts', gzipSync(full(10 * MIB, '""')), { 'content-encoding': 'gzip' }],
];

inBothToolJets((loader) => {
  const { raw, measure, small } = useMeasuredHost(loader);

  for (const [name, body, headers = {}] of casesFor(loader, ERRORS)) {
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
});
