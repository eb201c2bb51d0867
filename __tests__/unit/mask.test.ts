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
    ['of twelve characters in another word', 'twelve-chars', 'xtwelve-charsx', 'x***x'],
    [
      'in base64 beside what is escaped four times',
      'secret-key',
      '\\\\\\\\\\\\\\\\n c2VjcmV0LWtleQ== b',
      '\\\\\\\\\\\\\\\\n *** b',
    ],
    [
      'whose pieces overlap with those of its bytes',
      'abcdefghijklmnopqrstuvw\ud83d\ude00%41/;SECRET< Z?%x:-',
      '(abcdefghijklmnopqrstuvw\ud83d\ude00%41/;SECRET< Z?%x:-)',
      '(***)',
    ],
    ['that begins with an emoji', '\ud83d\ude00 and a key', 'a \ud83d\ude00 and a key b', 'a *** b'],
    ['as a number', '123456', 'code 123456.', 'code ***.'],
    ['that a limit has cut off', 'sk-1234567890-abcdef', 'key sk-1234567890-', 'key ***'],
  ])('a secret %s is masked', (_, secret, text, masked) => {
    expect(mask(text, [secret])).toBe(masked);
  });

  test.each([
    ['of fewer than six characters', 'abcde', 'abcde'],
    ['of fewer than twelve in another word', 'elevenchars', 'elevenchars1 xelevenchars a_elevenchars'],
    ['that is cut off before its twelfth character', 'sk-1234567890', 'sk-12345678'],
    ['of which only a part is there', 'sk-1234567890', 'sk-123456789 sk-1234567891'],
  ])('a secret %s is not masked', (_, secret, text) => {
    expect(mask(text, [secret])).toBe(text);
  });

  test('a secret with which a longer one begins is masked where the longer one does not go on', () => {
    expect(mask('a sk-1234567890-abc b', ['sk-1234567890', 'sk-1234567890-abcdef'])).toBe('a ***-abc b');
  });

  test('numbers that are secrets are masked, and no others', () => {
    expect(mask([123456, 1234567, 12345.6, 123456n, 0], ['123456'])).toEqual(['***', 1234567, 12345.6, '***', 0]);
  });

  test('names that are secrets are masked, and so is what stands below them', () => {
    expect(mask({ 'a secret-key': { 'secret-key': ['secret-key'] } }, ['secret-key'])).toEqual({
      'a ***': { '***': ['***'] },
    });
  });

  test('what stands around several secrets in several texts stays', () => {
    const secrets = ['secret-one', 'secret-two', 'secret-number-three'];
    const texts = [
      '',
      'cut secret-number-',
      'a secret-one',
      'none',
      'secret-two b secret-one',
      '\0',
      'x\0secret-one\0y',
      'c',
    ];
    const masked = ['', 'cut ***', 'a ***', 'none', '*** b ***', '\0', 'x\0***\0y', 'c'];
    expect(mask(texts, secrets)).toEqual(masked);
  });

  test('a value that holds itself or shares branches is masked, and does not go on for ever', () => {
    const circular: Record<string, unknown> = { key: 'secret-key' };
    circular.list = [circular];
    let shared: object = { key: 'secret-key' };
    for (let depth = 0; depth < 30; depth++) shared = { one: shared, other: shared };
    for (const value of [circular, shared]) {
      expect(JSON.stringify(mask(value, ['secret-key']))).not.toContain('secret-key');
    }
  });

  test('of several secrets in one place the longest is masked', () => {
    expect(mask('secret-key-2 secret-key', ['secret-key', 'secret-key-2'])).toBe('*** ***');
  });

  test('a value without secrets stays as it is', () => {
    const value = { a: [1, true, null, 'text', { b: 'any' }], c: undefined };
    expect(mask(value, [])).toEqual(value);
    expect(mask(value, [''])).toEqual(value);
  });

  test('a value is masked in a copy, and stays as it was', () => {
    const value = Object.freeze({ a: Object.freeze(['secret-key']) });
    expect(mask(value, ['secret-key'])).toEqual({ a: ['***'] });
    expect(value).toEqual({ a: ['secret-key'] });
  });

  test('what lies too deep to walk is left out', () => {
    let value: unknown = 'secret-key';
    for (let depth = 0; depth < 100_000; depth++) value = depth % 2 ? [value] : { value };
    expect(JSON.stringify(mask(value, ['secret-key']))).not.toContain('secret-key');
  });
});
