import { deadlineOf, readConnection } from '../../lib/connection';
import { gatewayName } from '../../lib/gateway-url';
import { DECOYS } from '../support/decoys';
import { failureOf } from '../support/unit';

const lookup = jest.fn();
jest.mock('node:dns/promises', () => ({ lookup: (...args: unknown[]) => lookup(...args) }));

const CLOUD = 'https://api.portkey.ai/v1';
const environment = process.env;

beforeEach(() => {
  process.env = { ...environment, ...DECOYS };
  lookup.mockReset().mockResolvedValue([{ address: '93.184.215.14', family: 4 }]);
});
afterAll(() => {
  process.env = environment;
});

describe('API Key', () => {
  test.each([
    ['is trimmed', { apiKey: ' pk-live\n' }, { apiKey: 'pk-live', baseURL: CLOUD }],
    [
      'may be missing when a Gateway URL is set, and then is an empty text: no key of the server is taken',
      { gatewayUrl: 'http://localhost:8787/v1' },
      { apiKey: '', baseURL: 'http://localhost:8787/v1' },
    ],
    [
      'may be blank when a Gateway URL is set',
      { apiKey: ' ', gatewayUrl: 'http://localhost:8787/v1' },
      { apiKey: '', baseURL: 'http://localhost:8787/v1' },
    ],
  ])('an API Key %s', async (_, source, connection) => {
    expect(await readConnection(source)).toEqual(connection);
  });

  test.each([
    ['missing', {}],
    ['null', { apiKey: null }],
    ['blank', { apiKey: ' ', gatewayUrl: ' ' }],
  ])('an API Key is required for the cloud, and an error when it is %s, whatever the server has', async (_, source) => {
    const { description, data } = await failureOf(() => readConnection(source));
    expect(description).toBe(
      'API Key is required: create one at https://app.portkey.ai/api-keys, or set a Gateway URL'
    );
    expect(data).toEqual({ field: 'apiKey' });
  });
});

describe('Virtual Key', () => {
  test.each([
    ['of the data source is the default', { virtualKey: ' vk-1 ' }, {}, { virtualKey: 'vk-1' }],
    ['starting with @ goes out as the provider', { virtualKey: ' @openai-prod\n' }, {}, { provider: '@openai-prod' }],
    ['with an @ further on is no slug', { virtualKey: 'vk@1' }, {}, { virtualKey: 'vk@1' }],
    ['of the query alone', {}, { virtualKey: 'vk-2' }, { virtualKey: 'vk-2' }],
    ['of the query replaces a key', { virtualKey: 'vk-1' }, { virtualKey: 'vk-2' }, { virtualKey: 'vk-2' }],
    ['of the query replaces a slug', { virtualKey: '@one' }, { virtualKey: 'vk-2' }, { virtualKey: 'vk-2' }],
    ['of the query, a slug, replaces a key', { virtualKey: 'vk-1' }, { virtualKey: '@two' }, { provider: '@two' }],
    ['of the query, blank, replaces nothing', { virtualKey: 'vk-1' }, { virtualKey: ' ' }, { virtualKey: 'vk-1' }],
    [
      'of the query leaves the config alone',
      { config: 'pc-1' },
      { virtualKey: 'vk-2' },
      { virtualKey: 'vk-2', config: 'pc-1' },
    ],
    ['is not sent when both are empty', { virtualKey: '' }, { virtualKey: null }, {}],
  ])('a Virtual Key %s', async (_, source, query, expected) => {
    const connection = await readConnection({ apiKey: 'pk', ...source }, query);
    expect(connection).toEqual({ apiKey: 'pk', baseURL: CLOUD, ...expected });
  });
});

describe('Config', () => {
  test.each([
    ['is the id of a saved config', { config: ' pc-1 ' }, {}, { config: 'pc-1' }],
    ['is an object', { config: { retry: { attempts: 3 } } }, {}, { config: '{"retry":{"attempts":3}}' }],
    ['is JSON text', { config: '{\n"retry": {} }' }, {}, { config: '{"retry":{}}' }],
    ['of the query replaces the default', { config: { a: 1 } }, { config: 'pc-2' }, { config: 'pc-2' }],
    ['of the query is not merged', { config: { a: 1 } }, { config: { b: 2 } }, { config: '{"b":2}' }],
    ['of the query, blank, replaces nothing', { config: 'pc-1' }, { config: '' }, { config: 'pc-1' }],
    ['of the query leaves the key alone', { virtualKey: '@a' }, { config: 'pc-2' }, { provider: '@a', config: 'pc-2' }],
    ['is not sent when both are empty', { config: ' ' }, { config: undefined }, {}],
  ])('a Config %s', async (_, source, query, expected) => {
    const connection = await readConnection({ apiKey: 'pk', ...source }, query);
    expect(connection).toEqual({ apiKey: 'pk', baseURL: CLOUD, ...expected });
  });
});

describe('Gateway URL', () => {
  test.each([
    ['missing', undefined, CLOUD],
    ['null', null, CLOUD],
    ['blank', ' ', CLOUD],
    ['another cloud', 'https://aigw.portkey.ai/v1', 'https://aigw.portkey.ai/v1'],
    ['surrounded by blanks', ' http://localhost:8787/v1\n', 'http://localhost:8787/v1'],
    ['without a path', 'http://localhost:8787', 'http://localhost:8787/v1'],
    ['with a slash for a path', 'http://localhost:8787/', 'http://localhost:8787/v1'],
    ['with several slashes for a path', 'http://localhost:8787///', 'http://localhost:8787/v1'],
    ['with a trailing slash', 'http://localhost:8787/v1/', 'http://localhost:8787/v1'],
    ['with trailing slashes', 'https://gateway.example/portkey/v2//', 'https://gateway.example/portkey/v2'],
    ['with a path of its own', 'https://gateway.example/portkey', 'https://gateway.example/portkey'],
    ['with a default port', 'https://gateway.example:443/v1', 'https://gateway.example/v1'],
    ['in upper case', 'HTTP://LOCALHOST:8787/V1', 'http://localhost:8787/V1'],
    ['an IPv6 address', 'http://[::1]:8787', 'http://[::1]:8787/v1'],
  ])('a Gateway URL (%s: %j) leads to %s', async (_, gatewayUrl, baseURL) => {
    expect(await readConnection({ apiKey: 'pk', gatewayUrl })).toMatchObject({ apiKey: 'pk', baseURL });
  });

  test('a Gateway URL goes with the addresses that were checked, where its name was looked up', async () => {
    const addressesOf = async (gatewayUrl: string) => (await readConnection({ gatewayUrl })).addresses;
    expect(await addressesOf('https://gateway.example')).toEqual(['93.184.215.14']);
    expect(await addressesOf('http://localhost:8787')).toBeUndefined();
    expect(await addressesOf('http://93.184.215.14')).toBeUndefined();
  });

  const INCOMPLETE = `Gateway URL must be a complete http or https address, such as ${CLOUD}`;
  const TOO_MUCH = 'Gateway URL must not have a user name, a password, a query (?) or a fragment (#)';
  const REFUSED = 'Gateway URL is refused by this ToolJet server: The URL is not allowed: ';
  test.each([
    ['no URL', 'api.portkey.ai', INCOMPLETE],
    ['only a path', '/v1', INCOMPLETE],
    ['a host and a port alone', 'localhost:8787', INCOMPLETE],
    ['another scheme', 'ftp://gateway.example/v1', INCOMPLETE],
    ['a script', 'javascript:alert(1)', INCOMPLETE],
    ['a file', 'file:///etc/passwd', INCOMPLETE],
    ['an object', { url: CLOUD }, 'Gateway URL must be text, got an object'],
    [
      'a text without an end',
      `http://a${'/'.repeat(100_000)}`,
      'Gateway URL must be at most 2048 characters, got a text of 100008 characters',
    ],
    ['a query string', 'https://gateway.example/v1?a=b', TOO_MUCH],
    ['an empty query string', 'https://gateway.example/v1?', TOO_MUCH],
    ['a fragment', 'https://gateway.example/v1#a', TOO_MUCH],
    ['an empty fragment', 'https://gateway.example/v1#', TOO_MUCH],
    ['a user name', 'https://user@gateway.example/v1', TOO_MUCH],
    ['a password', 'https://:password@gateway.example/v1', TOO_MUCH],
    [
      'a metadata address',
      'http://169.254.169.254/latest',
      `${REFUSED}169.254.169.254 is a private or reserved address`,
    ],
    ['a loopback address', 'http://2130706433/v1', `${REFUSED}127.0.0.1 is a private or reserved address`],
    ['a wildcard-DNS name', 'http://a.nip.io/v1', `${REFUSED}a.nip.io belongs to a wildcard DNS service`],
  ])('a Gateway URL is an error when it has %s', async (_, gatewayUrl, description) => {
    const failure = await failureOf(() => readConnection({ apiKey: 'pk', gatewayUrl }));
    expect(failure).toEqual({ message: description, description, data: { field: 'gatewayUrl' } });
  });

  test('a Gateway URL is checked by the addresses that its name resolves to', async () => {
    lookup.mockResolvedValue([{ address: '127.0.0.1', family: 4 }]);
    const { description } = await failureOf(() => readConnection({ gatewayUrl: 'https://gateway.example' }));
    expect(description).toBe(`${REFUSED}gateway.example resolves to a private or reserved address`);
  });

  test('a Gateway URL is checked by the policy of the ToolJet server', async () => {
    process.env.TOOLJET_EDITION = 'cloud';
    const { description } = await failureOf(() => readConnection({ gatewayUrl: 'http://localhost:8787' }));
    expect(description).toBe(`${REFUSED}localhost is a local address`);
  });

  test("Portkey's cloud, which no user typed, needs no check", async () => {
    await readConnection({ apiKey: 'pk' });
    expect(lookup).not.toHaveBeenCalled();
  });
});

describe('what cannot stand in a header is refused under its own label, and not repeated', () => {
  test.each([
    ['API Key', 'apiKey', { apiKey: 'SECRET\nx' }, {}],
    ['Default Virtual Key', 'virtualKey', { apiKey: 'pk', virtualKey: 'SECRET x' }, {}],
    ['Virtual Key', 'virtualKey', { apiKey: 'pk' }, { virtualKey: '@SECRET…' }],
    ['Config', 'config', { apiKey: 'pk', config: 'pc-SECRET\nx' }, {}],
    ['Config', 'config', { apiKey: 'pk' }, { config: 'pc-SECRET\nx' }],
  ])(
    'a %s (%s, %j, %j) that cannot stand in a header is refused, and not repeated',
    async (label, field, source, query) => {
      const failure = await failureOf(() => readConnection(source, query));
      expect(failure.description).toMatch(new RegExp(`^${label} (has|must)`));
      expect(failure.data).toEqual({ field });
      expect(JSON.stringify(failure)).not.toContain('SECRET');
    }
  );
});

test('nothing that the host handed over is changed', async () => {
  const source = Object.freeze({ apiKey: ' pk ', virtualKey: 'vk', config: Object.freeze({ a: 'é' }) });
  const query = Object.freeze({ virtualKey: '@two', config: Object.freeze({ b: 'é' }) });
  await readConnection(source, query);
  expect(source).toEqual({ apiKey: ' pk ', virtualKey: 'vk', config: { a: 'é' } });
  expect(query).toEqual({ virtualKey: '@two', config: { b: 'é' } });
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

  test('and by no more of it than a Gateway URL may have', () => {
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
  ])('as the Query Timeout of a query %s', (_, limit, milliseconds) => {
    expect(deadlineOf({ query_timeout: limit })).toBe(milliseconds);
  });

  test('without a query the deadline is 290 s', () => {
    expect(deadlineOf()).toBe(290_000);
  });
});
