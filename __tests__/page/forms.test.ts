import { readFileSync } from 'node:fs';
import { formFieldsOf, manifest, operations } from '../support/files';
import { usePage } from './use-page';

const visit = usePage();

describe('a fresh page', () => {
  test('shows the answer to its first example', async () => {
    await visit.open();
    expect(await visit.examples.inputValue()).toBe('Chat');
    expect(await visit.panel.innerText()).toContain('You said: a coffee bar by the harbour');
  });

  test("has the plugin's icon, as its favicon too", async () => {
    await visit.open();
    const icon = await visit.page.request.get(`${visit.server.url}/icon.svg`);
    expect(await icon.text()).toBe(readFileSync('icon.svg', 'utf8'));
    expect(await visit.page.locator('link[rel=icon]').getAttribute('href')).toBe('/icon.svg');
    expect(await visit.page.evaluate('document.querySelector("header img").naturalWidth')).toBeGreaterThan(0);
  });
});

describe('the menu of examples', () => {
  const about = () => visit.page.locator('#example-about').innerText();

  test('says what each needs, and what the chosen one shows', async () => {
    await visit.open();
    const names = await visit.examples.locator('option').allInnerTexts();
    expect(names).toContain('Saved prompt · hosted only');
    expect(names).toContain('Wrong field · fails on purpose');
    await visit.example('Saved prompt');
    expect(await about()).toContain('variables from the app');
    expect(await visit.page.getByLabel('Operation').inputValue()).toBe('prompt_completion');
  });

  test('no longer stands on an example that has been changed', async () => {
    await visit.open();
    await visit.field('Model').fill('gpt-4o');
    expect(await visit.examples.locator('option:checked').innerText()).toBe('A query of your own');
    await visit.example('Chat');
    expect(await visit.field('Model').innerText()).toBe('{{constants.chatModel}}');
  });

  test('says which examples cannot work with the chosen connection, and why', async () => {
    await visit.open();
    await visit.button('Connection').click();
    await visit.button('Open-source gateway').click();
    await visit.button('Query').click();
    const names = await visit.examples.locator('option').allInnerTexts();
    expect(names).toContain('Saved prompt · hosted only · not with Open-source gateway');
    expect(names).toContain('Chat');
    await visit.example('Fallback config');
    expect(await about()).toContain('knows no saved configs');
  });

  test('says that none works without a key of one’s own, and which ones do not with one', async () => {
    await visit.open();
    await visit.example('Wrong field');
    expect(await about()).toMatch(/^fails on purpose\s+Max Tokens is no number/);
    await visit.button('Connection').click();
    await visit.button('Portkey cloud').click();
    await visit.button('Query').click();
    const names = () => visit.examples.locator('option').allInnerTexts();
    for (const name of await names()) expect(name).toContain('needs an API key');
    expect(await about()).toContain('No example works yet: enter an API key of your own under Connection.');
    await visit.button('Connection').click();
    await visit.page.getByLabel('API Key', { exact: true }).fill('pk-own');
    await visit.button('Query').click();
    expect(await names()).toEqual(
      expect.arrayContaining(['Chat', 'Saved prompt · hosted only · not with Portkey cloud'])
    );
    expect(await about()).toContain('Max Tokens is no number');
  });
});

describe('the connection', () => {
  beforeEach(async () => {
    await visit.open();
    await visit.button('Connection').click();
  });

  test('has every field of manifest.json, with its placeholder and help', async () => {
    await visit.button('Portkey cloud').click();
    for (const { label, description, type, helpText, key } of Object.values(manifest.properties)) {
      const input = visit.page.getByLabel(label, { exact: true });
      expect(await input.getAttribute('placeholder')).toBe(description);
      expect((await input.getAttribute('type')) === 'password').toBe(type === 'password');
      const row = visit.page.locator('.field', { has: input });
      expect(await row.locator('.help').innerHTML()).toContain(String(helpText).slice(0, 20));
      const isEncrypted = Boolean(manifest.source.options[key]?.encrypted);
      expect((await row.innerText()).includes('Encrypted')).toBe(isEncrypted);
    }
  });

  test('shows stars for a secret that is there, and never the secret, until another one is entered', async () => {
    const key = visit.page.getByLabel('API Key', { exact: true });
    expect(await key.getAttribute('placeholder')).toBe('**************');
    expect(await key.isDisabled()).toBe(true);
    expect(await visit.page.content()).not.toContain('pk-playground');
    await visit.button('Edit API Key').click();
    await key.fill('pk-wrong-key');
    expect(await visit.run('Test connection')).toContain('Invalid API Key. Error Code: 03');
  });

  test.each(['Local gateway', 'Open-source gateway'])('is verified with the preset %s', async (preset) => {
    await visit.button(preset).click();
    expect(await visit.run('Test connection')).toContain('Connection verified');
  });

  test('is tested by Enter in a field of one line', async () => {
    const answered = visit.page.waitForResponse('**/api/test');
    await visit.field('Gateway URL').press('Enter');
    await answered;
    await visit.outcome.getByText('Connection verified').waitFor();
  });

  test('without a key fails before anything is sent', async () => {
    await visit.button('Portkey cloud').click();
    expect(await visit.run('Test connection')).toContain('API Key');
    expect(await visit.tab(/^Sent/)).toContain('Nothing was sent');
  });
});

describe('the query', () => {
  test.each(operations.properties.operation.list)(
    'of $name has every field of operations.json, with its placeholder, and its help on click',
    async ({ value }) => {
      await visit.open();
      await visit.operation(value);
      const fields = Object.values(formFieldsOf(value));
      expect(await visit.page.locator('form .editor').count()).toBe(fields.length);
      for (const { label, placeholder, tooltip } of fields) {
        await visit.field(label).fill('');
        expect(await visit.field(label).locator('.cm-placeholder').innerText()).toBe(placeholder);
        await visit.button(label).click();
        expect(await visit.page.locator('.tooltip:visible').innerText()).toBe(tooltip);
        await visit.page.keyboard.press('Escape');
        expect(await visit.page.locator('.tooltip:visible').count()).toBe(0);
      }
    }
  );

  test('has its labels on the left of its fields', async () => {
    await visit.open();
    const label = await visit.button('Model').boundingBox();
    const field = await visit.field('Model').boundingBox();
    expect(label && label.x + label.width).toBeLessThan(field?.x ?? 0);
  });
});

test('nothing of the page is in the bundle', () => {
  expect(readFileSync('dist/index.js', 'utf8')).not.toMatch(/preact|codemirror|playground/i);
});
