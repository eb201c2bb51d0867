import { mask } from '../../lib/secrets';
import { SPELLINGS } from '../support/spellings';

/** Of all kinds of characters that some spelling changes. */
const SECRETS = [
  'sk-SECRET-0123456789',
  'pk/SECRET+api=key&more',
  'passphrase with "SECRET" and a \\ in it',
  "Gr\u00fc\u00dfe, SECRET's <b>\u6f22\u5b57</b> \ud83d\ude00",
  '100%41SECRET&amp;\\u0041',
  'SECRET',
];

const PLACES: Record<string, (said: string) => string> = {
  alone: (said) => said,
  'in a sentence': (said) => `The key ${said} is not known`,
  'in quotes': (said) => `{"key":"${said}"}`,
  'in a query': (said) => `https://host/log?key=${said}&more`,
};

const spellings = Object.entries(SPELLINGS);
const isBase64 = (spelling: string) => /base64|Basic/.test(spelling);
describe.each(spellings)('a secret written as %s', (name, spell) => {
  test.each(Object.entries(PLACES))(`a secret written as ${name} is masked as a whole %s`, (_, place) => {
    for (const secret of SECRETS) expect(mask(place(spell(secret)), [secret])).toBe(place('***'));
  });

  test.each(spellings)(
    `a secret written as ${name} is masked as a whole in a text that is written as %s`,
    (outer, around) => {
      for (const secret of SECRETS) {
        const whole = isBase64(outer) ? '***' : `${around('[')}***${around(']')}`;
        expect(mask(`Log: ${around(`[${spell(secret)}]`)} and more`, SECRETS)).toBe(`Log: ${whole} and more`);
      }
    }
  );

  test(`a secret written as ${name} is masked in any two other spellings around it`, () => {
    // Taken for Latin-1 between two that write bytes, it would be the bytes of bytes of bytes, which nobody reads back.
    const outers = spellings.filter(([outer]) => outer !== 'UTF-8 taken for Latin-1');
    const secret = 'SECRET "\\/+&\u00e9\u6f22';
    const said = outers.flatMap(([, outer]) => spellings.map(([, outermost]) => outermost(outer(spell(secret)))));
    expect(mask(said, [secret])).toEqual(said.map(() => '***'));
  });
});

test('a secret after something else in one run of base64 characters is masked with it', () => {
  for (const before of ['', 'a', 'ab', 'abc', '/log/', '/v1/log/']) {
    for (const secret of SECRETS) {
      const code = Buffer.from(`key=${secret};`).toString('base64');
      expect(mask(`at ${before}${code} today`, [secret])).toMatch(/^at [/a-z]*\*\*\*\S* today$/);
      expect(mask(`at ${before}${code} today`, [secret])).not.toContain(code.slice(4, 12));
    }
  }
});

test.each(['', 'a', 'ab', 'abc'])(
  'a secret in base64 in base64 in base64 of 1 MiB is masked, wherever it begins: after %j',
  (before) => {
    let text = 'The key sk-SECRET-0123456 is wrong. '.repeat(12_300);
    for (let layer = 0; layer < 3; layer++) text = Buffer.from(text).toString('base64');
    expect(text.length).toBeGreaterThan(1024 * 1024 - 4096);
    expect(mask(`/${before}${text}`, ['sk-SECRET-0123456'])).toBe('***');
  }
);
