import { slowFaults } from '../../testing/faults';
import { bundleLib } from '../support/bundles';
import { inBothToolJets, useHost } from '../support/host';
import { expectFault, sentenceOf, testAtOnce, titleOf, useRawGateway } from '../support/raw-gateway';
import { scratch } from '../support/routes';
import { startToolJet, type ToolJetProcessOptions } from '../../playground/tooljet/process';

/** Long enough for a busy machine to load the plugin and to send the request. */
const TIMEOUT_MS = 1500;
const SLOW = Object.entries(slowFaults(TIMEOUT_MS));

inBothToolJets((loader) => {
  const host = useHost({ loader });

  testAtOnce(
    SLOW.map(([name, fault]) => {
      // Of its own, so that the next query there meets what this fault left, and no other.
      const raw = useRawGateway(host);
      return [
        `a query that meets ${name} fails with ${titleOf(fault)}`,
        () => expectFault(raw, fault, { query_timeout: TIMEOUT_MS }),
      ];
    })
  );
});

// A connection test has no query, and so no time of its own: here all timers of the code are short instead.
describe('a connection test', () => {
  const folder = scratch();
  const start = async (options: ToolJetProcessOptions = {}) =>
    startToolJet({ ...options, bundle: await bundleLib(folder, { longestTimerMs: TIMEOUT_MS }) });

  inBothToolJets((loader) => {
    const host = useHost({ loader }, start);

    testAtOnce(
      SLOW.map(([name, fault]) => {
        const raw = useRawGateway(host);
        return [
          `a connection test that meets ${name} fails, and never throws`,
          async () => {
            raw.answer = fault.answer;
            const message = sentenceOf(fault, raw).replace(
              `${TIMEOUT_MS / 1000} s, the Query Timeout in the query's settings`,
              '290 s, the longest that a query may take'
            );
            expect(await raw.testConnection()).toEqual({ status: 'failed', message });
            expect(raw.gateway.requests).toHaveLength(1);
          },
        ];
      })
    );
  });
});
