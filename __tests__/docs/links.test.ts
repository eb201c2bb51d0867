import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

// A guide that names a file which has moved, or links to a heading that has gone, sends people astray.
const ROOT = join(__dirname, '..', '..');
const PAGES = ['README.md', 'CONTRIBUTING.md', 'docs/portkey.md', 'docs/upgrading.md', 'docs/installing.md'];

const text = (page: string) => readFileSync(join(ROOT, page), 'utf8').replace(/^```[^]*?^```/gm, '');

/** A heading's name in an address, as GitHub makes it. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');

const anchors = (page: string) => [...text(page).matchAll(/^#+ (.*)/gm)].map(([, heading = '']) => anchor(heading));

describe.each(PAGES)('%s', (page) => {
  const links = [...text(page).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, target = '']) => target);

  test('links to files and headings that exist', () => {
    const broken = links.filter((link) => {
      const [file = '', heading] = link.split('#');
      const target = file ? join(dirname(page), file) : page;
      return !existsSync(join(ROOT, target)) || (heading !== undefined && !anchors(target).includes(heading));
    });
    expect(broken).toEqual([]);
  });

  test('names files that exist', () => {
    const named = /(?:^|[`*(\s])((?:lib|scripts|playground|common|__tests__|docs|\.github)\/[\w./-]+\.(?:ts|md|yml))/gm;
    const files = [...text(page).matchAll(named)].map(([, file = '']) => file);
    expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });

  test('names scripts that package.json has', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object };
    const source = readFileSync(join(ROOT, page), 'utf8');
    const commands = [...source.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, name = '']) => name);
    // This one is ToolJet's own.
    expect(commands.filter((name) => !(name in scripts) && name !== 'plugins:install')).toEqual([]);
  });
});
