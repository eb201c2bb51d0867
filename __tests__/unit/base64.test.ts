import { mask } from '../../lib/secrets';

test('two runs of base64 that hold a secret only together are not masked', () => {
  const [one, other] = ['sk-SECRET', '012345'].map((part) => Buffer.from(part).toString('base64'));
  expect(mask(`${one} ${other}`, ['sk-SECRET012345'])).toBe(`${one} ${other}`);
  expect(mask(`${one}${other}`, ['sk-SECRET012345'])).toBe('***');
});

test('base64 is masked with the signs that fill it up, and nothing after them', () => {
  const secret = 'sk-SECRET-0123456';
  const code = Buffer.from(secret).toString('base64');
  expect(mask(`a=${code}&b`, [secret])).toBe('a=***&b');
  expect(mask(`a=${code}==b`, [secret])).toBe('a=***=b');
});

test('base64 of which the beginning is missing is masked, and not what stands before it', () => {
  const secret = 'sk-SECRET-0123456';
  const parts = [secret, secret.slice(1), secret.slice(2)];
  for (const start of ['', 'a', 'ab', 'abc']) {
    for (const missing of [1, 2, 3]) {
      const code = Buffer.from(start + secret)
        .toString('base64')
        .slice(missing);
      expect(mask(`before ABCDEFGH ${code}`, parts)).toBe('before ABCDEFGH ***');
    }
  }
});

test('of several runs only the one with the secret is masked', () => {
  const other = 'YWJjZGVmZw==';
  const code = Buffer.from('sk-SECRET-0123456').toString('base64');
  expect(mask(`${other} ${other} ${code} ${other}`, ['sk-SECRET-0123456'])).toBe(`${other} ${other} *** ${other}`);
});

test('base64 of a secret of which the end was cut off is masked', () => {
  for (const length of [12, 13, 14, 15]) {
    const code = Buffer.from('sk-SECRET-0123456789'.slice(0, length)).toString('base64');
    expect(mask(`a ${code} b`, ['sk-SECRET-0123456789'])).toBe('a *** b');
  }
});
