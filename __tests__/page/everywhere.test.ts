import { usePage } from './use-page';

const visit = usePage();

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

describe('on a phone', () => {
  test('the result is in sight after a run', async () => {
    await visit.open(PHONE);
    await visit.page.evaluate('scrollTo(0, 0)');
    await visit.run();
    const top = await visit.outcome.evaluate((element) => element.getBoundingClientRect().top);
    expect(top).toBeGreaterThanOrEqual(0);
    expect(top).toBeLessThan(844 / 2);
  });

  test('no field that has the focus is behind the run bar', async () => {
    await visit.open(PHONE);
    await visit.page.evaluate('scrollTo(0, document.body.scrollHeight)');
    const fields = await visit.page.locator('form :is(select, button, .cm-content)').all();
    for (const field of fields.reverse()) {
      await field.focus();
      const hidden = await field.evaluate((element) => {
        const bar = element.ownerDocument.querySelector('.form-bar')?.getBoundingClientRect();
        return element.getBoundingClientRect().top < (bar?.bottom ?? 0);
      });
      expect([await field.innerText(), hidden]).toEqual([expect.anything(), false]);
    }
  });

  test('the bar has room for the seconds of a long query', async () => {
    await visit.open(PHONE);
    await visit.page.evaluate(`document.querySelector('.form-bar .primary').textContent = 'Stop 100.0 s'`);
    const [last, button] = await Promise.all([
      visit.button('App state').boundingBox(),
      visit.button('Stop 100.0 s').boundingBox(),
    ]);
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeLessThanOrEqual(button?.x ?? 0);
  });

  test('nothing says Ctrl', async () => {
    await visit.open(PHONE);
    expect(await visit.page.locator('body').innerText()).not.toMatch(/Ctrl|⌘/);
  });
});

test.each([
  ['Macintosh; Intel Mac OS X 10_15_7', '⌘ ↵'],
  ['X11; Linux x86_64', 'Ctrl ↵'],
])('the key that runs a query is named as on %s', async (system, key) => {
  await visit.open({ userAgent: `Mozilla/5.0 (${system}) Chrome/120` });
  expect(await visit.button('Run query').innerText()).toContain(key);
});

describe('with forced colours', () => {
  test('the chosen tab has a line in the colour of what is chosen, which the others have not', async () => {
    await visit.open({ forcedColors: 'active' });
    const line = (name: string) =>
      visit.page.evaluate(
        `getComputedStyle([...document.querySelectorAll('[role=tab]')].find((tab) => tab.textContent === '${name}')).borderBottomColor`
      );
    const highlight = await visit.page.evaluate(`(() => {
      const chosen = document.body.appendChild(document.createElement('p'));
      chosen.style.color = 'Highlight';
      return getComputedStyle(chosen).color;
    })()`);
    expect(await line('Answer')).toBe(highlight);
    expect(await line('Raw')).not.toBe(highlight);
    expect(await line('Raw')).toBe(await line('Metadata'));
  });

  test('a refused field and a placeholder can be told from other fields and values', async () => {
    await visit.open({ forcedColors: 'active' });
    await visit.example('Wrong field');
    await visit.run();
    const styles = (await visit.page.evaluate(`(() => {
      const style = (selector) => getComputedStyle(document.querySelector(selector));
      const border = (key) => getComputedStyle(document.querySelector('[data-key=' + key + ']').closest('.cm-editor')).borderTopStyle;
      return [border('max_tokens'), border('model'), style('.cm-placeholder').color === style('.cm-content').color];
    })()`)) as unknown[];
    expect(styles).toEqual(['dashed', 'solid', false]);
  });

  test('the three parts of the timing bar have three colours', async () => {
    await visit.open({ forcedColors: 'active' });
    const colours = (await visit.page.evaluate(
      `[...document.querySelectorAll('.bar span')].map((part) => getComputedStyle(part).backgroundColor)`
    )) as string[];
    expect(new Set(colours).size).toBe(3);
  });
});

describe('after a reload', () => {
  test('the form is what it was, and nothing runs by itself', async () => {
    await visit.open();
    await visit.operation('completion');
    await visit.field('Prompt').fill('kept {{constants.chatModel}}');
    await visit.page.reload();
    expect(await visit.field('Prompt').innerText()).toBe('kept {{constants.chatModel}}');
    expect(await visit.outcome.innerText()).toContain('Run the query to see');
    expect(await visit.run()).toContain('Query completed');
  });

  test.each([
    ['has no room', 'Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }'],
    ['has something else there', 'sessionStorage.setItem("portkey-playground", "{oops")'],
  ])('a browser that %s shows the first example again', async (_, fault) => {
    await visit.newPage();
    await visit.page.addInitScript(fault);
    await visit.page.goto(visit.server.url);
    await visit.outcome.getByText('Query completed').waitFor();
    await visit.field('Model').fill('another');
    await visit.page.reload();
    await visit.outcome.getByText('Query completed').waitFor();
    expect(await visit.field('Model').innerText()).toBe('{{constants.chatModel}}');
  });

  test('an expression that names a secret is still there', async () => {
    await visit.open();
    await visit.field('Virtual Key').fill('{{constants.key_of.openai}}');
    await visit.page.reload();
    expect(await visit.field('Virtual Key').innerText()).toBe('{{constants.key_of.openai}}');
    await visit.field('Virtual Key').fill('{{"sk-literal"}}');
    await visit.page.reload();
    expect(await visit.field('Virtual Key').innerText()).not.toContain('sk-literal');
  });

  test('no secret is left in the browser', async () => {
    await visit.open();
    await visit.button('Connection').click();
    await visit.button('Edit API Key').click();
    await visit.page.getByLabel('API Key', { exact: true }).fill('pk-secret-1');
    await visit.field('Config').fill('{ "provider": "openai", "api_key": "sk-secret-2" }');
    await visit.button('Query').click();
    await visit.field('Virtual Key').fill('vk-secret-3');
    await visit.field('Messages').fill('my key is pk-secret-1');
    await visit.run();
    const kept = await visit.page.evaluate(
      'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])'
    );
    expect(kept).toContain('constants.chatModel');
    expect(kept).not.toMatch(/secret-|pk-playground|openai-virtual/);
    await visit.page.reload();
    await visit.button('Connection').click();
    expect(await visit.page.getByLabel('API Key', { exact: true }).inputValue()).toBe('');
  });
});
