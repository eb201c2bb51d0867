import { startSlowGateway, usePage, type SlowGateway } from './use-page';

const visit = usePage();

let gateway: SlowGateway;
beforeEach(async () => {
  gateway = await startSlowGateway();
});
afterEach(() => gateway.close());

const LATE = { choices: [{ message: { role: 'assistant', content: 'A late answer' }, finish_reason: 'stop' }] };

/** Asks the slow gateway, and waits until it has been asked. */
async function ask(): Promise<void> {
  await visit.open();
  await visit.connectTo(gateway.url);
  await visit.button('Run query').click();
  await gateway.asked;
}

const stale = () => visit.outcome.getByText('has changed since this ran');
const completed = () => visit.outcome.getByText('Query completed');

describe('while a query runs', () => {
  test('its seconds count, and the answer before it is dimmed', async () => {
    await ask();
    const seconds = visit.outcome.locator('.seconds');
    await seconds.filter({ hasNotText: await seconds.innerText() }).waitFor();
    expect(await visit.outcome.getAttribute('aria-busy')).toBe('true');
    const opacity = 'Number(getComputedStyle(document.querySelector(".old")).opacity)';
    expect(await visit.page.evaluate(opacity)).toBeLessThan(1);
  });

  test.each(['the button', 'Esc'])('%s stops it, and the gateway sees the connection close', async (how) => {
    await ask();
    if (how === 'Esc') await visit.page.keyboard.press('Escape');
    else await visit.button('Stop').first().click();
    await gateway.hungUp;
    expect(await visit.outcome.getByRole('status').innerText()).toMatch(/^Stopped after [\d.]+ s\./);
    expect(await completed().count()).toBe(0);
    await visit.button('Run query').waitFor();
  });

  test('its seconds count in the bar that is always in sight, too', async () => {
    await ask();
    expect(await visit.page.locator('.form-bar .seconds').innerText()).toMatch(/^\d+\.\d s$/);
  });

  test('whoever stops it at the result stays at the result', async () => {
    await ask();
    await visit.outcome.getByRole('button', { name: 'Stop' }).press('Enter');
    await visit.outcome.getByText('Stopped after').waitFor();
    expect(await visit.page.evaluate('document.activeElement.ariaLabel')).toBe('Outcome');
  });

  test('another operation shows no result, and the late answer comes under the one that asked', async () => {
    await ask();
    await visit.operation('completion');
    expect(await visit.outcome.innerText()).toContain('Run the query to see');
    const answered = visit.page.waitForResponse('**/api/run');
    gateway.answer(LATE);
    await (await answered).finished();
    await visit.button('Run query').waitFor();
    expect(await visit.outcome.innerText()).not.toContain('A late answer');
    await visit.operation('chat');
    expect(await visit.panel.innerText()).toContain('A late answer');
  });

  test('a change of the form makes the answer stale before it comes', async () => {
    await ask();
    await visit.field('Model').fill('another-model');
    gateway.answer(LATE);
    await stale().waitFor();
    expect(await visit.panel.innerText()).toContain('A late answer');
  });
});

describe('an answer', () => {
  const CHANGES = {
    'a field of the query': () => visit.field('Temperature').fill('1'),
    'the connection': () => visit.connectTo('http://localhost:9/v1'),
    "the app's state": async () => {
      await visit.button('App state').click();
      await visit.field('App state').fill('{ "components": {} }');
      await visit.button('Query').click();
    },
  };

  test.each(Object.entries(CHANGES))('is stale after a change of %s', async (_, change) => {
    await visit.open();
    expect(await stale().count()).toBe(0);
    await change();
    await stale().waitFor();
  });

  test('is no longer stale when the change is taken back', async () => {
    await visit.open();
    await visit.field('Temperature').fill('1');
    await stale().waitFor();
    await visit.field('Temperature').fill('0');
    await stale().waitFor({ state: 'detached' });
    await completed().waitFor();
  });

  test('of one operation does not stay under another', async () => {
    await visit.open();
    await visit.operation('create_embedding');
    expect(await completed().count()).toBe(0);
    await visit.operation('chat');
    await completed().waitFor();
  });

  test('of the connection test stands apart from those of queries', async () => {
    await visit.open();
    await visit.button('Connection').click();
    expect(await completed().count()).toBe(0);
    await visit.run('Test connection');
    await visit.button('Query').click();
    expect(await visit.outcome.innerText()).not.toContain('Connection verified');
  });
});

test('the last ten runs can be looked at again', async () => {
  await visit.open();
  for (let run = 1; run <= 10; run++) {
    await visit.field('Messages').fill(`{{[{ role: "user", content: "question ${run}" }]}}`);
    await visit.run();
  }
  const runs = visit.page.getByLabel('Earlier runs');
  expect(await runs.locator('option').count()).toBe(10);
  await runs.selectOption({ index: 9 });
  expect(await visit.panel.innerText()).toContain('You said: question 1');
  await stale().waitFor();
  await visit.run();
  expect(await visit.panel.innerText()).toContain('You said: question 10');
});

describe('an earlier run that is chosen', () => {
  const runs = () => visit.page.getByLabel('Earlier runs');
  const shown = async () => (await visit.outcome.innerText()).replaceAll('\n', ' ');

  test.each([
    ['another operation', () => visit.operation('completion'), /^Result[^]*Run the query to see/],
    ['the connection', () => visit.button('Connection').click(), /^Connection test[^]*Test the connection to see/],
  ])('does not stay under the form of %s', async (_, change, expected) => {
    await visit.open();
    await visit.run();
    await runs().selectOption({ index: 1 });
    await change();
    await completed().waitFor({ state: 'detached' });
    expect(await shown()).toMatch(expected);
    expect(await runs().inputValue()).toBe('');
  });

  test('is headed by what it was, and by the connection that it had', async () => {
    await visit.open();
    await visit.button('Connection').click();
    await visit.button('Open-source gateway').click();
    await visit.run('Test connection');
    await visit.button('Query').click();
    expect(await shown()).toMatch(/^Result via Local gateway/);
    await runs().selectOption({ index: 0 });
    expect(await shown()).toMatch(/^Connection test via Open-source gateway[^]*Connection verified/);
  });
});

describe('a field that the plugin refuses', () => {
  const isInvalid = () => visit.field('Max Tokens').getAttribute('aria-invalid');

  test('is marked with the reason, and nothing is sent', async () => {
    await visit.open();
    await visit.example('Wrong field');
    expect(await visit.run()).toContain('Max Tokens must be a whole number, got "12abc"');
    expect(await isInvalid()).toBe('true');
    expect(await visit.note('Max Tokens').innerText()).toContain('got "12abc"');
    expect(await visit.tab(/^Sent/)).toContain('Nothing was sent');
  });

  test('is no longer marked once it is mended, and shows its new value', async () => {
    await visit.open();
    await visit.example('Wrong field');
    await visit.run();
    await visit.field('Max Tokens').fill('{{components.slider1.value}}');
    expect(await visit.note('Max Tokens').innerText()).toMatch(/number\s+64/);
    expect(await isInvalid()).toBe('false');
  });

  test('is no longer marked once what it reads of the state is mended', async () => {
    await visit.open();
    await visit.field('Max Tokens').fill('{{components.textinput1.value}}');
    await visit.run();
    expect(await isInvalid()).toBe('true');
    await visit.button('App state').click();
    await visit.field('App state').fill('{ "components": { "textinput1": { "value": 12 } } }');
    await visit.button('Query').click();
    expect(await visit.note('Max Tokens').innerText()).toMatch(/number\s+12/);
    expect(await isInvalid()).toBe('false');
    await visit.field('Max Tokens').fill('a coffee bar by the harbour');
    expect(await isInvalid()).toBe('true');
  });

  test('is marked, too, when it was never filled in', async () => {
    await visit.open();
    await visit.operation('create_embedding');
    expect(await visit.run()).toContain('Input is required');
    expect(await visit.field('Input').getAttribute('aria-invalid')).toBe('true');
  });
});
