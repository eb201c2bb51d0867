import { CHAT, useHost } from '../support/host';
import { SPELLINGS } from '../support/spellings';

const MIB = 1024 * 1024;
const SECRET = 'sk-SESAME/0123456789+abcdefghij=SESAME&klmnopqrstuvwx';

/** Where in the secret the limit of an error's body falls, in characters from its beginning. */
const CUTS = [5, 11, 20, 31, 40];

const host = useHost();

async function shownOf(body: string): Promise<string> {
  host.reply = () => ({ status: 400, body });
  return JSON.stringify(await host.run(CHAT, { apiKey: SECRET }));
}

test.each(['it is', 'JSON with all of it escaped', 'a URL', 'base64'])(
  'no part is shown of a secret that is cut off where an error has 1 MiB, written as %s',
  async (name) => {
    const spelled = SPELLINGS[name]?.(SECRET) ?? SECRET;
    for (const cut of CUTS) {
      const start = 'word '.repeat(MIB / 5).slice(0, MIB - cut - 1);
      const shown = await shownOf(`${start} ${spelled}${' more'.repeat(2000)}`);
      expect(shown).toMatch(/\(cut: of an error no more than 1 MiB is read\)/);
      expect(shown).not.toContain(spelled.slice(0, 4));
    }
  }
);

test('the words before the limit are all there', async () => {
  const shown = await shownOf('a word '.repeat(MIB / 5));
  expect(shown).toContain(`${'a word '.repeat(149_000)}`);
});
