import { join } from 'node:path';
import { serve, type Server } from '../../playground/portkey/http';
import { startToolJet, type ToolJetProcess } from '../../playground/tooljet/process';
import { CHAT } from '../support/host';

const RESOLVER = `--require ${JSON.stringify(join(__dirname, '..', 'support', 'resolver.cjs'))}`;

/** As if nobody had set anything, whatever the environment of these tests is. */
const UNSET = { TOOLJET_EDITION: undefined, SSRF_PROTECTION_ENABLED: undefined };

let gateway: Server;
beforeAll(async () => {
  gateway = await serve('localhost', () => ({ body: {} }));
});
afterAll(() => gateway?.close());

const started: ToolJetProcess[] = [];

/** ToolJet in that environment, until the test is over, passed or failed. */
async function start(env: Record<string, string | undefined>): Promise<ToolJetProcess> {
  const tooljet = await startToolJet({ env });
  started.push(tooljet);
  return tooljet;
}
afterEach(() => Promise.all(started.splice(0).map((tooljet) => tooljet.close())));

async function isRefused(tooljet: ToolJetProcess, host: string): Promise<boolean> {
  const { description } = (await tooljet.run({ gatewayUrl: `http://${host}:${gateway.port}` }, CHAT)) as {
    description?: string;
  };
  return /^Gateway URL is refused by this ToolJet server: /.test(description ?? '');
}

// Of each policy one address that tells it from the others. All are loopback: what is allowed is also asked.
type Policy = 'off' | 'self-hosted' | 'cloud';
const EDITIONS: [settings: Record<string, string>, policy: Policy][] = [
  [{}, 'self-hosted'],
  [{ TOOLJET_EDITION: 'ce' }, 'self-hosted'],
  [{ SSRF_PROTECTION_ENABLED: 'false' }, 'off'],
  [{ TOOLJET_EDITION: 'ee' }, 'off'],
  [{ TOOLJET_EDITION: 'ee', SSRF_PROTECTION_ENABLED: 'true' }, 'self-hosted'],
  [{ TOOLJET_EDITION: 'cloud' }, 'cloud'],
  [{ TOOLJET_EDITION: 'cloud', SSRF_PROTECTION_ENABLED: 'false' }, 'cloud'],
];
test.each(EDITIONS)('a server with %j has the policy "%s"', async (settings, policy) => {
  const tooljet = await start({ ...UNSET, ...settings });
  const refused = { loopback: await isRefused(tooljet, '127.0.0.1'), localhost: await isRefused(tooljet, 'localhost') };
  expect(refused).toEqual({ loopback: policy !== 'off', localhost: policy === 'cloud' });
});

describe('a name', () => {
  const NAMES = { 'loopback.test': ['127.0.0.1'], 'mixed.test': ['93.184.215.14', '127.0.0.1'] };
  const resolving = { ...UNSET, TEST_NAMES: JSON.stringify(NAMES), NODE_OPTIONS: RESOLVER };

  test('is refused when any of its addresses is, or when it has none', async () => {
    const tooljet = await start(resolving);
    for (const name of ['loopback.test', 'mixed.test', 'unknown.test']) {
      expect([name, await isRefused(tooljet, name)]).toEqual([name, true]);
    }
  });

  test('is not looked up where the server asks for no such check', async () => {
    const tooljet = await start({ ...resolving, SSRF_DNS_RESOLUTION_CHECK: 'false' });
    expect(await isRefused(tooljet, 'loopback.test')).toBe(false);
    expect(await isRefused(tooljet, '127.0.0.1')).toBe(true);
  });
});
