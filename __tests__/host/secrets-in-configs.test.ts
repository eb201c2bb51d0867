import { casesFor, CHAT, inBothToolJets, useHost } from '../support/host';

const PEM = ['-----BEGIN PRIVATE KEY-----', 'MIIEvSESAMEone', 'abcSESAMEtwo', '-----END PRIVATE KEY-----'];

/** A config with something secret in it, and what of that may come back alone. */
const SECRET: Record<string, [config: object, said: string[]]> = {
  'a key': [{ api_key: 'sk-SESAME' }, ['sk-SESAME', 'SK-SESAME', 'sk-sesame']],
  'a virtual key': [{ virtual_key: 'openai-SESAME1' }, ['openai-SESAME1']],
  'a cookie': [{ headers: { Cookie: 'sid=SESAME-1; theme=dark' } }, ['sid=SESAME-1; theme=dark', 'SESAME-1']],
  'a header in a list': [{ headers: [['X-Auth', 'SESAME-1'], 'X-Other: SESAME-2'] }, ['SESAME-1', 'SESAME-2']],
  'a header with a scheme': [{ headers: { Authorization: 'Bearer SESAME-1' } }, ['Bearer SESAME-1', 'SESAME-1']],
  'the user of a header': [{ authorization: `Basic ${Buffer.from('me:SESAME').toString('base64')}` }, ['me:SESAME']],
  'a passphrase': [{ passphrase: 'open SESAME now', pwd: 'SESAME-2' }, ['open SESAME now', 'SESAME-2']],
  'a data source name': [{ dsn: 'postgres://me:SESAME-1@host/db' }, ['postgres://me:SESAME-1@host/db', 'SESAME-1']],
  'a pair in a data source name': [{ dsn: 'host=db;password=SESAME-1;port=1' }, ['password SESAME-1']],
  'a signature': [
    { sig: 'SESAME-1', jwt: 'eyJSESAME.eyJSESAME2.SESAME3' },
    ['SESAME-1', 'eyJSESAME.eyJSESAME2.SESAME3'],
  ],
  'a service account': [
    { vertex_service_account_json: JSON.stringify({ private_key: PEM.join('\n'), client_email: 'SESAME@host' }) },
    [PEM.join('\n'), `line ${PEM[1]}`, `line ${PEM[2]}`, PEM.join(' '), 'SESAME@host'],
  ],
  'a service account that is no text': [
    { vertex_service_account_json: { private_key: PEM.join('\n') } },
    PEM.slice(1, 3),
  ],
  'a key with its line breaks written out': [{ private_key: PEM.join('\\n') }, PEM.slice(1, 3)],
  'the user of a host': [{ custom_host: 'https://me:SESAME-1@host/v1' }, ['https://me:SESAME-1@host/v1', 'SESAME-1']],
  'the query of a host': [
    { custom_host: 'https://host/v1?api-key=SESAME-1&v=2' },
    ['?api-key=SESAME-1&v=2', 'SESAME-1'],
  ],
  'a text with blanks around it': [{ api_key: '  sk-SESAME\n' }, ['  sk-SESAME\n', 'sk-SESAME']],
  'a key of AWS': [{ aws_secret_access_key: 'SESAME/1', aws_session_token: 'SESAME+2' }, ['SESAME/1', 'SESAME+2']],
  'what has a name of its own': [{ anything: { at: { all: ['SESAME-1'] } } }, ['SESAME-1']],
  'a webhook of a guardrail': [{ input_guardrails: [{ webhookURL: 'https://me:SESAME-1@host' }] }, ['SESAME-1']],
  'a header of a tool': [{ override_params: { tools: [{ headers: { 'X-Api-Key': 'SESAME-1' } }] } }, ['SESAME-1']],
  'a header with a scheme that nobody knows': [{ headers: { Authorization: 'SSWS SESAME-1' } }, ['SESAME-1']],
  'a password before several hosts': [{ dsn: 'mongodb://me:SESAME-1@one:1,two:2/db' }, ['with SESAME-1']],
  'a password without a scheme': [{ proxy: 'me:SESAME-1@host' }, ['me:SESAME-1@host', 'with SESAME-1']],
  'a key in place of a provider': [{ provider: 'sk-SESAME-1' }, ['sk-SESAME-1']],
  'a header in place of its name': [{ forward_headers: ['Authorization: Bearer SESAME-1'] }, ['with SESAME-1']],
  'a login in a parameter': [
    { override_params: { a: 'Bearer SESAME-1', b: 'postgres://me:SESAME-2@host/db' } },
    ['with SESAME-1', 'with SESAME-2'],
  ],
  'what is no name of a provider': [{ provider: 'Bearer SESAME-1' }, ['Bearer SESAME-1']],
};

/** Words that are in the config, and that a sentence keeps. */
const HARMLESS: [config: object, sentence: string][] = [
  [{ override_params: { max_tokens: 256 } }, 'max_tokens may be 256 at most'],
  [{ override_params: { max_tokens: 256000 } }, 'max_tokens may be 256000 at most'],
  [{ api_key: 'none' }, 'The model none does not exist'],
  [{ api_key: 'any' }, 'The company has any key'],
  [{ api_key: 'your-api-key' }, 'Put your-api-key in quotes'],
  [{ api_key: 'mallet' }, 'Mallets and a sledgemallet'],
  [{ override_params: { model: 'gpt-4o-mini' } }, 'The model gpt-4o-mini does not exist'],
  [{ targets: [{ name: 'fallback-one', provider: 'azure-openai' }] }, 'Target fallback-one of azure-openai failed'],
  [{ provider: '@openai-prod', virtual_key: '@openai-dev/gpt-4o' }, '@openai-prod and @openai-dev/gpt-4o not found'],
  [{ strategy: { mode: 'loadbalance', on_status_codes: [429] } }, 'The mode loadbalance wants no 429'],
  [
    {
      strategy: {
        mode: 'conditional',
        conditions: [{ query: { 'metadata.plan': { $eq: 'enterprise' } }, then: 'large-one' }],
      },
    },
    'No enterprise, no large-one',
  ],
  [{ cache: { mode: 'semantic', max_age: 360000 }, request_timeout: 120000 }, 'semantic for 360000 and 120000 ms'],
  [{ retry: { attempts: 5, on_status_codes: [503] } }, 'After 5 attempts still 503'],
  [{ mode: 'fallback', options: [{ provider: 'openai' }] }, 'The fallback failed'],
  [{ mode: 'loadbalance', cache: 'semantic' }, 'No semantic cache of a loadbalance'],
  [{ override_params: { keywords: 'harmless', author: 'somebody' } }, 'A harmless word of somebody'],
  [{ api_key: 'sk-no-key-required', targets: [{ api_key: 'password' }] }, 'sk-no-key-required is no password'],
  [{ forward_headers: ['x-request-id'] }, 'There is no x-request-id'],
  [{ custom_host: 'http://models.internal:8080/v1' }, 'http://models.internal:8080/v1 does not answer'],
  [{ project_number: 1234567890 }, 'Project 1234567890 is unknown'],
];

inBothToolJets((loader) => {
  const host = useHost({ loader });
  const reply = (message: string) => {
    host.reply = () => ({ status: 400, body: { message, at: { [message]: [message] } } });
  };
  /** The same config at each place and in each form in which ToolJet can hand it over. */
  const waysOf = (config: object): [source: object, query: object][] => [
    [{ config }, {}],
    [{ config: JSON.stringify(config) }, {}],
    [{}, { config: JSON.stringify(config, null, 2) }],
    [{}, { config: { targets: [{ targets: [config] }] } }],
  ];

  describe('an error does not show', () => {
    test.each(casesFor(loader, Object.entries(SECRET)))(
      'an error does not show %s that stands in a config',
      async (_, [config, said]) => {
        for (const [source, query] of waysOf(config)) {
          for (const words of [...said, JSON.stringify(config)]) {
            reply(`It was (${words}) that`);
            const shown = JSON.stringify(await host.run({ ...CHAT, ...query }, source));
            expect(shown).toContain('***');
            expect(shown).not.toMatch(/SESAME/i);
          }
        }
      }
    );

    test('an error does not show a secret of JSON text in JSON text', async () => {
      reply('It was sk-SESAME');
      const config = JSON.stringify(JSON.stringify({ api_key: 'sk-SESAME' }));
      expect(JSON.stringify(await host.run(CHAT, { config }))).not.toContain('SESAME');
    });

    test('an error does not show a number that is a secret, and that comes back as a number', async () => {
      host.reply = () => ({ status: 400, body: { message: 'Wrong pin 7391648', pin: 7391648, count: 7391649 } });
      const outcome = await host.run(CHAT, { config: { pin: 7391648 } });
      expect(outcome).toMatchObject({
        description: 'Wrong pin ***',
        data: { response: { message: 'Wrong pin ***', pin: '***', count: 7391649 } },
      });
    });
  });

  describe('an error keeps its words', () => {
    test.each(casesFor(loader, HARMLESS))('an error keeps its words with the config %j', async (config, sentence) => {
      for (const [source, query] of waysOf(config)) {
        reply(sentence);
        expect(await host.run({ ...CHAT, ...query }, source)).toMatchObject({
          description: sentence,
          data: { response: { message: sentence, at: { [sentence]: [sentence] } } },
        });
      }
    });

    test('an error keeps its words about the slug of an AI provider and the id of a saved config', async () => {
      const sentence = 'AI provider @openai-prod not found, nor @openai-dev or pc-saved-1a2b3c';
      reply(sentence);
      const source = { virtualKey: '@openai-dev', config: 'pc-saved-1a2b3c' };
      expect(await host.run({ ...CHAT, virtualKey: '@openai-prod' }, source)).toMatchObject({ description: sentence });
    });
  });
});
