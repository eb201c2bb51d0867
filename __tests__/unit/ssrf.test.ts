import { validateUrlForSSRF } from '@tooljet-marketplace/common';
import { policyOf, type Policy } from '../../common/ssrf';
import { failureOf } from '../support/unit';

const lookup = jest.fn();
jest.mock('node:dns/promises', () => ({ lookup: (...args: unknown[]) => lookup(...args) }));

const resolvesTo = (...addresses: string[]) =>
  lookup.mockResolvedValue(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));

beforeEach(() => {
  lookup.mockReset();
  resolvesTo('93.184.215.14');
});

test.each<[NodeJS.ProcessEnv, Policy]>([
  [{}, 'self-hosted'],
  [{ SSRF_PROTECTION_ENABLED: 'true' }, 'self-hosted'],
  [{ SSRF_PROTECTION_ENABLED: 'false' }, 'off'],
  [{ TOOLJET_EDITION: 'ce' }, 'self-hosted'],
  [{ TOOLJET_EDITION: 'ce', SSRF_PROTECTION_ENABLED: 'false' }, 'off'],
  [{ TOOLJET_EDITION: 'ee' }, 'off'],
  [{ TOOLJET_EDITION: 'EE', SSRF_PROTECTION_ENABLED: 'true' }, 'self-hosted'],
  [{ TOOLJET_EDITION: 'ee', SSRF_PROTECTION_ENABLED: 'false' }, 'off'],
  [{ TOOLJET_EDITION: 'Ee' }, 'off'],
  [{ TOOLJET_EDITION: 'cloud' }, 'cloud'],
  [{ TOOLJET_EDITION: 'Cloud' }, 'cloud'],
  [{ TOOLJET_EDITION: 'CLOUD', SSRF_PROTECTION_ENABLED: 'false' }, 'cloud'],
])('a server with %j has the policy "%s"', (settings, policy) => {
  expect(policyOf(settings)).toBe(policy);
});

const SETTINGS: Record<Policy, NodeJS.ProcessEnv> = {
  off: { SSRF_PROTECTION_ENABLED: 'false' },
  'self-hosted': {},
  cloud: { TOOLJET_EDITION: 'cloud' },
};

/** The policies by which the URL is refused. */
async function refusing(url: string, more: NodeJS.ProcessEnv = {}): Promise<string[]> {
  const policies: string[] = [];
  for (const [policy, settings] of Object.entries(SETTINGS)) {
    await validateUrlForSSRF(url, { ...settings, ...more }).catch((error: Error) => {
      expect(error).toMatchObject({ name: 'QueryError', message: 'URL not allowed', data: {} });
      policies.push(policy);
    });
  }
  return policies;
}

/** Of each URL, so that a failure names it. */
async function expectRefused(urls: string[], policies: Policy[], more?: NodeJS.ProcessEnv): Promise<void> {
  for (const url of urls) expect([url, await refusing(url, more)]).toEqual([url, policies]);
}

describe('what only the cloud refuses', () => {
  test.each([
    [
      'private networks',
      ['10.0.0.0', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.0.1', '192.168.255.255'],
    ],
    ['private networks of IPv6', ['[fc00::1]', '[fdff::1]']],
    ['private IPv4 addresses behind a NAT64', ['[64:ff9b::10.0.0.1]', '[64:ff9b::ac1f:ffff]']],
    [
      'the names of the machine itself',
      ['localhost', 'LOCALHOST:8787/v1', 'localhost.', 'ip6-localhost', 'ip6-loopback'],
    ],
    ['the loopback address of IPv6', ['[::1]:8787', '[0:0:0:0:0:0:0:1]']],
  ])('only the cloud refuses %s', async (_, hosts) =>
    expectRefused(
      hosts.map((host) => `http://${host}`),
      ['cloud']
    )
  );
});

describe('what every policy but "off" refuses', () => {
  test.each([
    [
      'loopback addresses in every notation',
      ['127.0.0.1', '127.255.255.254', '127.0.0.1.', '127.1', '2130706433', '0x7f000001', '0x7F.0.0.0x1'],
    ],
    ['loopback addresses in octal and in wide digits', ['017700000001', '0177.0.0.1', '１２７.0.0.1']],
    [
      'loopback addresses mapped to IPv6',
      ['[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::FFFF:7F00:0001]', '[0:0:0:0:0:ffff:127.0.0.1]', '[::127.0.0.1]'],
    ],
    ['forbidden IPv4 addresses behind a NAT64', ['[64:ff9b::127.0.0.1]', '[64:ff9b::a9fe:a9fe]', '[64:ff9b::0.0.0.0]']],
    [
      'other ways from IPv6 to IPv4',
      ['[2002:7f00:1::]', '[64:ff9b:1::1]', '[::ffff:8.8.8.8]', '[::ffff:10.0.0.1]', '[::ffff:0:0]'],
    ],
    ['this network and the unspecified address', ['0.0.0.0', '0', '0.255.255.255', '[::]']],
    ['link-local addresses', ['169.254.0.1', '[fe80::1]', '[febf::1]']],
    [
      'metadata services of clouds',
      ['169.254.169.254/latest', '2852039166', '0xA9FEA9FE', '0251.0376.0251.0376', '[::ffff:169.254.169.254]'],
    ],
    [
      'metadata services of certain clouds',
      ['[fd00:ec2::254]', '100.100.100.200', 'metadata.google.internal', 'METADATA.Google.internal./computeMetadata'],
    ],
    ['shared addresses', ['100.64.0.1', '100.127.255.255']],
    [
      'reserved addresses',
      ['192.0.0.1', '192.0.2.1', '198.18.0.1', '198.19.255.255', '198.51.100.1', '203.0.113.1', '240.0.0.1'],
    ],
    ['reserved addresses of IPv6', ['[2001:db8::1]', '[100::1]']],
    ['multicast and broadcast', ['224.0.0.1', '239.255.255.255', '255.255.255.255', '[ff02::1]']],
    ['wildcard DNS', ['nip.io', '10.0.0.1.nip.io', 'a.XIP.io', 'a.sslip.io.', 'localtest.me', 'a.traefik.me']],
  ])('every policy but "off" refuses %s', async (_, hosts) =>
    expectRefused(
      hosts.map((host) => `http://${host}`),
      ['self-hosted', 'cloud']
    )
  );

  test('every policy but "off" refuses schemes other than http and https', async () => {
    const schemes = ['file:///etc', 'gopher://a.b', 'dict://a.b', 'ftp://a.b', 'FTP://a.b', 'jar:http://a.b!/a'];
    await expectRefused([...schemes, 'data:text/plain,hi', 'javascript:alert(1)'], ['self-hosted', 'cloud']);
  });

  test('every policy but "off" refuses what is no complete URL', async () => {
    await expectRefused(['nonsense', '', 'http://999.0.0.1'], ['self-hosted', 'cloud']);
  });
});

describe('what no policy refuses', () => {
  test.each([
    ['public addresses', ['93.184.215.14', '[2606:4700::1111]', '[64:ff9b::8.8.8.8]']],
    [
      'the neighbours of private networks',
      ['9.255.255.255', '11.0.0.0', '172.15.255.255', '172.32.0.0', '192.169.0.0'],
    ],
    [
      'the neighbours of forbidden networks',
      [
        '100.63.255.255',
        '100.128.0.0',
        '126.255.255.255',
        '128.0.0.0',
        '169.253.255.255',
        '169.255.0.0',
        '223.255.0.0',
      ],
    ],
    [
      'names that resemble refused ones',
      ['nip.io.example.com', 'notnip.io', 'localhost.example.com', '10.example.com', 'api.portkey.ai'],
    ],
  ])('no policy refuses %s', async (_, hosts) =>
    expectRefused(
      hosts.map((host) => `http://${host}`),
      []
    )
  );
});

test('without settings the environment of the process decides', async () => {
  const environment = process.env;
  try {
    process.env = { ...environment, TOOLJET_EDITION: 'Cloud' };
    await expect(validateUrlForSSRF('http://localhost')).rejects.toThrow('URL not allowed');
    process.env = { ...environment, TOOLJET_EDITION: 'ce' };
    await expect(validateUrlForSSRF('http://localhost')).resolves.toBeUndefined();
  } finally {
    process.env = environment;
  }
});

test.each<[string, string, string, Policy[]]>([
  ['an own list is refused', 'http', 'http://a.example', ['self-hosted', 'cloud']],
  ['an own list may have blanks and upper case', ' FTP , HTTP ', 'http://a.example', ['self-hosted', 'cloud']],
  ['an own list replaces the usual one', 'http', 'ftp://a.example', []],
  ['an empty list means the usual one', '', 'ftp://a.example', ['self-hosted', 'cloud']],
  ['a blocked scheme is refused on localhost, too', 'http', 'http://localhost', ['self-hosted', 'cloud']],
  ['a part of a blocked scheme is not blocked', 'https', 'http://a.example', []],
])('of the schemes that a server blocks, %s', (_, SSRF_BLOCKED_SCHEMES, url, policies) =>
  expectRefused([url], policies, { SSRF_BLOCKED_SCHEMES })
);

test.each([
  ['nonsense', {}, 'it is not a complete URL'],
  ['ftp://example.com', {}, 'the scheme ftp is blocked'],
  ['http://localhost', SETTINGS.cloud, 'localhost is a local address'],
  ['http://metadata.google.internal', {}, 'metadata.google.internal is a cloud metadata service'],
  ['http://a.nip.io', {}, 'a.nip.io belongs to a wildcard DNS service'],
  ['http://0x7f000001', {}, '127.0.0.1 is a private or reserved address'],
  ['http://[fe80::1]', {}, 'fe80::1 is a private or reserved address'],
])('%s is refused by %j because %s', async (url, settings, reason) => {
  const { description } = await failureOf(() => validateUrlForSSRF(url, settings));
  expect(description).toBe(`The URL is not allowed: ${reason}`);
});
