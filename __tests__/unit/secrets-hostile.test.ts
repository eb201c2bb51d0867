import { secretsOf } from '../../lib/secrets';

const throwing = () => {
  throw new Error('not readable');
};

describe('secretsOf takes anything', () => {
  const anything = [null, undefined, 0, NaN, 12n, 'text', Symbol('s'), () => 1, [], new Map(), new Date(), /x/, true];
  test('anything at all in place of a form has no secrets, and the next form keeps its own', () => {
    expect(secretsOf(...anything, Object.create(null), { apiKey: 'pk-1234' })).toEqual(['pk-1234']);
  });

  test.each(['apiKey', 'virtualKey', 'config'])('anything at all in place of %s throws nothing', (key) => {
    for (const value of anything) expect(() => secretsOf({ [key]: value })).not.toThrow();
    for (const value of anything) expect(() => secretsOf({ [key]: { a: [value] } })).not.toThrow();
  });

  test('a form that throws while it is read has no secrets there, but those that stand elsewhere', () => {
    const proxy = new Proxy({}, { get: throwing, ownKeys: throwing, getPrototypeOf: throwing });
    const getter = {
      apiKey: 'pk-1234',
      virtualKey: 'vk-1234',
      config: {
        api_key: 'sk-1234',
        get other() {
          return throwing();
        },
      },
    };
    expect(secretsOf(proxy, getter, { apiKey: 'pk-other' })).toEqual(['pk-1234', 'vk-1234', 'sk-1234', 'pk-other']);
    expect(secretsOf({ config: proxy })).toEqual([]);
  });
});

describe('names that every object has are names like any other', () => {
  const NAMES = ['constructor', 'toString', '__proto__', 'hasOwnProperty', '__defineGetter__'];
  test.each(NAMES)('the secrets under and after a key called %s are found', (name) => {
    const inner = { Authorization: 'SECRET2', mode: 'SECRET3' };
    const config = JSON.stringify({ [name]: 'SECRET1', targets: [{ [name]: inner }], api_key: 'SECRET4' });
    const all = ['SECRET1', 'SECRET2', 'SECRET3', 'SECRET4'];
    expect(secretsOf({ config })).toEqual(all);
    expect(secretsOf({ config: { strategy: JSON.parse(config) } })).toEqual(all);
    expect(secretsOf({ config: { credentials: { [name]: 1234567 }, api_key: 'SECRET4' } })).toEqual([
      '1234567',
      'SECRET4',
    ]);
  });
});

describe('secretsOf ends', () => {
  test('a value of any depth is not followed to its end', () => {
    let value: unknown = 'deep-secret';
    for (let depth = 0; depth < 100_000; depth++) value = depth % 2 ? [value] : { value };
    expect(secretsOf({ config: value })).toEqual([]);
  });

  test('the secret of a value that holds itself is found once', () => {
    const config: Record<string, unknown> = { api_key: 'sk-1234' };
    config.targets = [config, config];
    expect(secretsOf({ config })).toEqual(['sk-1234']);
  });

  test('the secret of a value with 2^30 shared branches is found', () => {
    let config: object = { api_key: 'sk-1234' };
    for (let depth = 0; depth < 30; depth++) config = { one: config, other: config };
    expect(secretsOf({ config })).toContain('sk-1234');
  });

  test.each(['//', 'a:', 'bearer ', '1', ' 1', '1 ', '@', ':@', 'a=', '"', '{', '\\n', 'a b1 '])(
    'a long text of nothing but %j gives few secrets',
    (text) => {
      const long = text.repeat(200_000 / text.length);
      for (const config of [{ a: long }, { override_params: { a: long } }, { provider: long }]) {
        expect(secretsOf({ config }).join('').length).toBeLessThan(3_000_000);
      }
    }
  );

  test('the secret of JSON text in JSON text, ten times over, is found', () => {
    let config = '{"api_key":"sk-1234"}';
    for (let depth = 0; depth < 10; depth++) config = JSON.stringify(depth % 2 ? [config] : config);
    expect(secretsOf({ config })).toEqual(['sk-1234']);
  });

  test('no form gives much more secrets than one header can hold', () => {
    const length = (form: object) => secretsOf(form).join('').length;
    expect(length({ apiKey: 'x'.repeat(10_000_000) })).toBeLessThan(250_000);
    expect(length({ apiKey: 'a:b='.repeat(1_000_000) })).toBeLessThan(2_000_000);
    expect(length({ config: Array(1_000_000).fill('some-secret') })).toBeLessThan(250_000);
  });
});

test('a whole config of 64 kB is looked through', () => {
  const target = (at: number) => ({ api_key: `sk-${at}-of-many`, provider: 'openai', weight: 1 });
  const config = JSON.stringify({ targets: Array.from({ length: 1000 }, (_, at) => target(at)) });
  expect(config.length).toBeGreaterThan(55_000);
  expect(secretsOf({ config })).toHaveLength(1000);
});
