import { usePage } from './use-page';

const visit = usePage();

/** WCAG 2.2 AA, as axe names its parts. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const LOOKS = [
  [1280, 'light'],
  [1280, 'dark'],
  [800, 'forced'],
  [390, 'light'],
] as const;

test.each(LOOKS)('axe finds nothing serious, and nothing scrolls sideways, at %i pixels, %s', async (width, look) => {
  await visit.open({
    viewport: { width, height: 800 },
    colorScheme: look === 'dark' ? 'dark' : 'light',
    forcedColors: look === 'forced' ? 'active' : 'none',
    hasTouch: width === 390,
    isMobile: width === 390,
  });
  await visit.page.addScriptTag({ path: require.resolve('axe-core') });
  const check = async () => {
    // A field that is half behind the run bar, on its way out of sight, would be called too small.
    await visit.page.evaluate('scrollTo(0, 0)');
    const { violations } = (await visit.page.evaluate(`axe.run({ runOnly: ${JSON.stringify(WCAG)} })`)) as {
      violations: { id: string; impact: string; nodes: { html: string }[] }[];
    };
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    expect(await visit.page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  };
  await check();
  for (const tab of ['Data', /^Sent/]) {
    await visit.tab(tab);
    await check();
  }
  await visit.example('Wrong field');
  await visit.run();
  await visit.button('Messages').click();
  await visit.field('Model').fill('stale now {{constants.');
  await visit.field('Model').press('Control+Space');
  await visit.page.locator('.cm-tooltip-autocomplete [aria-selected]').waitFor();
  await check();
  await visit.button('App state').click();
  await check();
  await visit.button('Connection').click();
  await visit.run('Test connection');
  await check();
});
