import { mask } from '../../lib/secrets';

/** What stands in the middle of a secret, as it is and as others write it. */
const ESCAPES: [meaning: string, ...written: string[]][] = [
  ['\b', '\\b', '\\u0008', '\\x08', '%08', '&#8;', '&#x8;'],
  ['\t', '\\t', '%09', '&#9;', '&#x9;'],
  ['\n', '\\n', '%0a', '%0A'],
  ['\f', '\\f', '%0c'],
  ['\r', '\\r', '%0D'],
  ['"', '\\"', '%22', '&quot;', '&#34;'],
  ["'", "\\'", '%27', '&apos;', '&#39;', '&#x27;'],
  ['/', '\\/', '%2f', '%2F', '%u002F', '&sol;'],
  ['+', '%2B', '&plus;'],
  ['=', '%3d', '&equals;'],
  ['\\', '\\\\', '%5c'],
  ['&', '&amp;', '&AMP;', '\\u0026', '&#38;', '&#X26;'],
  ['<', '&lt;', '\\u003c', '\\u003C'],
  ['>', '&gt;', '\\u003e', '\\u003E'],
  ['A', '\\u0041', '\\x41', '%41', '%u0041', '&#65;', '&#x41;', '&#00000065;', '&#x00000041;'],
  ['\u6f22', '\\u6f22', '%u6F22', '%E6%BC%A2', '\\xe6\\xbc\\xa2', '&#28450;', '&#x6f22;'],
  ['\ud83d\ude00', '\\ud83d\\ude00', '&#128512;', '&#x1f600;', '&#x1F600;'],
];

test.each(ESCAPES.flatMap(([meaning, ...written]) => written.map((escape) => [meaning, escape])))(
  'a secret with %j is masked when that is written as %s',
  (meaning, escape) => {
    expect(mask(`a sk-SECRET${escape}0123 b`, [`sk-SECRET${meaning}0123`])).toBe('a *** b');
  }
);

test.each([
  '\\u004',
  '\\u004g',
  '\\x4',
  '\\xg1',
  '%4',
  '%4g',
  '%u004',
  '&#65',
  '&#x41',
  '&#;',
  '&#x;',
  '&#6g;',
  '&#6a;',
  '&#65-',
  '&#x41-',
  '&A;',
  '&#x110000;',
  '&#99999999;',
  '&amp',
  '&u0041',
  '&x41',
  '\\#65;',
])('%s is no escape, and what would hold it is no secret', (written) => {
  const text = `a sk-SECRET${written}0123 b`;
  expect(
    mask(text, ['sk-SECRETA0123', 'sk-SECRETF0123', 'sk-SECRET&0123', `sk-SECRET\x040123`, `sk-SECRET\x060123`])
  ).toBe(text);
});

test('an escape of which the text has only the beginning is none', () => {
  for (const text of ['sk-SECRET\\', 'sk-SECRET%', 'sk-SECRET&', 'sk-SECRET%4', 'sk-SECRET\\u'])
    expect(mask(text, ['sk-SECRET01'])).toBe(text);
});

describe('in a long text', () => {
  const SECRET = 'sk-SECRET/0123456789';
  const escaped = encodeURIComponent(SECRET);
  const noise = 'word '.repeat(40);

  test('secrets are masked around escapes that are far apart, and all else stays', () => {
    const text = (secret: string) => `${secret}${noise}100%25 ${noise}"${secret}"${noise}%41${noise}${secret}`;
    expect(mask(text(escaped), [SECRET])).toBe(text('***'));
  });

  test('a secret is masked that is much longer than what is read around its only escape', () => {
    const secret = `${'a long secret '.repeat(10)}/${'and its end '.repeat(10)}`;
    for (const before of ['', noise]) {
      expect(mask(`${before}<${secret.replace('/', '%2F')}>${noise}`, [secret])).toBe(`${before}<***>${noise}`);
    }
  });

  test('base64 right after an escape is masked, however long', () => {
    for (const size of [1, 20, 400]) {
      const code = Buffer.from(`${'.'.repeat(size)}${SECRET}${'.'.repeat(size)}`).toString('base64');
      for (const escape of ['\\n', '%0a', '\\u000a', '&#10;']) {
        for (const after of [escape, '', ` ${noise}${escape}`]) {
          expect(mask(`${noise}${escape}${code}${after}`, [SECRET])).toBe(`${noise}${escape}***${after}`);
        }
      }
    }
  });

  test('base64 with an escape in it is masked as a whole', () => {
    const code = Buffer.from(`????${SECRET.repeat(9)}????`)
      .toString('base64')
      .replaceAll('/', '\\/');
    expect(code).toMatch(/\\\/.*\\\//);
    expect(mask(`${noise}"${code}"${noise}`, [SECRET])).toBe(`${noise}"***"${noise}`);
  });

  test('base64 beside what is escaped again and again is read for itself, in four layers', () => {
    let code = escaped;
    for (let layer = 0; layer < 3; layer++) code = Buffer.from(code).toString('base64');
    for (const beside of ['\\\\\\\\\\\\n', '%252525', '&amp;amp;amp;lt;', '100%25']) {
      expect(mask(`${beside} ${code} ${beside}`, [SECRET])).toBe(`${beside} *** ${beside}`);
      expect(mask(`${code} ${beside}`, [SECRET])).toBe(`*** ${beside}`);
    }
  });

  test('what is read around two escapes is not taken for one text', () => {
    const text = `%25${'sk-SECRET'.padStart(32, '.')} ${noise}${'/0123456789'.padEnd(32, '.')}%25`;
    expect(mask(text, [SECRET])).toBe(text);
  });
});

test('an escaped secret is masked wherever in a long text it ends', () => {
  for (let length = 16_370; length < 16_390; length++) {
    const before = '\\n'.repeat(length - 12);
    expect(mask(`${before} sk\\u002dSECRET`, ['sk-SECRET'])).toBe(`${before} ***`);
  }
});
