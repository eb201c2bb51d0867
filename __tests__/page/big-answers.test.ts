import { usePage } from './use-page';

// What a browser can hold without being felt is a matter of elements, and of how much is read, parsed or listed at once.
// That is counted, on any machine.
const FEW = 1_000;

const visit = usePage();

async function show(body: object): Promise<void> {
  await visit.open();
  await visit.runAgainst(body);
}

const elements = () => visit.outcome.locator('*').count();
const vectors = (count: number, size: number) => ({
  data: Array.from({ length: count }, (_, index) => ({
    index,
    embedding: Array.from({ length: size }, (_, at) => Math.sin(index + at)),
  })),
});
const manyKeys = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`key ${index}`, `value ${index}`]));
const chat = (content: string) => ({ choices: [{ message: { role: 'assistant', content } }] });

test('a hundred vectors of 1,536 numbers make few elements, whichever tab is chosen', async () => {
  await show(vectors(100, 1536));
  for (const tab of ['Answer', 'Data', 'Raw', 'Metadata', /^Sent/]) {
    await visit.tab(tab);
    expect([tab, (await elements()) < FEW]).toEqual([tab, true]);
  }
});

test('a thousand vectors are pictured a hundred at a time', async () => {
  await show(vectors(1000, 8));
  const pictures = visit.panel.locator('svg');
  expect(await pictures.count()).toBe(100);
  await visit.button('Show 100 of 900 more vectors').click();
  expect(await pictures.count()).toBe(200);
});

test('the children of a branch are made when it opens, a hundred at a time', async () => {
  await show(vectors(1, 10_000));
  await visit.tab('Data');
  const leaves = visit.panel.locator('.leaf');
  const before = await leaves.count();
  await visit.panel.getByText('[10000]').click();
  await visit.button('Show 100 of 9,900 more').waitFor();
  expect(await leaves.count()).toBe(before + 100);
  await visit.button('Show 100 of 9,900 more').click();
  expect(await leaves.count()).toBe(before + 200);
  await visit.panel.getByText('[10000]').click();
  await visit.button(/^Show 100/).waitFor({ state: 'detached' });
  expect(await leaves.count()).toBe(before);
});

test('of small objects in a long list, those that open by themselves show two hundred values in all', async () => {
  const object = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`key ${index}`, index]));
  await show({ object: 'unheard-of', list: Array.from({ length: 1_000 }, () => object) });
  const leaves = visit.panel.locator('.leaf');
  const before = await leaves.count();
  await visit.panel.getByText('[1000]').click();
  await visit.button('Show 100 of 900 more').click();
  expect(await leaves.count()).toBe(before + 200);
  await visit.panel.getByText('{10}').last().click();
  await leaves.nth(before + 200).waitFor();
  expect(await leaves.count()).toBe(before + 210);
});

test('an answer of 100,000 keys is read and parsed a part at a time, drawn in a task of its own, and whole', async () => {
  await visit.open();
  await visit.page.evaluate(`
    window.longest = 0;
    let isOver = false;
    const { parse } = JSON;
    JSON.parse = (text, ...others) => {
      longest = Math.max(longest, text.length);
      if (text.includes('value 99999')) setTimeout(() => (isOver = true));
      return parse(text, ...others);
    };
    const { text } = Response.prototype;
    Response.prototype.text = async function () {
      const all = await text.call(this);
      longest = Math.max(longest, all.length);
      return all;
    };
    Response.prototype.json = async function () {
      return JSON.parse(await this.text());
    };
    new MutationObserver(() => (window.drawnAfterwards = isOver)).observe(
      document.querySelector('.outcome'), { attributes: true, attributeFilter: ['aria-busy'] });
  `);
  await visit.runAgainst(manyKeys);
  expect(await visit.page.evaluate('longest')).toBeLessThan(200_000);
  expect(await visit.page.evaluate('drawnAfterwards')).toBe(true);
  await visit.tab('Raw');
  await visit.button('Copy the raw result').click();
  expect(JSON.parse(await visit.clipboard())).toMatchObject({ data: manyKeys });
});

test('the keys of a big object are listed once, whichever tabs are chosen', async () => {
  await visit.open();
  await visit.page.evaluate(`
    window.lists = 0;
    const { keys } = Object;
    Object.keys = (value) => {
      const all = keys(value);
      if (all.length === 100_000) lists++;
      return all;
    };
  `);
  await visit.runAgainst(manyKeys);
  for (const tab of ['Data', 'Raw', 'Answer', 'Raw']) await visit.tab(tab);
  await visit.button('Show 500 more lines').click();
  expect(await visit.page.evaluate('lists')).toBe(1);
});

test('the raw result is written 500 lines at a time, and copied whole', async () => {
  await show(vectors(100, 100));
  await visit.tab('Raw');
  const lines = async () => (await visit.panel.locator('pre').innerText()).split('\n').length;
  expect(await lines()).toBe(500);
  await visit.button('Show 500 more lines').click();
  expect(await lines()).toBe(1000);
  await visit.button('Copy the raw result').click();
  expect(JSON.parse(await visit.clipboard())).toMatchObject({ data: vectors(100, 100) });
});

test('of an answer of 5 MB the beginning is shown and written, and all of it copied', async () => {
  const text = 'All work and no play. '.repeat(230_000);
  await visit.open();
  await visit.page.evaluate(`
    window.longest = 0;
    const { stringify } = JSON;
    JSON.stringify = (value, ...others) => {
      const written = stringify(value, ...others);
      longest = Math.max(longest, written?.length ?? 0);
      return written;
    };
  `);
  await visit.runAgainst(chat(text));
  const shown = visit.page.locator('.message.answer .text');
  expect((await shown.innerText()).length).toBeLessThanOrEqual(20_000);
  await visit.button('Show more of 5,060,000 characters').click();
  expect((await shown.innerText()).length).toBeGreaterThan(20_000);
  await visit.button('Copy answer').click();
  expect((await visit.clipboard()).length).toBe(text.length);
  for (const tab of ['Data', 'Raw']) expect((await visit.tab(tab)).length).toBeLessThan(50_000);
  expect(await visit.page.evaluate('longest')).toBeLessThan(50_000);
});

test('a keystroke beside a big answer draws nothing of it, and works nothing out', async () => {
  await show(vectors(100, 1536));
  // Each vector writes its first numbers whenever it is drawn, also when that changes nothing.
  await visit.page.evaluate(`
    window.changes = 0;
    new MutationObserver((all) => (window.changes += all.length)).observe(
      document.querySelector('[role=tabpanel]'), { childList: true, subtree: true, attributes: true, characterData: true });
    const { toFixed } = Number.prototype;
    Number.prototype.toFixed = function (digits) {
      window.changes++;
      return toFixed.call(this, digits);
    };
  `);
  await visit.field('Model').pressSequentially('abc');
  await visit.outcome.getByText('has changed since this ran').waitFor();
  expect(await visit.page.evaluate('window.changes')).toBe(0);
});
