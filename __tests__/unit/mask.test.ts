import { mask } from '../../lib/secrets';

describe('mask', () => {
  test.each([
    ['as it is', 'secret-key', 'a secret-key.', 'a ***.'],
    ['twice', 'secret-key-of-mine', 'secret-key-of-minesecret-key-of-mine', '***'],
    ['with characters that a pattern would read', 'a.b*c+d(e)[f]', 'xa.b*c+d(e)[f]x', 'x***x'],
    ['only literally', 'a.b.c.d.e', 'aXbXcXdXe', 'aXbXcXdXe'],
    ['in a URL', 'key/with?more', 'http://x/?key=key%2Fwith%3Fmore&a=b', 'http://x/?key=***&a=b'],
    ['in a JSON text', 'key"with\\more', '{"key":"key\\"with\\\\more"}', '{"key":"***"}'],
    ['half of a surrogate pair', 'key\ud800long', 'a key\ud800long b', 'a *** b'],
    ['that a limit has cut off', 'sk-1234567890-abcdef', 'key sk-1234567890-', 'key ***'],
  ])('hides a secret %s', (_, secret, text, masked) => {
    expect(mask(text, [secret])).toBe(masked);
  });

  test('hides the longest of several secrets', () => {
    expect(mask('secret-key-2 secret-key', ['secret-key', 'secret-key-2'])).toBe('*** ***');
  });

  test('leaves everything else as it is', () => {
    const value = { a: [1, true, null, 'text', { b: 'any' }], c: undefined };
    expect(mask(value, [])).toEqual(value);
    expect(mask(value, [''])).toEqual(value);
  });

  test('changes a copy', () => {
    const value = Object.freeze({ a: Object.freeze(['secret-key']) });
    expect(mask(value, ['secret-key'])).toEqual({ a: ['***'] });
    expect(value).toEqual({ a: ['secret-key'] });
  });

  test('leaves out what lies too deep to walk', () => {
    let value: unknown = 'secret-key';
    for (let depth = 0; depth < 100_000; depth++) value = depth % 2 ? [value] : { value };
    expect(JSON.stringify(mask(value, ['secret-key']))).not.toContain('secret-key');
  });
});
