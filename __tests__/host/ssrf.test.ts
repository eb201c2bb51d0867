import { join } from 'node:path';
import { CHAT, useHost } from '../support/host';

/** As if nobody had set anything, whatever the environment of these tests is. */
const UNSET = { TOOLJET_EDITION: undefined, SSRF_PROTECTION_ENABLED: undefined };

/** The only names that there are, beside localhost. */
const NAMES = {
  TEST_NAMES: JSON.stringify({ 'loopback.test': ['127.0.0.1'], 'mixed.test': ['93.184.215.14', '127.0.0.1'] }),
  NODE_OPTIONS: `--require ${JSON.stringify(join(__dirname, '..', 'support', 'resolver.cjs'))}`,
};

// Which settings stand for which policy is a table of unit/ssrf. All that is allowed is loopback, for it is asked.
describe.each([
  {
    title: 'a server without the protection refuses no loopback address',
    settings: { SSRF_PROTECTION_ENABLED: 'false' },
    allowed: ['127.0.0.1', 'localhost', 'loopback.test'],
    refused: [],
  },
  {
    title: 'a server on which nothing is set refuses 127.0.0.1, and names that may lead there or lead nowhere',
    settings: {},
    allowed: ['localhost'],
    refused: ['127.0.0.1', 'loopback.test', 'mixed.test', 'unknown.test'],
  },
  {
    title: "ToolJet's cloud refuses localhost as well",
    settings: { TOOLJET_EDITION: 'cloud' },
    allowed: [],
    refused: ['127.0.0.1', 'localhost', 'loopback.test', 'mixed.test', 'unknown.test'],
  },
  {
    title: 'a server that has no names looked up refuses 127.0.0.1, and no name that leads there',
    settings: { SSRF_DNS_RESOLUTION_CHECK: 'false' },
    allowed: ['localhost', 'loopback.test'],
    refused: ['127.0.0.1'],
  },
])('as a Gateway URL', ({ title, settings, allowed, refused }) => {
  const host = useHost({ env: { ...UNSET, ...NAMES, ...settings } });

  const isRefused = async (name: string): Promise<boolean> => {
    const outcome = await host.run(CHAT, { gatewayUrl: host.origin.replace('localhost', name) });
    const { description } = outcome as { description?: string };
    return /^Gateway URL is refused by this ToolJet server: /.test(description ?? '');
  };

  test(title, async () => {
    for (const name of allowed) expect([name, await isRefused(name)]).toEqual([name, false]);
    for (const name of refused) expect([name, await isRefused(name)]).toEqual([name, true]);
  });
});
