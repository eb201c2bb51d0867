import type { Locator } from 'playwright-core';
import { usePage } from './use-page';

const visit = usePage();

const CUT = '{{[{ role: "user", content: [{ image_url: { url: "x" }}]}]}}';

const completions = (): Locator => visit.page.locator('.cm-tooltip-autocomplete li');

async function setState(text: string): Promise<void> {
  await visit.button('App state').click();
  await visit.field('App state').fill(text);
}

/** Empties a field, and types into it as people do. */
async function type(label: string, text: string): Promise<void> {
  await visit.field(label).fill('');
  await visit.field(label).pressSequentially(text);
}

describe('a field', () => {
  test('tints its expressions and colours the JavaScript in them', async () => {
    await visit.open();
    await visit.field('Model').fill('a {{constants.chatModel + "b"}} c');
    expect((await visit.field('Model').locator('.expression').allInnerTexts()).join('')).toBe(
      '{{constants.chatModel + "b"}}'
    );
    expect(await visit.field('Model').locator('.brace').allInnerTexts()).toEqual(['{{', '}}']);
    expect(await visit.field('Model').locator('.tok-string').innerText()).toBe('"b"');
  });

  test('closes the brackets that somebody opens', async () => {
    await visit.open();
    await type('Model', '{{constants["');
    expect(await visit.field('Model').innerText()).toBe('{{constants[""]}}');
  });

  test('is one line where the form wants one, and grows with its text', async () => {
    await visit.open();
    const height = async () => (await visit.field('Model').boundingBox())?.height ?? 0;
    await visit.field('Model').fill('a');
    const one = await height();
    expect(one).toBeLessThan(40);
    await visit.field('Model').fill('a\nb\nc');
    expect(await height()).toBeGreaterThan(one + 30);
  });

  test('is left by Tab, and runs its query by Ctrl+Enter', async () => {
    await visit.open();
    await visit.field('Model').press('Tab');
    expect(await visit.page.evaluate('document.activeElement.textContent')).toBe('Max Tokens');
    await visit.field('Model').fill('typed-just-now');
    const answered = visit.page.waitForResponse('**/api/run');
    await visit.field('Model').press('Control+Enter');
    expect(JSON.stringify(await (await answered).json())).toContain('typed-just-now');
    expect(await visit.field('Model').innerText()).toBe('typed-just-now');
  });

  test('shows below itself what its expressions are, with type and problem', async () => {
    await visit.open();
    await visit.field('Max Tokens').fill('{{components.slider1.value}}');
    expect(await visit.note('Max Tokens').innerText()).toMatch(/^number\s+64/);
    await visit.field('Max Tokens').fill('{{components.nope.value}}');
    expect(await visit.note('Max Tokens').innerText()).toMatch(/^undefined[^]*Cannot read/);
    await visit.field('Max Tokens').fill('{{components.}}');
    expect(await visit.note('Max Tokens').innerText()).toContain('ToolJet cannot read this expression');
  });

  test('has the type of a long value beside that value', async () => {
    await visit.open();
    await visit.field('Metadata').fill(`{{({ ${'x'.repeat(100)}: 1 })}}`);
    const type = await visit.note('Metadata').locator('.type').boundingBox();
    const value = await visit.note('Metadata').locator('code').boundingBox();
    expect(value?.x).toBeGreaterThan((type?.x ?? 0) + (type?.width ?? 0));
  });
});

describe('the completion', () => {
  test('offers what the state has, step by step', async () => {
    await visit.open();
    await type('Model', '{{con');
    await completions().filter({ hasText: 'constants' }).click();
    await visit.page.keyboard.type('.');
    await completions().filter({ hasText: 'chatModel' }).click();
    expect(await visit.field('Model').innerText()).toBe('{{constants.chatModel}}');
    expect(await visit.note('Model').innerText()).toContain('gpt-4o-mini');
  });

  test('opens where an expression begins', async () => {
    await visit.open();
    await type('Model', '{{');
    await completions().filter({ hasText: 'constants' }).click();
    expect(await visit.field('Model').innerText()).toBe('{{constants}}');
  });

  test('writes a key that is no name in brackets', async () => {
    await visit.open();
    await setState('{ "constants": { "chat-model": "gpt-4o" }, "no-name": 1 }');
    await visit.button('Query').click();
    await type('Model', '{{constants.');
    await completions().filter({ hasText: 'chat-model' }).click();
    expect(await visit.field('Model').innerText()).toBe('{{constants["chat-model"]}}');
    expect(await visit.note('Model').innerText()).toContain('gpt-4o');
  });

  test('keeps to expressions', async () => {
    await visit.open();
    await type('Model', 'con');
    expect(await completions().count()).toBe(0);
  });
});

describe('an expression that ToolJet cuts at }}', () => {
  test('is marked before it runs, from where it is cut, with what to do', async () => {
    await visit.open();
    await visit.field('Messages').fill(CUT);
    expect((await visit.field('Messages').locator('.cut').allInnerTexts()).join('')).toBe('}}]}]}}');
    expect(await visit.field('Messages').getAttribute('aria-invalid')).toBe('true');
    expect(await visit.note('Messages').innerText()).toContain('Put a space between those braces: } }');
  });

  test('reaches the plugin as undefined, which the plugin explains', async () => {
    await visit.open();
    await visit.field('Messages').fill(CUT);
    expect(await visit.run()).toMatch(/Messages is undefined[^]*} }/);
  });

  test('is whole with a space between its braces', async () => {
    await visit.open();
    await visit.field('Messages').fill(CUT.replace('}}]}]', '} }]}]'));
    expect(await visit.field('Messages').getAttribute('aria-invalid')).toBe('false');
    expect(await visit.run()).toContain('Query completed');
  });
});

describe("the app's state", () => {
  test('is what the expressions see, whatever its keys are', async () => {
    await visit.open();
    await setState('{ "components": { "textinput1": { "value": "Ahoy" } }, "not-a-name": 1, "class": 2 }');
    await visit.button('Query').click();
    await visit.field('Model').fill('gpt');
    await visit.field('Max Tokens').fill('');
    await visit.field('Metadata').fill('');
    await visit.run();
    expect(await visit.panel.innerText()).toContain('You said: Ahoy');
  });

  test('that is no JSON says so, and can be brought back', async () => {
    await visit.open();
    await setState('{ "components": ');
    await visit.page.getByText('The app’s state is not JSON').waitFor();
    await visit.button('Back to the sample').click();
    await visit.button('Query').click();
    expect(await visit.note('Model').innerText()).toContain('gpt-4o-mini');
  });

  test('has a Chat component, whose history is a chat', async () => {
    await visit.open();
    await visit.example('Chat component');
    expect(await visit.run()).toContain('Query completed');
    const roles = await visit.page.locator('.message h3').allInnerTexts();
    expect(roles).toEqual(['system', 'user', 'assistant', 'user', 'assistant']);
  });
});
