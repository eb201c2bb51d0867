import { usePage } from './use-page';

// What nobody would draw on purpose: the page goes on, and never shows the answer of another run in its place.
const visit = usePage();

describe('an expression whose value JSON cannot say', () => {
  test.each(['{{top}}', 'text {{self}}', '{{window}}', '{{10n}}', '{{[10n]}}', '{{Proxy.revocable([], {}).proxy}}'])(
    'leaves the page alive: %s',
    async (text) => {
      await visit.open();
      await visit.field('Model').fill(text);
      await visit.note('Model').or(visit.page.getByText('The page cannot show this')).waitFor();
      await visit.field('Model').fill('{{constants.chatModel}}');
      expect(await visit.note('Model').innerText()).toMatch(/^string\s+gpt-4o-mini$/);
      expect(await visit.run()).toContain('Query completed');
    }
  );

  test('is why its query does not run', async () => {
    await visit.open();
    await visit.field('Model').fill('{{top}}');
    await visit.button('Run query').click();
    expect(await visit.outcome.getByRole('alert').innerText()).toContain('cannot be sent as JSON');
  });
});

test('a number that JSON does not know is shown as what it is', async () => {
  await visit.open();
  await visit.field('Max Tokens').fill('{{NaN}}');
  expect(await visit.note('Max Tokens').innerText()).toMatch(/^number\s+NaN$/);
});

test.each([['not base64!!'], ['AAAA'], [['a', 'b']], [[[1, 2]]]])(
  'an embedding that is no vector is called so, and is all there is to see: %j',
  async (embedding) => {
    await visit.open();
    const text = await visit.runAgainst({ data: [{ embedding }] });
    expect(text).toContain('Not a vector');
    expect(text).not.toContain('a coffee bar by the harbour');
  }
);

// An object with a property of this name cannot be made a text.
const NO_TEXT = { toString: 1 };

describe('an answer that cannot be drawn', () => {
  test.each([
    ['in its tab', { choices: [{ message: { role: NO_TEXT, content: 'a message' } }] }],
    ['in the row of its facts', { model: NO_TEXT }],
  ])('is replaced by a sentence %s, and the next one is drawn', async (_, body) => {
    await visit.open();
    const text = await visit.runAgainst(body);
    expect(text).toContain('The page cannot show this: Cannot convert object to primitive value');
    expect(text).not.toContain('a coffee bar by the harbour');
    expect(await visit.runAgainst({ choices: [{ text: 'the next one' }] })).toContain('the next one');
  });

  test('can still be looked at in the other tabs', async () => {
    await visit.open();
    await visit.runAgainst({ choices: [{ message: { role: NO_TEXT, content: 'a message' } }] });
    expect(await visit.tab('Raw')).toContain('"a message"');
  });
});
