import { slowFaults } from '../../testing/faults';
import { bundleLib } from '../support/bundles';
import { inBothToolJets, useHost, type Host } from '../support/host';
import { expectFault, sentenceOf, titleOf, useRawGateway } from '../support/raw-gateway';
import { scratch } from '../support/routes';
import { startToolJet, type ToolJetProcessOptions } from '../../playground/tooljet/process';

const TIMEOUT_MS = 400;

function suite(host: Host): void {
  const raw = useRawGateway(host);

  for (const [name, fault] of Object.entries(slowFaults(TIMEOUT_MS))) {
    test(`${name} fails the query with ${titleOf(fault)}`, () =>
      expectFault(raw, fault, { query_timeout: TIMEOUT_MS }));
  }
}

inBothToolJets((loader) => suite(useHost({ loader })));

// A connection test has no query, and so no time of its own: here all timers of the code are short instead.
describe('a connection test', () => {
  const folder = scratch();
  const start = async (options: ToolJetProcessOptions = {}) =>
    startToolJet({ ...options, bundle: await bundleLib(folder, { longestTimerMs: TIMEOUT_MS }) });

  inBothToolJets((loader) => {
    const raw = useRawGateway(useHost({ loader }, start));

    for (const [name, fault] of Object.entries(slowFaults(TIMEOUT_MS))) {
      test(`fails at ${name}, and never throws`, async () => {
        raw.answer = fault.answer;
        const message = sentenceOf(fault, raw).replace(
          "0.4 s, the Query Timeout in the query's settings",
          '290 s, the longest that a query may take'
        );
        expect(await raw.testConnection()).toEqual({ status: 'failed', message });
        expect(raw.gateway.requests).toHaveLength(1);
      });
    }
  });
});
