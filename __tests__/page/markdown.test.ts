import { serve, type Server } from '../../playground/portkey/http';
import { usePage } from './use-page';

const visit = usePage();

// Whatever asks this one for anything has fetched an address that a model wrote.
let foreign: Server;
beforeAll(async () => {
  foreign = await serve('localhost', () => ({ body: 'x' }));
});
afterAll(() => foreign?.close());

const answer = () => visit.page.locator('.message.answer .markdown');

async function show(content: string): Promise<void> {
  await visit.open();
  await visit.runAgainst({ choices: [{ message: { role: 'assistant', content } }] });
}

/** Computed styles of the elements of the answer, by the element's name. */
function styles(selector: string, property: string): Promise<string[]> {
  return answer()
    .locator(selector)
    .evaluateAll(
      (all, name) => all.map((one) => String(one.ownerDocument.defaultView?.getComputedStyle(one)[name as never])),
      property
    );
}

describe('the HTML of a model', () => {
  test('runs nothing, and takes no place in the page', async () => {
    const text = [
      '<script>window.hacked = 1</script><img src="x" onerror="window.hacked = 2">',
      '[link](javascript:window.hacked=3)',
      '<form><input name="key"><button>Send</button></form><p style="position:fixed" id="app">hello</p>',
      '<dialog open>a dialog</dialog> <div popover>pops up</div> <marquee>moves</marquee> <font size="7">big</font>',
      '<p tabindex="5" aria-label="not this" data-key="model" class="alert">more</p>',
    ].join('\n\n');
    await show(text);
    expect(await answer().innerText()).toMatch(/hello[^]*a dialog[^]*more/);
    const dangerous = 'script, img, form, input, button, dialog, marquee, font, a[href^=javascript]';
    expect(await answer().locator(dangerous).count()).toBe(0);
    const attributes = 'style, id, class, onerror, tabindex, popover, aria-label, data-key'.replaceAll(
      /[\w-]+/g,
      '[$&]'
    );
    expect(await answer().locator(attributes).count()).toBe(0);
    expect(await visit.page.evaluate('window.hacked')).toBeUndefined();
  });

  test('makes the browser fetch nothing', async () => {
    const url = `http://localhost:${foreign.port}`;
    await show(
      [
        `![x](${url}/image) <img src="${url}/img" srcset="${url}/srcset"> <video src="${url}/video" poster="${url}/poster">`,
        `<table background="${url}/table"><tr><td background="${url}/cell">a cell</td></tr></table>`,
        `<svg><image href="${url}/svg"/></svg> <iframe src="${url}/frame"></iframe> <object data="${url}/object"></object>`,
        `<link rel="stylesheet" href="${url}/css"><style>body { background: url(${url}/style) }</style>`,
        'the end',
      ].join('\n\n')
    );
    expect(await answer().innerText()).toMatch(/a cell[^]*the end/);
    await visit.page.waitForLoadState('networkidle');
    expect(foreign.requests.map(({ path }) => path)).toEqual([]);
  });
});

describe('Markdown', () => {
  test('shows an image as its description, and what is done of a list of tasks', async () => {
    await show('![The pier <b>at dusk](http://localhost/pier.png)\n\n- [x] written\n- [ ] sent');
    expect(await answer().innerText()).toMatch(/Image: The pier <b>at dusk\s+☑ written\s+☐ sent/);
  });

  test('has headings in the colour of the text, and bullets that are filled', async () => {
    await show('### A heading\n\n- one\n  - inner\n\n1. first\n\nbefore\n\n> quoted');
    expect(await styles('h3', 'color')).toEqual(await styles('p >> nth=0', 'color'));
    expect(await styles('ul, ol', 'listStyleType')).toEqual(['disc', 'circle', 'decimal']);
    expect(await styles('blockquote', 'marginTop')).toEqual(['8px']);
  });

  test('reads in the direction of each block, and code from left to right', async () => {
    await show('# English\n\nשלום `code();` עולם\n\n- מרחבא\n\n```\nnpm test;\n```');
    expect(await styles(':scope > *', 'direction')).toEqual(['ltr', 'rtl', 'rtl', 'ltr']);
    expect(await styles('p code', 'direction')).toEqual(['ltr']);
  });

  test.each([
    ['a table of 1,800 rows', `|a|b|c|d|\n|-|-|-|-|\n${'|1|2|3|4|\n'.repeat(1_800)}`],
    ['a list with 400 links', '- item **bold** `code` [l](http://localhost)\n'.repeat(400)],
  ])('that would make thousands of elements is shown as text: %s', async (_, text) => {
    await show(text);
    expect(await visit.outcome.locator('*').count()).toBeLessThan(1_000);
    expect(await visit.page.locator('.message.answer .text').innerText()).toContain(text.slice(0, 60));
  });

  test('of a long article is drawn as what it is', async () => {
    await show('## On **coffee**\n\nIt is `hot`, and *good*, as everybody knows.\n\n'.repeat(100));
    expect(await answer().locator('h2').count()).toBe(100);
  });

  test('that is nested too deep to be read is shown as text', async () => {
    await show(`${'1. '.repeat(3_000)} deep`);
    expect(await visit.page.locator('.message.answer .text').innerText()).toContain('1. 1. 1.');
  });
});
