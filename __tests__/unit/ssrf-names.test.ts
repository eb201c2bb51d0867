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
  ["a private address, on a server of one's own,", ['10.0.0.1'], SELF_HOSTED],
  ["a private address behind a NAT64, on a server of one's own,", ['64:ff9b::a00:1'], SELF_HOSTED],
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
  ['a private address, on the cloud,', ['10.0.0.1'], CLOUD],
  ['a private address of IPv6, on the cloud,', ['fd12::1'], CLOUD],
  ['several addresses, the last one blocked,', ['93.184.215.14', '2606:4700::1111', '127.0.0.1'], SELF_HOSTED],
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

test('a name leaves no timer behind, whether it was found or not', async () => {
  jest.useFakeTimers();
  await check(SELF_HOSTED);
  lookup.mockRejectedValue(new Error('ENOTFOUND'));
  await failureOf(() => check(SELF_HOSTED, 'http://unknown.example'));
  expect(jest.getTimerCount()).toBe(0);
});

describe('names whose DNS does not answer', () => {
  const ANSWERED = [{ address: '93.184.215.14', family: 4 }];
  /** Ends the lookups that hang, in their order, as the resolver does after a while. */
  let giveUp: (() => void)[] = [];
  const asked = () => lookup.mock.calls.map(([name]) => String(name));
  const hanging = (...numbers: number[]) =>
    numbers.map((number) => failureOf(() => check(SELF_HOSTED, `http://hang-${number}.example`)));
  const refused = (name: string) => `The URL is not allowed: ${name} could not be resolved within 5 s`;

  beforeEach(() => {
    jest.useFakeTimers();
    giveUp = [];
    lookup.mockImplementation((name: string) =>
      name.startsWith('hang')
        ? new Promise((_, reject) => giveUp.push(() => reject(new Error('EAI_AGAIN'))))
        : Promise.resolve(ANSWERED)
    );
  });
  // What hangs at the end of a test would hang in the next one too.
  afterEach(async () => {
    for (let end; (end = giveUp.shift()); await jest.advanceTimersByTimeAsync(0)) end();
  });

  test('names whose DNS does not answer are refused after five seconds, and the rest of the server keeps a thread to look names up', async () => {
    const outcomes = hanging(1, 2, 3, 4, 5, 6, 7, 8);
    await jest.advanceTimersByTimeAsync(4_999);
    expect(asked()).toEqual(['hang-1.example']);
    await jest.advanceTimersByTimeAsync(1);
    const sentences = (await Promise.all(outcomes)).map(({ description }) => description);
    expect(sentences).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((number) => refused(`hang-${number}.example`)));
  });

  test('names whose DNS does not answer are not looked up any more when nobody waits for them, so that the next name has its turn', async () => {
    const outcomes = hanging(1, 2, 3);
    await jest.advanceTimersByTimeAsync(5_000);
    await Promise.all(outcomes);
    const good = check(SELF_HOSTED, 'http://new.example');
    giveUp.shift()?.();
    expect(await good).toEqual(['93.184.215.14']);
    expect(asked()).toEqual(['hang-1.example', 'new.example']);
  });

  test('names whose DNS does not answer hold up a name that was found before for five seconds at most', async () => {
    expect(await check(SELF_HOSTED)).toEqual(['93.184.215.14']);
    const outcomes = hanging(1, 2);
    const good = check(SELF_HOSTED);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(await good).toEqual(['93.184.215.14']);
    await Promise.all(outcomes);
  });

  test('a name whose DNS does not answer is looked up once for all queries that ask for it', async () => {
    const outcomes = hanging(1, 1, 1);
    await jest.advanceTimersByTimeAsync(0);
    expect(asked()).toEqual(['hang-1.example']);
    giveUp.shift()?.();
    const sentences = (await Promise.all(outcomes)).map(({ description }) => description);
    expect(new Set(sentences)).toEqual(new Set(['The URL is not allowed: hang-1.example could not be resolved']));
  });
});

test('of a thousand names that were found, one that is still asked for is remembered the longest', async () => {
  await check(SELF_HOSTED);
  for (let number = 0; number < 999; number++) await check(SELF_HOSTED, `http://name-${number}.example`);
  await check(SELF_HOSTED);
  await check(SELF_HOSTED, 'http://one-more.example');
  jest.useFakeTimers();
  lookup.mockImplementation(() => new Promise(() => undefined));
  const kept = check(SELF_HOSTED);
  const forgotten = failureOf(() => check(SELF_HOSTED, 'http://name-0.example'));
  await jest.advanceTimersByTimeAsync(5_000);
  expect(await kept).toEqual(['93.184.215.14']);
  expect((await forgotten).description).toMatch(/could not be resolved within 5 s$/);
});
