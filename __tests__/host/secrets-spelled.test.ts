import { casesFor, CHAT, inBothToolJets, useHost } from '../support/host';
import { SPELLINGS } from '../support/spellings';

const SECRETS = { ascii: 'sk-SESAME/api+key=1', words: 'Gr\u00fc\u00dfe "SESAME" \\ & <b>\u6f22\u5b57</b>' };
const SOURCE = { apiKey: SECRETS.ascii, config: { passphrase: SECRETS.words } };

/** Where an answer can give something back. */
const PLACES: Record<string, (said: string) => { status: number; headers?: Record<string, string>; body: unknown }> = {
  'in a message': (said) => ({ status: 400, body: { error: { message: `Bad key ${said} here`, type: said } } }),
  'in a name': (said) => ({ status: 401, body: { error: { [said]: { [`a ${said} b`]: [said] } } } }),
  'in JSON in JSON': (said) => ({ status: 422, body: { message: JSON.stringify({ error: { message: said } }) } }),
  'in plain text': (said) => ({ status: 500, body: `upstream said: ${said}` }),
  'in a web page': (said) => ({ status: 502, body: `<html><title>${said}</title><body>${said}</body></html>` }),
  'in a guardrail': (said) => ({
    status: 446,
    body: { error: { message: 'No' }, hook_results: [{ explanation: said }] },
  }),
  'in a log line': (said) => ({ status: 403, body: `127.0.0.1 "GET /v1/models?key=${said}&more=1" 403` }),
  'in a header': (said) => ({
    status: 404,
    headers: { 'x-portkey-trace-id': inHeader(said), 'x-portkey-provider': `a ${inHeader(said)} b` },
    body: {},
  }),
};

/** As bytes, which is how a server writes a header and Node reads it. */
function inHeader(text: string): string {
  return Buffer.from(text).toString('latin1');
}

/** All texts and names in a value. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => [name, ...textsIn(item)]);
}

inBothToolJets((loader) => {
  const host = useHost({ loader, tellThrown: true });

  describe.each(Object.entries(PLACES))('%s', (where, place) => {
    test.each(casesFor(loader, Object.entries(SPELLINGS)))(
      `a secret that comes back ${where}, written as %s, is masked`,
      async (_, spell) => {
        for (const secret of Object.values(SECRETS)) {
          const said = spell(secret);
          host.reply = () => place(said);
          host.tooljet.thrown.length = 0;
          const outcome = await host.run(CHAT, SOURCE);
          expect(outcome).toMatchObject({ status: 'failed', errorName: 'QueryError' });
          const shown = [...textsIn(outcome), ...textsIn(await host.testConnection(SOURCE))].join('\n');
          expect(shown).toContain('***');
          for (const part of [said, inHeader(said), 'SESAME', spell('SESAME')]) {
            expect(shown).not.toContain(part);
            expect(host.tooljet.thrown.join('\n')).not.toContain(part);
          }
        }
      }
    );
  });
});
