import { stepsWithStandIns } from '../../playground/demo/steps';
import { ENDLESS_FAULTS, FAULTS } from '../../testing/faults';
import { read } from '../support/files';
import { errorsOf } from './forms';
import { SAVED } from './saved';

// The figures of the README are counted here, so that they stay what they say.
const README = read('README.md');
const [, recipes = ''] = read('docs/portkey.md').split(/^## Recipes$/m);

const [broken, endless] = [FAULTS, ENDLESS_FAULTS].map((faults) => Object.keys(faults).length) as [number, number];

test.each([
  [`${SAVED.length} queries that were saved with the bundled plugin's forms`],
  [`${errorsOf('docs/portkey.md').length} of them are listed with what to do`],
  [`${recipes.split(/^## /m)[0]?.match(/^### /gm)?.length} of them, from ToolJet's Chat component`],
  [`may break or never end in ${broken + endless} ways`],
  [`It runs ${stepsWithStandIns('').length} steps`],
])('the README counts rightly: "%s"', (words) => {
  expect(README.includes(words)).toBe(true);
});

test('the README fits a reader of one minute: at most 140 lines', () => {
  expect(README.trim().split('\n').length).toBeLessThanOrEqual(140);
});

test("the bench measured what the README says of a query in today's ToolJet", () => {
  const [, now = ''] = read('docs/performance.md').split("### In today's ToolJet");
  const [, row = ''] = /^\| load and run, ms(.*)\|$/m.exec(now) ?? [];
  const [againstFetch = NaN, againstSdk = NaN] = row.split('|').slice(-2).map(parseFloat);
  expect(README).toContain('at most 1.3 times as long as a bare `fetch`, and less than half as long as the whole SDK');
  expect(againstFetch).toBeLessThanOrEqual(1.3);
  expect(againstSdk).toBeLessThan(0.5);
});

test('docs/reliability.md counts the ways in which a gateway fails', () => {
  const page = read('docs/reliability.md');
  expect(page).toContain(`with the ${broken} ways of \`testing/faults\``);
  expect(page).toContain(`in ${endless} ways: \`__tests__/host/limits.test.ts\``);
});
