import fc from 'fast-check';
import type { RecordedRequest } from '../../playground/portkey/http';
import { anyString } from '../support/any-string';
import { CHAT, countFor, inBothToolJets, useHost } from '../support/host';

inBothToolJets((loader) => {
  const host = useHost({ loader });
  beforeAll(() => fc.configureGlobal({ numRuns: countFor(loader, 15) }));

  /** Any text: lone surrogates, control characters, header and path tricks, digits, JSON, great length. */
  const anyText = fc.oneof(
    anyString,
    fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
    fc.constantFrom('__proto__', 'constructor', 'toString', '.', '..', '../virtual-keys?x=', '%2e%2e', 'a/b', '\\..\\'),
    fc.constantFrom(
      'a\r\nx-portkey-api-key: other',
      '\0',
      '\ud800',
      '{{x}}',
      'undefined',
      '1e400',
      '0x10',
      '-0',
      '12abc'
    ),
    fc.constantFrom(
      '['.repeat(20_000),
      `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
      `{"a":${'['.repeat(200)}${']'.repeat(200)}}`
    ),
    fc.json(),
    fc.integer({ min: 1, max: 4000 }).map((length) => 'x'.repeat(length))
  );

  const anyObject = fc.dictionary(
    fc.oneof(anyText, fc.constantFrom('apiKey', 'virtualKey', 'headers', 'stream', 'promptID', 'config', 'metadata')),
    fc.jsonValue()
  );

  const deep = (levels: number) => Array.from({ length: levels }).reduce<unknown>((inner) => ({ a: [inner] }), 'end');

  const anyValue: fc.Arbitrary<unknown> = fc.oneof(
    anyText,
    fc.jsonValue(),
    anyObject,
    anyObject.map((value) => JSON.stringify(value)),
    fc.constantFrom('{"__proto__":{"stream":true}}', '{"constructor":1}').map((text) => JSON.parse(text) as unknown),
    fc.integer({ min: 49, max: 300 }).map(deep)
  );

  const HEADERS: Record<string, string[]> = {
    metadata: ['x-portkey-metadata'],
    config: ['x-portkey-config'],
    virtualKey: ['x-portkey-virtual-key', 'x-portkey-provider'],
  };
  /** Fields whose place is not one key of the body of the same name. */
  const PLACES: Record<string, string> = { stop_sequence: 'stop', stop_sequences: 'stop' };
  const WHOLE_BODY = ['other_parameters', 'parameters', 'prompt_parameters'];

  /** For each operation a query that works, and its fields with their labels. */
  const OPERATIONS: [string, object, Record<string, string>][] = [
    [
      'completion',
      { prompt: 'Hi' },
      {
        prompt: 'Prompt',
        model: 'Model',
        max_tokens: 'Max Tokens',
        temperature: 'Temperature',
        stop_sequences: 'Stop Sequences',
        other_parameters: 'Other Parameters',
      },
    ],
    [
      'chat',
      CHAT,
      {
        messages: 'Messages',
        model: 'Model',
        max_tokens: 'Max Tokens',
        temperature: 'Temperature',
        stop_sequence: 'Stop Sequence',
        stop_sequences: 'Stop Sequence',
        other_parameters: 'Other Parameters',
      },
    ],
    [
      'prompt_completion',
      { promptId: 'pp-1' },
      { promptId: 'Prompt ID', variables: 'Variables', prompt_parameters: 'Parameters', parameters: 'Parameters' },
    ],
    ['create_embedding', { input: 'Hi' }, { input: 'Input', model: 'Model', other_parameters: 'Other Parameters' }],
  ];
  const EVERYWHERE = { metadata: 'Metadata', config: 'Config', virtualKey: 'Virtual Key' };

  /** A request without what one field may change. */
  function without(field: string, { method, path, headers, body }: RecordedRequest) {
    const others = Object.entries(headers).filter(
      ([name]) => name !== 'content-length' && !HEADERS[field]?.includes(name)
    );
    const place = PLACES[field] ?? field;
    const parts = Object.entries(body as object).filter(([key]) => key !== place);
    return {
      method,
      path: field === 'promptId' ? '' : path,
      headers: Object.fromEntries(others),
      body: WHOLE_BODY.includes(field) ? '' : parts,
    };
  }

  describe.each(OPERATIONS)('%s', (operation, works, fields) => {
    test.each(Object.entries({ ...fields, ...EVERYWHERE }))(
      `whatever %s of ${operation} holds is sent in its own place alone, or refused by its label`,
      async (field, label) => {
        host.requests.length = 0;
        const usual = await host.sent({ ...works, operation });
        await fc.assert(
          fc.asyncProperty(anyValue, async (value) => {
            host.requests.length = 0;
            const result = await host.run({ ...works, operation, [field]: value });
            if (result.status === 'failed') {
              // Only a header or a path can be too long for a server, and then the server says so.
              if ((result.data as { statusCode?: unknown }).statusCode === 431) {
                expect([...Object.keys(HEADERS), 'promptId']).toContain(field);
                return;
              }
              // The field is named by its label and by its key, and nothing was sent.
              expect(result).toMatchObject({ errorName: 'QueryError', message: 'Query could not be completed' });
              expect(result).toMatchObject({ description: expect.stringMatching(`^${label} `), data: { field } });
              expect(host.requests).toEqual([]);
              return;
            }
            // The request differs from the usual one in this field's own place.
            expect(host.requests).toHaveLength(1);
            const request = host.requests[0] as RecordedRequest;
            expect(without(field, request)).toEqual(without(field, usual));
            if (operation === 'prompt_completion') {
              expect(request.path).toMatch(/^\/v1\/prompts\/[^/?#\\]+\/completions$/);
              expect(request.path.split('/')[3]).not.toMatch(/^(\.|%2e){1,2}$/i);
            }
            expect((request.body as { stream?: unknown }).stream ?? false).toBeFalsy();
          })
        );
      },
      60_000
    );
  });

  test('a prompt of any text arrives as it was typed', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (prompt) => {
        fc.pre(prompt.trim() !== '');
        host.requests.length = 0;
        expect((await host.sent({ operation: 'completion', prompt })).body).toEqual({ prompt });
      })
    );
  }, 60_000);

  test.each([
    ['Variables', { operation: 'prompt_completion', promptId: 'p', variables: deep(60) }, 'variables'],
    ['Input', { operation: 'create_embedding', input: '['.repeat(20_000) + ']'.repeat(20_000) }, 'input'],
    ['Stop Sequence', { ...CHAT, stop_sequence: '['.repeat(20_000) + ']'.repeat(20_000) }, 'stop_sequence'],
    ['Messages', { operation: 'chat', messages: [{ role: 'user', content: deep(60) }] }, 'messages'],
    ['Config', { ...CHAT, config: `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}` }, 'config'],
  ])('%s nested too deeply is refused by its label', async (label, query, field) => {
    expect(await host.run(query)).toMatchObject({
      errorName: 'QueryError',
      description: `${label} must not be nested deeper than 100 levels`,
      data: { field },
    });
    expect(host.requests).toEqual([]);
  });

  test('a key too long for any header fails the query with the status 431 of the server, without the key', async () => {
    const result = await host.run({ ...CHAT, virtualKey: 'v'.repeat(40_000) });
    expect(result).toMatchObject({ errorName: 'QueryError', data: { statusCode: 431 } });
    expect(JSON.stringify(result)).not.toContain('vvv');
  });
});
