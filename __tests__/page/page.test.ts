import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import manifest from '../../manifest.json';
import operations from '../../operations.json';
import { startBrowser, startPage, type PageProcess } from '../../playground/page/process';

// A real browser on the page that `npm start` serves; each test from a clean state.
jest.setTimeout(60_000);

let server: PageProcess;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const faults: string[] = [];

beforeAll(async () => {
  [server, browser] = await Promise.all([startPage(), startBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});
beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
  faults.length = 0;
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(server.url);
  await page.getByRole('heading', { name: 'Result' }).waitFor();
});
afterEach(async () => {
  await context.close();
  expect(faults).toEqual([]);
});

const button = (name: string) => page.getByRole('button', { name, exact: true });
const outcome = () => page.getByRole('region', { name: 'Outcome' });
const field = (label: string) => page.getByRole('textbox', { name: label, exact: true });
const choose = (operation: string) => page.getByLabel('Operation').selectOption(operation);

async function run(): Promise<string> {
  const answered = page.waitForResponse('**/api/run');
  await button('Run query').click();
  await (await answered).finished();
  await outcome().getByRole('status').waitFor();
  return outcome().innerText();
}

async function testConnection(): Promise<string> {
  const answered = page.waitForResponse('**/api/test');
  await button('Test connection').click();
  await (await answered).finished();
  await outcome().getByRole('status').waitFor();
  return outcome().innerText();
}

/** To be looked at after a run; the README's own pictures come from `npm run screenshots`. */
const photograph = (name: string) => page.screenshot({ path: `coverage/page/${name}.png`, fullPage: true });

async function openTab(name: RegExp): Promise<string> {
  await page.getByRole('tab', { name }).click();
  return page.getByRole('tabpanel').innerText();
}

describe('the forms', () => {
  test('every field of manifest.json, with placeholder, mask and help', async () => {
    await button('Connection').click();
    await button('Portkey cloud').click();
    const { properties, source } = manifest;
    const encrypted = Object.entries(source.options).flatMap(([key, option]) => ('encrypted' in option ? [key] : []));
    expect(encrypted).toEqual(['apiKey', 'virtualKey']);
    for (const { label, description, type, helpText, key } of Object.values(properties)) {
      const input = page.getByLabel(label, { exact: true });
      expect(await input.getAttribute('placeholder')).toBe(description);
      expect((await input.getAttribute('type')) === 'password').toBe(type === 'password');
      expect(await input.inputValue()).toBe('');
      const shown = await page.locator('.field', { has: input }).innerHTML();
      expect(shown).toContain(helpText.slice(0, 20));
      expect(shown.includes('Encrypted')).toBe(encrypted.includes(key));
    }
  });

  test.each(operations.properties.operation.list)(
    'every field of $name, with placeholder and tooltip',
    async (item) => {
      await choose(item.value);
      const groups = operations.properties as unknown as Record<
        string,
        Record<string, { label: string; placeholder: string; tooltip: string }>
      >;
      const fields = Object.values(groups[item.value] ?? {});
      expect(await page.locator('form textarea').count()).toBe(fields.length);
      for (const { label, placeholder, tooltip } of fields) {
        expect(await field(label).getAttribute('placeholder')).toBe(placeholder);
        await button(`About ${label}`).focus();
        expect(await page.getByRole('tooltip').innerText()).toBe(tooltip);
      }
    }
  );
});

describe('the connection test', () => {
  beforeEach(() => button('Connection').click());

  test.each(['Local gateway', 'Open-source gateway'])('works with the preset %s', async (preset) => {
    await button(preset).click();
    expect(await testConnection()).toContain('Connection verified');
    await photograph(`connection, ${preset}`);
  });

  test('says what is wrong with a wrong key, and with none', async () => {
    await page.getByLabel('API Key', { exact: true }).fill('pk-wrong-key');
    expect(await testConnection()).toContain('Invalid API Key. Error Code: 03');
    await button('Portkey cloud').click();
    expect(await testConnection()).toContain('API Key');
    expect(await openTab(/^Sent/)).toContain('Nothing was sent');
  });
});

describe('a query', () => {
  test.each([
    ['chat', 'You said: a coffee bar by the harbour', '/v1/chat/completions'],
    ['completion', 'You wrote: Suggest a name for a coffee bar by the harbour. "', '/v1/completions'],
    ['prompt_completion', 'reply to Zoë about a coffee bar by the harbour', '/v1/prompts/'],
    ['create_embedding', 'embedding [4]', '/v1/embeddings'],
  ])('of %s works from its example', async (operation, shown, path) => {
    await choose(operation);
    await button('Fill in an example').click();
    const text = await run();
    expect(text).toContain('Query completed');
    expect(text).toContain(shown);
    await photograph(`query, ${operation}`);
    expect(text).toMatch(/Loading the bundle\s+[\d.]+ ms[\s\S]*Gateway\s+[\d.]+ ms/);
    const sent = await openTab(/^Sent/);
    expect(sent).toContain('POST');
    expect(sent).toContain(path);
    expect(await openTab(/^Metadata/)).toContain('x-portkey-trace-id');
    expect(await openTab(/^Raw/)).toContain('"status": "ok"');
  });

  test('sends typed values, and shows its secrets masked', async () => {
    await button('Fill in an example').click();
    await run();
    const sent = await openTab(/^Sent/);
    expect(sent).toContain('"max_tokens": 64');
    expect(sent).toMatch(/x-portkey-api-key\s+\*\*\*/);
    expect(sent).not.toMatch(/pk-playground|openai-virtual/);
  });

  test('follows the edited state', async () => {
    await button('Fill in an example').click();
    await field('App state').fill('{ "components": { "textinput1": { "value": "Ahoy" } } }');
    expect(await run()).toContain('You said: Ahoy');
  });

  test('runs by Ctrl+Enter from inside a field', async () => {
    await button('Fill in an example').click();
    await field('Model').press('Control+Enter');
    await outcome().getByText('Query completed').waitFor();
  });

  test("overrides the connection's virtual key and config", async () => {
    await button('Other provider').click();
    await run();
    expect(await openTab(/^Metadata/)).toContain('"anthropic"');
    await button('Fallback config').click();
    await run();
    expect(await openTab(/^Metadata/)).toContain('config.targets[1]');
  });

  test('that fails in a field is marked there', async () => {
    await button('Wrong field').click();
    expect(await run()).toContain('Max Tokens must be a whole number, got "12abc"');
    expect(await field('Max Tokens').getAttribute('aria-invalid')).toBe('true');
    expect(await openTab(/^Error data/)).toContain('"max_tokens"');
    expect(await openTab(/^Sent/)).toContain('Nothing was sent');
  });

  test('with a wrong key', async () => {
    await button('Connection').click();
    await page.getByLabel('API Key', { exact: true }).fill('pk-wrong-key');
    await button('Query').click();
    await button('Fill in an example').click();
    const text = await run();
    expect(text).toContain('Query could not be completed');
    expect(text).toContain('Invalid API Key');
    expect(await openTab(/^Error data/)).toMatch(/statusCode\s+401/);
  });

  test('that a guardrail refuses', async () => {
    await button('Guardrail refuses').click();
    const text = await run();
    expect(text).toMatch(/guardrail/i);
    expect(text).toMatch(/statusCode\s+446/);
    expect(text).toContain('hook_results');
    await photograph('error');
  });

  test('is not run with an expression that cannot be parsed; the field says why', async () => {
    await button('Fill in an example').click();
    await field('Messages').fill('{{[{ role: }]}}');
    await button('Run query').click();
    expect(await page.getByRole('alert').innerText()).toContain('cannot be parsed in: Messages');
    expect(await field('Messages').getAttribute('aria-invalid')).toBe('true');
    await page.getByText(/^Cannot be parsed: /).waitFor();
  });
});

test('what is typed is stored nowhere in the browser', async () => {
  await button('Fill in an example').click();
  await field('Virtual Key').fill('vk-secret');
  await run();
  expect(await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])')).toBe(
    '[{},{},""]'
  );
});

test.each([
  [1280, 'light'],
  [1280, 'dark'],
  [800, 'light'],
  [800, 'dark'],
] as const)('no serious accessibility fault and no sideways scrolling at %i pixels, %s', async (width, colorScheme) => {
  await page.setViewportSize({ width, height: 800 });
  await page.emulateMedia({ colorScheme });
  await page.addScriptTag({ path: require.resolve('axe-core') });
  const check = async () => {
    const { violations } = (await page.evaluate('axe.run()')) as {
      violations: { id: string; impact: string; nodes: { html: string }[] }[];
    };
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  };
  await check();
  await button('Fill in an example').click();
  await run();
  await check();
  await openTab(/^Sent/);
  await check();
  await button('Wrong field').click();
  await run();
  await check();
  await button('Connection').click();
  await testConnection();
  await check();
});

describe('the server', () => {
  test('that is gone is said, and Ctrl-C ends it', async () => {
    const own = await startPage();
    await page.goto(own.url);
    await button('Fill in an example').click();
    expect(await own.close()).toBe(0);
    await button('Run query').click();
    expect(await page.getByRole('alert').innerText()).toContain('does not answer');
    expect(await field('Model').inputValue()).toBe('gpt-4o-mini');
  });

  test('takes another port when its own is taken', async () => {
    const [one, two] = await Promise.all([startPage([]), startPage([])]);
    try {
      expect(one.url).not.toBe(two.url);
    } finally {
      await Promise.all([one.close(), two.close()]);
    }
  });

  test('runs queries for its own page alone', async () => {
    const { port } = new URL(server.url);
    const status = (headers: Record<string, string>) =>
      new Promise((resolve, reject) => {
        const options = { host: 'localhost', port, method: 'POST', path: '/api/test', headers };
        httpRequest(options, (response) => resolve(response.resume().statusCode))
          .on('error', reject)
          .end('{"source":{}}');
      });
    expect(await status({ 'content-type': 'application/json' })).toBe(200);
    expect(await status({ 'content-type': 'text/plain' })).toBe(415);
    expect(await status({ 'content-type': 'application/json', host: 'evil.example' })).toBe(403);
  });
});

test('nothing of the page is in the bundle', () => {
  const bundle = readFileSync('dist/index.js', 'utf8');
  expect(bundle).not.toMatch(/preact|playground/);
});
