import { usePage } from './use-page';

const visit = usePage();

/** Shows the answer of a gateway that says just this. */
async function showAnswer(body: object, status = 200): Promise<string> {
  await visit.open();
  return visit.runAgainst(body, status);
}

const chat = (content: unknown, more: object = {}) => ({
  choices: [{ index: 0, message: { role: 'assistant', content, ...more }, finish_reason: 'stop' }],
});

describe('the answer', () => {
  test('to a chat is the conversation, message by message', async () => {
    await visit.open();
    const messages = await visit.page.locator('.message').allInnerTexts();
    expect(messages.map((text) => text.split('\n')[0])).toEqual(['system', 'user', 'assistant']);
    expect(messages[2]).toContain('You said: a coffee bar by the harbour');
    expect(await visit.page.locator('.message .markdown > [dir=auto]').count()).toBe(3);
  });

  test('in Markdown is drawn as Markdown', async () => {
    await visit.open();
    await visit.example('Markdown');
    await visit.run();
    const answer = visit.page.locator('.message.answer');
    expect(await answer.locator('li strong').innerText()).toBe('Harbour Grounds');
    expect(await answer.locator('table td').first().innerText()).toBe('Quay & Brew');
  });

  test('with calls of tools shows what is called, and with what', async () => {
    await showAnswer(chat(null, { tool_calls: [{ function: { name: 'weather', arguments: '{"city":"Kiel"}' } }] }));
    expect(await visit.panel.innerText()).toMatch(/calls weather\s+{"city":"Kiel"}/);
  });

  test('to a completion is its text', async () => {
    await visit.open();
    await visit.example('Completion');
    await visit.run();
    expect(await visit.panel.innerText()).toContain('You wrote: Suggest a name for a coffee bar by the harbour.');
  });

  test('to a saved prompt is a message', async () => {
    await visit.open();
    await visit.example('Saved prompt');
    await visit.run();
    expect(await visit.page.locator('.message.answer').innerText()).toContain('reply to Zoë about her late parcel');
  });

  test.each(['{ "dimensions": 256 }', '{ "dimensions": 256, "encoding_format": "base64" }'])(
    'of an embedding is its size, its first numbers and a picture, with the parameters %s',
    async (parameters) => {
      await visit.open();
      await visit.example('Embedding');
      await visit.field('Other Parameters').fill(parameters);
      await visit.run();
      expect(await visit.panel.innerText()).toMatch(/^\[256\] (−?\d\.\d\d, ){6}…/);
      expect(await visit.panel.locator('svg path').getAttribute('d')).toMatch(/^M0 .+L1200 /);
    }
  );

  test('that has no form of its own is its data', async () => {
    await showAnswer({ object: 'unheard-of', list: [1] });
    expect(await visit.panel.innerText()).toContain('"unheard-of"');
  });
});

describe('the facts about an answer', () => {
  const facts = async () => (await visit.page.locator('.chips').innerText()).replace(/\s+/g, ' ');

  test('are its status, time, tokens, model, finish reason and trace id, and where the time went', async () => {
    await visit.open();
    expect(await facts()).toMatch(
      /status 200 time [\d.]+ ms tokens 14 model gpt-4o-mini finish stop trace [\da-f]{8}…/
    );
    expect(await visit.page.locator('.timings').innerText()).toMatch(/Loading the bundle[^]*The plugin[^]*Gateway/);
  });

  test('stand in one row at 1280 pixels, and the whole trace id is copied', async () => {
    await visit.open();
    await visit.runAgainst({
      ...chat('Hello!'),
      model: 'a-model-with-a-very-long-name-2026-11-24',
      usage: { total_tokens: 123_456 },
    });
    const [first, ...others] = await visit.page.locator('.chips > *').all();
    const top = (await first?.boundingBox())?.y;
    for (const chip of others) expect((await chip.boundingBox())?.y).toBe(top);
    expect(await visit.page.locator('.chips').evaluate((row) => row.scrollWidth - row.clientWidth)).toBe(0);
    await visit.open();
    await visit.button(/^[\da-f]{8}…$/).click();
    expect(await visit.clipboard()).toMatch(/^[\da-f-]{36}$/);
  });

  test('tell of a guardrail whose check failed', async () => {
    await showAnswer({ ...chat('Hello!'), hook_results: { before_request_hooks: [{ verdict: false }] } }, 246);
    expect(await facts()).toContain('status 246');
    expect(await facts()).toContain('guardrail a check failed');
  });

  test('of a failure are its status and the words of whoever refused', async () => {
    await visit.open();
    await visit.example('Guardrail refuses');
    const text = await visit.run();
    expect(text).toContain('Query could not be completed');
    expect(text).toMatch(/guardrail/i);
    expect(await facts()).toContain('status 446');
    expect(await visit.tab('Error data')).toContain('hook_results');
  });
});

describe('copied is', () => {
  test('the expression of a value that is chosen in the data', async () => {
    await visit.open();
    await visit.tab('Data');
    await visit.button(/^content: "You said/).click();
    expect(await visit.clipboard()).toBe('{{queries.chat1.data.choices[0].message.content}}');
    await visit.tab('Metadata');
    await visit.button(/^x-portkey-provider: /).click();
    expect(await visit.clipboard()).toBe('{{queries.chat1.metadata.response.headers["x-portkey-provider"]}}');
  });

  test("the expression of a value of an error's data", async () => {
    await visit.open();
    await visit.example('Provider fails');
    await visit.run();
    await visit.tab('Error data');
    await visit.button(/^statusCode: 429/).click();
    expect(await visit.clipboard()).toBe('{{queries.chat1.error.data.statusCode}}');
  });

  test('the answer, the raw result and the request, each by its button', async () => {
    await visit.open();
    await visit.button('Copy answer').click();
    expect(await visit.clipboard()).toBe('You said: a coffee bar by the harbour');
    await visit.tab('Raw');
    await visit.button('Copy the raw result').click();
    expect(JSON.parse(await visit.clipboard())).toMatchObject({ status: 'ok', data: { object: 'chat.completion' } });
    await visit.tab(/^Sent/);
    await visit.button('Copy the request').click();
    expect(JSON.parse(await visit.clipboard())).toMatchObject({ model: 'gpt-4o-mini', max_tokens: 64 });
  });

  test('the request as curl, with its secrets masked', async () => {
    await visit.open();
    await visit.field('Messages').fill('{{[{ role: "user", content: "It\'s" }]}}');
    await visit.run();
    const sent = await visit.tab(/^Sent/);
    await visit.button('Copy as curl').click();
    const command = await visit.clipboard();
    expect(command).toMatch(/^curl -X POST 'http:\/\/localhost:\d+\/v1\/chat\/completions' \\\n {2}-H '/);
    expect(command).toContain("-H 'x-portkey-api-key: ***'");
    expect(command).toContain(String.raw`{"role":"user","content":"It'\''s"}`);
    expect(sent + command).not.toMatch(/pk-playground|openai-virtual/);
  });
});
