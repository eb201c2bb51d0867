import { ENDLESS_FAULTS } from '../../testing/faults';
import { inBothToolJets, useHost, type Host } from '../support/host';
import { sentenceOf, titleOf, useRawGateway } from '../support/raw-gateway';

function suite(host: Host): void {
  const raw = useRawGateway(host);

  for (const [name, fault] of Object.entries(ENDLESS_FAULTS)) {
    test(`${name} fails the query with ${titleOf(fault)}, and leaves no connection open`, async () => {
      raw.answer = fault.answer;
      const result = await raw.run({ query_timeout: fault.says?.includes('within 0.5 s') ? 500 : undefined });
      expect(result).toMatchObject({ errorName: 'QueryError', description: sentenceOf(fault, raw) });
      expect(raw.gateway.requests).toHaveLength(1);
      expect(await raw.gateway.left()).toBe(0);
    });
  }

  test('a query after all of them gets its answer', () => raw.expectGood());
}

inBothToolJets((loader) => suite(useHost({ loader })));
