import { startPlayground } from '../../playground/portkey';
import { startToolJet } from '../../playground/tooljet/process';
import { labelledValues, readPage } from '../support/markdown';
import { OPERATIONS } from './forms';
import { walk, type World } from './walk';

// Every example of these pages, as it stands there, through the built bundle, ToolJet's loader and the playground.
const SECTIONS = ['docs/portkey.md', 'README.md'].flatMap(readPage).filter(({ blocks }) => blocks.length > 0);
const BLOCKS = SECTIONS.flatMap(({ blocks }) => blocks);
const [connection] = BLOCKS.filter(({ kind }) => kind === 'connection');

let world: World;

beforeAll(async () => {
  const [parts, tooljet] = await Promise.all([startPlayground(), startToolJet()]);
  world = { parts, tooljet, connection: connection?.text ?? '' };
}, 60_000);
afterAll(async () => {
  await Promise.all([world?.parts.close(), world?.tooljet.close()]);
});

test('the guides have an example of each operation', () => {
  const shown = BLOCKS.map(({ text }) => labelledValues(text).Operation);
  for (const { name } of OPERATIONS) expect(shown).toContain(name);
});

test.each(SECTIONS)(
  '"$title" sends and reads what the page says',
  async ({ blocks }) => {
    await walk(blocks, world);
  },
  30_000
);
