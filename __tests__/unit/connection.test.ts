import { deadlineOf, readConnection } from '../../lib/connection';
import { gatewayName } from '../../lib/gateway-url';

const lookup = jest.fn();
jest.mock('node:dns/promises', () => ({ lookup: (...args: unknown[]) => lookup(...args) }));

const CLOUD = 'https://api.portkey.ai/v1';

beforeEach(() => lookup.mockReset().mockResolvedValue([{ address: '93.184.215.14', family: 4 }]));

// What can be asked is asked in host/connection: here is what would lead out of this machine.
test.each([
  ['that is missing', undefined, CLOUD],
  ['that is null', null, CLOUD],
  ['that is blank', ' ', CLOUD],
  ['of another cloud', 'https://aigw.portkey.ai/v1', 'https://aigw.portkey.ai/v1'],
  ['with a path of its own', 'https://gateway.example/portkey/v2//', 'https://gateway.example/portkey/v2'],
  ['with a default port', 'https://gateway.example:443/v1', 'https://gateway.example/v1'],
  ['in upper case', 'HTTP://LOCALHOST:8787/V1', 'http://localhost:8787/V1'],
  ['that is an IPv6 address', 'http://[::1]:8787', 'http://[::1]:8787/v1'],
])('a Gateway URL %s (%j) leads to %s', async (_, gatewayUrl, baseURL) => {
  expect(await readConnection({ apiKey: ' pk\n', gatewayUrl })).toMatchObject({ apiKey: 'pk', baseURL });
});

test('a Gateway URL goes with the addresses that were checked, where its name was looked up', async () => {
  const addressesOf = async (gatewayUrl: string) => (await readConnection({ gatewayUrl })).addresses;
  expect(await addressesOf('https://gateway.example')).toEqual(['93.184.215.14']);
  expect(await addressesOf('http://localhost:8787')).toBeUndefined();
  expect(await addressesOf('http://93.184.215.14')).toBeUndefined();
});

test("Portkey's cloud, which no user typed, needs no check", async () => {
  await readConnection({ apiKey: 'pk' });
  expect(lookup).not.toHaveBeenCalled();
});

describe('an error names the gateway by its origin', () => {
  test.each([
    ["Portkey's cloud without a Gateway URL", {}, 'The gateway at https://api.portkey.ai'],
    ["Portkey's cloud for an empty one", { gatewayUrl: ' ' }, 'The gateway at https://api.portkey.ai'],
    ['the origin alone', { gatewayUrl: ' http://user:SECRET@localhost:9/v1?a ' }, 'The gateway at http://localhost:9'],
    ['nothing of what is no URL', { gatewayUrl: 'nonsense' }, 'The gateway at the Gateway URL'],
    ["Portkey's cloud for what is no form", null, 'The gateway at https://api.portkey.ai'],
  ])('an error names %s as the gateway', (_, source, name) => {
    expect(gatewayName(source)).toBe(name);
  });

  test('an error names no more of a Gateway URL than it may have', () => {
    const name = gatewayName({ gatewayUrl: `http://${'a'.repeat(5000)}` });
    expect(name).toBe(`The gateway at ${`http://${'a'.repeat(5000)}`.slice(0, 2048)}`);
  });
});

describe("a query's time limit", () => {
  test.each([
    ['a number is the deadline', 1500, 1500],
    ['text of a number is the deadline', ' 1500 ', 1500],
    ['less than a millisecond is still a deadline', 0.5, 0.5],
    ['more than 290 s is 290 s', 300_000, 290_000],
    ['no end at all is 290 s', Infinity, 290_000],
    ['0 changes nothing', 0, 290_000],
    ['a negative number changes nothing', -1, 290_000],
    ['other text changes nothing', '10s', 290_000],
    ['an empty text changes nothing', '', 290_000],
    ['true changes nothing', true, 290_000],
    ['null changes nothing', null, 290_000],
    ['an array changes nothing', [1000], 290_000],
  ])('of a Query Timeout %s', (_, limit, milliseconds) => {
    expect(deadlineOf({ query_timeout: limit })).toBe(milliseconds);
  });

  test('without a query the deadline is 290 s', () => {
    expect(deadlineOf()).toBe(290_000);
  });
});
