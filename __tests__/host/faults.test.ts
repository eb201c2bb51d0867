import { FAULTS } from '../../testing/faults';
import { onPlainPrunedBundle } from '../support/drivers';
import { inBothToolJets, useHost, type Host } from '../support/host';
import { expectFault, sentenceOf, titleOf, useRawGateway } from '../support/raw-gateway';

function suite(host: Host): void {
  const raw = useRawGateway(host);

  for (const [name, fault] of Object.entries(FAULTS)) {
    test(`a query and the connection test that meet ${name} fail with ${titleOf(fault)}`, async () => {
      await expectFault(raw, fault);
      raw.answer = fault.answer;
      expect(await raw.testConnection()).toEqual({ status: 'failed', message: sentenceOf(fault, raw) });
      expect(raw.gateway.requests).toHaveLength(3);
    });
  }

  test('a gateway that speaks no TLS fails the query before anything is sent', async () => {
    const gatewayUrl = raw.origin.replace('http:', 'https:');
    expect(await host.run({ operation: 'completion', prompt: 'Hi' }, { gatewayUrl })).toMatchObject({
      errorName: 'QueryError',
      description: `The gateway at ${gatewayUrl} could not be reached over a secure connection: check its certificate`,
    });
    expect(raw.gateway.requests).toEqual([]);
  });
}

inBothToolJets((loader) => suite(useHost({ loader })));
onPlainPrunedBundle(suite);
