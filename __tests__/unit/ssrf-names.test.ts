import { validateUrlForSSRF } from '@tooljet-marketplace/common';
import { failureOf } from '../support/unit';

const lookup = jest.fn();
jest.mock('node:dns/promises', () => ({ lookup: (...args: unknown[]) => lookup(...args) }));

const resolvesTo = (...addresses: string[]) =>
  lookup.mockResolvedValue(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));

const SELF_HOSTED = {};
const CLOUD = { TOOLJET_EDITION: 'cloud' };
const OFF = { SSRF_PROTECTION_ENABLED: 'false' };
const UNCHECKED = { SSRF_DNS_RESOLUTION_CHECK: 'false' };

const check = (settings: NodeJS.ProcessEnv, url = 'http://gateway.example') => validateUrlForSSRF(url, settings);

beforeEach(() => {
  lookup.mockReset();
  resolvesTo('93.184.215.14');
});
afterEach(() => jest.useRealTimers());

test.each([
  ['a public address', ['93.184.215.14'], SELF_HOSTED],
  ['a public address with a zone', ['2606:4700::1111%eth0'], SELF_HOSTED],
  ['several public addresses', ['93.184.215.14', '2606:4700::1111'], CLOUD],
  ['a private address, self-hosted', ['10.0.0.1'], SELF_HOSTED],
  ['a private address behind a NAT64, self-hosted', ['64:ff9b::a00:1'], SELF_HOSTED],
])('a name of %s is allowed, and its addresses are returned', async (_, addresses, settings) => {
  resolvesTo(...addresses);
  expect(await check(settings)).toEqual(addresses);
});

test.each([
  ['a loopback address', ['127.0.0.1'], SELF_HOSTED],
  ['the loopback address of IPv6', ['::1'], SELF_HOSTED],
  ['a mapped loopback address', ['::ffff:127.0.0.1'], SELF_HOSTED],
  ['a metadata address', ['169.254.169.254'], SELF_HOSTED],
  ['a link-local address with a zone', ['fe80::1%eth0'], SELF_HOSTED],
  ['a private address, on the cloud', ['10.0.0.1'], CLOUD],
  ['a private address of IPv6, on the cloud', ['fd12::1'], CLOUD],
  ['several addresses, the last one blocked', ['93.184.215.14', '2606:4700::1111', '127.0.0.1'], SELF_HOSTED],
])('a name of %s is refused, and the address is not told', async (_, addresses, settings) => {
  resolvesTo(...addresses);
  const { description } = await failureOf(() => check(settings));
  expect(description).toBe('The URL is not allowed: gateway.example resolves to a private or reserved address');
});

test('a name that does not resolve is refused', async () => {
  lookup.mockRejectedValue(Object.assign(new Error('getaddrinfo ENOTFOUND gateway.example'), { code: 'ENOTFOUND' }));
  const { description } = await failureOf(() => check(SELF_HOSTED));
  expect(description).toBe('The URL is not allowed: gateway.example could not be resolved');
});

test('a name is looked up with all its addresses', async () => {
  await check(SELF_HOSTED, 'https://Gateway.Example:8787/v1');
  expect(lookup.mock.calls).toEqual([['gateway.example', { all: true }]]);
});

test.each([
  ['an address', 'http://93.184.215.14', SELF_HOSTED],
  ['a local name', 'http://localhost', SELF_HOSTED],
  ['a name where the protection is off', 'http://gateway.example', OFF],
  ['a name where the server asks for no such check', 'http://gateway.example', UNCHECKED],
])('%s is not looked up', async (_, url, settings) => {
  expect(await check(settings, url)).toBeUndefined();
  expect(lookup).not.toHaveBeenCalled();
});

describe('names whose DNS never answers', () => {
  const hang = () =>
    lookup.mockImplementation((name: string) =>
      name.startsWith('hang')
        ? new Promise(() => undefined)
        : Promise.resolve([{ address: '93.184.215.14', family: 4 }])
    );
  const asked = () => lookup.mock.calls.map(([name]) => String(name));

  test('are looked up two at a time and given up after five seconds, those that waited included', async () => {
    jest.useFakeTimers();
    hang();
    const outcomes = [1, 2, 3, 4, 5, 6, 7, 8].map((i) =>
      failureOf(() => check(SELF_HOSTED, `http://hang-${i}.example`))
    );
    await jest.advanceTimersByTimeAsync(4_999);
    expect(asked()).toEqual(['hang-1.example', 'hang-2.example']);
    await jest.advanceTimersByTimeAsync(1);
    expect((await Promise.all(outcomes)).map(({ description }) => description)).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8].map((i) => `The URL is not allowed: hang-${i}.example could not be resolved`)
    );
  });

  test('hold up the name of somebody else for five seconds at most', async () => {
    jest.useFakeTimers();
    hang();
    const outcomes = [1, 2, 3, 4].map((i) => failureOf(() => check(SELF_HOSTED, `http://hang-${i}.example`)));
    await jest.advanceTimersByTimeAsync(100);
    const good = check(SELF_HOSTED);
    await jest.advanceTimersByTimeAsync(4_900);
    expect(await good).toEqual(['93.184.215.14']);
    await Promise.all(outcomes);
  });

  test('leave nothing behind: two more are looked up at once', async () => {
    jest.useFakeTimers();
    hang();
    const first = [1, 2, 3].map((i) => failureOf(() => check(SELF_HOSTED, `http://hang-${i}.example`)));
    await jest.advanceTimersByTimeAsync(5_000);
    await Promise.all(first);
    lookup.mockClear();
    const second = [4, 5, 6].map((i) => failureOf(() => check(SELF_HOSTED, `http://hang-${i}.example`)));
    await jest.advanceTimersByTimeAsync(0);
    expect(asked()).toEqual(['hang-4.example', 'hang-5.example']);
    await jest.advanceTimersByTimeAsync(5_000);
    await Promise.all(second);
  });
});
