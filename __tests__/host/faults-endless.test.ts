import { ENDLESS_FAULTS, http } from '../../testing/faults';
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

  test('of an error what is beyond 1 MiB is left out of its response, with a note', async () => {
    raw.answer = (socket) => void socket.write(http(400, {}, 'word '.repeat(1024 * 1024)));
    const { response } = ((await raw.run()) as { data: { response: string } }).data;
    expect(response).toMatch(/^word word .* word? ?wo?r?d?… \(cut: of an error no more than 1 MiB is read\)$/);
    expect(response.length).toBeLessThan(1024 * 1024 + 100);
  });

  test('a query after all of them gets its answer', () => raw.expectGood());
}

inBothToolJets((loader) => suite(useHost({ loader })));
