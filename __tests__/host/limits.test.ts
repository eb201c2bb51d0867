import { gzipSync } from 'node:zlib';
import { ENDLESS_FAULTS, http, type Faults } from '../../testing/faults';
import { casesFor, inBothToolJets } from '../support/host';
import { full, MIB, named, useMeasuredHost } from '../support/measured';
import { sentenceOf, titleOf } from '../support/raw-gateway';

const TOO_MANY =
  'sent an answer of more than 1.2 million lists and objects, or 2 million named values: ask for less at once';

/** 4.5 MB unpacked. */
const ARRAYS = gzipSync('[],'.repeat(1_500_000));

const MANY: Faults = {
  'gzip of 150 million small arrays': {
    answer(socket) {
      socket.write(http(200, { 'content-encoding': 'gzip' }, Buffer.concat(Array<Buffer>(100).fill(ARRAYS))));
    },
    says: TOO_MANY,
  },
  'a good answer of 31 MiB of small arrays': {
    answer: (socket) => void socket.write(http(200, {}, full(31 * MIB, '[]'))),
    says: TOO_MANY,
  },
  'a good answer of 2.1 million names': {
    answer: (socket) => void socket.write(http(200, {}, named(2_100))),
    says: TOO_MANY,
  },
};

inBothToolJets((loader) => {
  const { raw, measure, small } = useMeasuredHost(loader);

  for (const [name, fault] of casesFor(loader, Object.entries({ ...ENDLESS_FAULTS, ...MANY }))) {
    test(`a query that meets ${name} fails with ${titleOf(fault)} within 300 MB of memory, and the next one is served`, async () => {
      const { grownMB, kind, description } = await measure(fault.answer);
      expect({ kind, description }).toEqual({ kind: 'QueryError', description: sentenceOf(fault, raw) });
      expect(raw.gateway.requests).toHaveLength(1);
      expect(grownMB).toBeLessThan(300);
      expect(await raw.gateway.left()).toBe(0);
      expect((await small()).keys).toEqual(['good']);
    });
  }
});
