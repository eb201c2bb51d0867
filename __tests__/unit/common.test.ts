import { QueryError, validateUrlForSSRF } from '@tooljet-marketplace/common';
import { failureOf } from '../support/unit';

const lookup = jest.fn();
jest.mock('node:dns/promises', () => ({ lookup: (...args: unknown[]) => lookup(...args) }));

const resolvesTo = (...addresses: string[]) =>
  lookup.mockResolvedValue(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));

beforeEach(() => {
  lookup.mockReset();
  resolvesTo('93.184.215.14');
});

describe('QueryError', () => {
  const error = new QueryError('Query could not be completed', 'Because', { field: 'key' });

  test('is an Error with message, description and data', () => {
    expect(error).toBeInstanceOf(Error);
    expect(error.message).toBe('Query could not be completed');
    expect(error.description).toBe('Because');
    expect(error.data).toEqual({ field: 'key' });
  });

  test('has the name by which ToolJet recognises it', () => {
    expect(error.name).toBe('QueryError');
    expect(error.constructor.name).toBe('QueryError');
  });
});

const CLOUD = { TOOLJET_EDITION: 'cloud' };
const CLOUD_OFF = { TOOLJET_EDITION: 'cloud', SSRF_PROTECTION_ENABLED: 'false' };
const EE = { TOOLJET_EDITION: 'ee', SSRF_PROTECTION_ENABLED: 'true' };
const EE_UNSET = { TOOLJET_EDITION: 'ee' };
const EE_OFF = { TOOLJET_EDITION: 'ee', SSRF_PROTECTION_ENABLED: 'false' };
const CE = { TOOLJET_EDITION: 'ce' };
const UNSET = {};
const CE_ON = { TOOLJET_EDITION: 'ce', SSRF_PROTECTION_ENABLED: 'true' };
const CE_OFF = { TOOLJET_EDITION: 'ce', SSRF_PROTECTION_ENABLED: 'false' };
const UNSET_OFF = { SSRF_PROTECTION_ENABLED: 'false' };

/** The outcome in one word, so that a table of them can be read. */
async function verdict(url: string, settings: NodeJS.ProcessEnv): Promise<string> {
  const outcome = await validateUrlForSSRF(url, settings).then(
    () => 'allowed',
    (error: QueryError) => error
  );
  if (typeof outcome === 'string') return outcome;
  expect(outcome.constructor.name).toBe('QueryError');
  expect(outcome.message).toBe('URL not allowed');
  expect(outcome.description).toMatch(/^The URL is not allowed: /);
  return 'blocked';
}

/** What only ToolJet's cloud blocks. */
const PRIVATE_OR_LOCAL = [
  'http://10.0.0.0',
  'http://10.255.255.255',
  'http://172.16.0.1',
  'http://172.31.255.255',
  'http://192.168.0.1',
  'http://192.168.255.255',
  'http://[fc00::1]',
  'http://[fdff::1]',
  'http://[::ffff:10.0.0.1]',
  'http://localhost',
  'http://LOCALHOST:8787/v1',
  'http://localhost./v1',
  'http://ip6-localhost',
  'http://ip6-loopback',
  'http://[::1]:8787',
  'http://[0:0:0:0:0:0:0:1]',
];

/** What is blocked wherever the protection is active. */
const NEVER = [
  // loopback, in every notation
  'http://127.0.0.1',
  'http://127.255.255.254',
  'http://127.0.0.1.',
  'http://127.1',
  'http://2130706433',
  'http://0x7f000001',
  'http://0x7F.0.0.0x1',
  'http://017700000001',
  'http://0177.0.0.1',
  'http://[::ffff:127.0.0.1]',
  'http://[::ffff:7f00:1]',
  'http://[::FFFF:7F00:0001]',
  'http://[0:0:0:0:0:ffff:127.0.0.1]',
  'http://[::127.0.0.1]',
  'http://[64:ff9b::127.0.0.1]',
  'http://[2002:7f00:1::]',
  'http://１２７.0.0.1',
  // this network and the unspecified address
  'http://0.0.0.0',
  'http://0',
  'http://0.255.255.255',
  'http://[::]',
  // link-local and cloud metadata
  'http://169.254.0.1',
  'http://169.254.169.254/latest/meta-data',
  'http://2852039166',
  'http://0xA9FEA9FE',
  'http://0251.0376.0251.0376',
  'http://[::ffff:169.254.169.254]',
  'http://[fe80::1]',
  'http://[febf::1]',
  'http://[fd00:ec2::254]',
  'http://100.100.100.200',
  'http://metadata.google.internal',
  'http://METADATA.Google.internal./computeMetadata',
  // shared, reserved, multicast and broadcast
  'http://100.64.0.1',
  'http://100.127.255.255',
  'http://192.0.0.1',
  'http://192.0.2.1',
  'http://198.18.0.1',
  'http://198.19.255.255',
  'http://198.51.100.1',
  'http://203.0.113.1',
  'http://224.0.0.1',
  'http://239.255.255.255',
  'http://240.0.0.1',
  'http://255.255.255.255',
  'http://[ff02::1]',
  'http://[2001:db8::1]',
  'http://[100::1]',
  'http://[64:ff9b:1::1]',
  // wildcard DNS
  'http://nip.io',
  'http://10.0.0.1.nip.io',
  'http://a.XIP.io',
  'http://a.sslip.io.',
  'http://localtest.me',
  'http://a.traefik.me',
  // schemes
  'file:///etc/passwd',
  'gopher://example.com',
  'dict://example.com',
  'ftp://example.com',
  'FTP://example.com',
  'jar:http://example.com!/a',
  'data:text/plain,hi',
  'javascript:alert(1)',
];

/** What is allowed everywhere, although it looks like something else. */
const ALWAYS = [
  'https://api.portkey.ai/v1',
  'http://93.184.215.14',
  'http://9.255.255.255',
  'http://11.0.0.0',
  'http://172.15.255.255',
  'http://172.32.0.0',
  'http://192.167.255.255',
  'http://192.169.0.0',
  'http://100.63.255.255',
  'http://100.128.0.0',
  'http://126.255.255.255',
  'http://128.0.0.0',
  'http://169.253.255.255',
  'http://169.255.0.0',
  'http://223.255.255.255',
  'http://[2606:4700::1111]',
  'http://[::ffff:8.8.8.8]',
  'http://nip.io.example.com',
  'http://notnip.io',
  'http://localhost.example.com',
  'http://10.example.com',
];

describe.each([
  ['cloud', CLOUD, 'blocked', 'blocked'],
  ['cloud, protection off: it stays on', CLOUD_OFF, 'blocked', 'blocked'],
  ['enterprise, protection on', EE, 'allowed', 'blocked'],
  ['enterprise, protection not set', EE_UNSET, 'allowed', 'allowed'],
  ['enterprise, protection off', EE_OFF, 'allowed', 'allowed'],
  ['community', CE, 'allowed', 'blocked'],
  ['community, protection on', CE_ON, 'allowed', 'blocked'],
  ['community, protection off', CE_OFF, 'allowed', 'allowed'],
  ['no edition', UNSET, 'allowed', 'blocked'],
  ['no edition, protection off', UNSET_OFF, 'allowed', 'allowed'],
])('%s', (_, settings, local, never) => {
  test.each(PRIVATE_OR_LOCAL)(`${local}: %s`, async (url) => expect(await verdict(url, settings)).toBe(local));
  test.each(NEVER)(`${never}: %s`, async (url) => expect(await verdict(url, settings)).toBe(never));
  test.each(ALWAYS)('allowed: %s', async (url) => expect(await verdict(url, settings)).toBe('allowed'));
});

test('without settings the environment of the process decides', async () => {
  const environment = process.env;
  try {
    process.env = { ...environment, TOOLJET_EDITION: 'cloud' };
    await expect(validateUrlForSSRF('http://localhost')).rejects.toThrow('URL not allowed');
    process.env = { ...environment, TOOLJET_EDITION: 'ce' };
    await expect(validateUrlForSSRF('http://localhost')).resolves.toBeUndefined();
  } finally {
    process.env = environment;
  }
});

describe('schemes', () => {
  test.each([
    ['own list', { SSRF_BLOCKED_SCHEMES: 'http' }, 'http://example.com', 'blocked'],
    ['own list in upper case with blanks', { SSRF_BLOCKED_SCHEMES: ' FTP , HTTP ' }, 'http://example.com', 'blocked'],
    ['own list replaces the default', { SSRF_BLOCKED_SCHEMES: 'http' }, 'ftp://example.com', 'allowed'],
    ['an empty list means the default', { SSRF_BLOCKED_SCHEMES: '' }, 'ftp://example.com', 'blocked'],
    ['a blocked scheme on localhost', { SSRF_BLOCKED_SCHEMES: 'http' }, 'http://localhost', 'blocked'],
    ['a part of a blocked scheme', { SSRF_BLOCKED_SCHEMES: 'https' }, 'http://example.com', 'allowed'],
  ])('%s', async (_, settings, url, expected) => {
    expect(await verdict(url, settings)).toBe(expected);
  });
});

describe('names', () => {
  test.each([
    ['to a public address', ['93.184.215.14'], CE, 'allowed'],
    ['to a loopback address', ['127.0.0.1'], CE, 'blocked'],
    ['to a loopback address of IPv6', ['::1'], CE, 'blocked'],
    ['to a mapped loopback address', ['::ffff:127.0.0.1'], CE, 'blocked'],
    ['to a metadata address', ['169.254.169.254'], CE, 'blocked'],
    ['to a link-local address with a zone', ['fe80::1%eth0'], CE, 'blocked'],
    ['to a public address with a zone', ['2606:4700::1111%eth0'], CE, 'allowed'],
    ['to a private address', ['10.0.0.1'], CE, 'allowed'],
    ['to a private address, on ToolJet cloud', ['10.0.0.1'], CLOUD, 'blocked'],
    ['to a private address of IPv6, on ToolJet cloud', ['fd12::1'], CLOUD, 'blocked'],
    ['to several addresses, all public', ['93.184.215.14', '2606:4700::1111'], CE, 'allowed'],
    ['to several addresses, the last one blocked', ['93.184.215.14', '2606:4700::1111', '127.0.0.1'], CE, 'blocked'],
    ['to a loopback address, resolution check off', ['127.0.0.1'], { SSRF_DNS_RESOLUTION_CHECK: 'false' }, 'allowed'],
    ['to a loopback address, resolution check on', ['127.0.0.1'], { SSRF_DNS_RESOLUTION_CHECK: 'true' }, 'blocked'],
  ] as [string, string[], NodeJS.ProcessEnv, string][])('that resolve %s', async (_, addresses, settings, expected) => {
    resolvesTo(...addresses);
    expect(await verdict('http://gateway.example', settings)).toBe(expected);
  });

  test('that do not resolve are blocked', async () => {
    lookup.mockRejectedValue(Object.assign(new Error('getaddrinfo ENOTFOUND gateway.example'), { code: 'ENOTFOUND' }));
    const { description } = await failureOf(() => validateUrlForSSRF('http://gateway.example', CE));
    expect(description).toBe('The URL is not allowed: gateway.example could not be resolved');
  });

  test('that do not resolve are allowed when the resolution check is off', async () => {
    lookup.mockRejectedValue(new Error('ENOTFOUND'));
    expect(await verdict('http://gateway.example', { SSRF_DNS_RESOLUTION_CHECK: 'false' })).toBe('allowed');
    expect(lookup).not.toHaveBeenCalled();
  });

  test('are looked up with all their addresses, as fetch does', async () => {
    await validateUrlForSSRF('https://Gateway.Example:8787/v1', CE);
    expect(lookup.mock.calls).toEqual([['gateway.example', { all: true }]]);
  });

  test.each([
    ['addresses', 'http://93.184.215.14', CE],
    ['local names', 'http://localhost', CE],
    ['anything when the protection is off', 'http://gateway.example', CE_OFF],
  ])('%s are not looked up', async (_, url, settings) => {
    await validateUrlForSSRF(url, settings);
    expect(lookup).not.toHaveBeenCalled();
  });
});

test.each([
  ['nonsense', CE, 'it is not a complete URL'],
  ['', CE, 'it is not a complete URL'],
  ['http://999.0.0.1', CE, 'it is not a complete URL'],
  ['ftp://example.com', CE, 'the scheme ftp is blocked'],
  ['http://localhost', CLOUD, 'localhost is a local address'],
  ['http://metadata.google.internal', CE, 'metadata.google.internal is a cloud metadata service'],
  ['http://a.nip.io', CE, 'a.nip.io belongs to a wildcard DNS service'],
  ['http://0x7f000001', CE, '127.0.0.1 is a private or reserved address'],
  ['http://[fe80::1]', CE, 'fe80::1 is a private or reserved address'],
] as [string, NodeJS.ProcessEnv, string][])('says why it refuses %j', async (url, settings, reason) => {
  const { description, data } = await failureOf(() => validateUrlForSSRF(url, settings));
  expect(description).toBe(`The URL is not allowed: ${reason}`);
  expect(data).toEqual({});
});

test('says to which address a refused name resolves', async () => {
  resolvesTo('169.254.169.254');
  const { description } = await failureOf(() => validateUrlForSSRF('http://gateway.example', CE));
  expect(description).toBe(
    'The URL is not allowed: gateway.example resolves to 169.254.169.254, a private or reserved address'
  );
});
