import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repository, scripts } from '../../package.json';
import { read, repositoryPaths, ROOT } from '../support/files';

// A guide that names a file which has moved, or links to a heading that has gone, sends people astray.
const PAGES = repositoryPaths().filter((path) => path.endsWith('.md'));

/** A page without its fenced blocks. */
const prose = (page: string) => read(page).replace(/^ *```[^]*?^ *```/gm, '');

/** A heading's name in an address, as GitHub makes it. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');

const anchors = (page: string) => [...prose(page).matchAll(/^#+ (.*)/gm)].map(([, heading = '']) => anchor(heading));

test('the pages that are looked at are all there', () => {
  expect(PAGES).toEqual(expect.arrayContaining(['README.md', 'SECURITY.md', 'docs/installing.md', 'docs/portkey.md']));
});

describe.each(PAGES)('%s', (page) => {
  test(`${page} links to files and headings that exist`, () => {
    const links = [...prose(page).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, target = '']) => target);
    const broken = links.filter((link) => {
      const [file = '', heading] = link.split('#');
      const target = file ? join(dirname(page), file) : page;
      return !existsSync(join(ROOT, target)) || (heading !== undefined && !anchors(target).includes(heading));
    });
    expect(broken).toEqual([]);
  });

  test(`${page} names files and folders that exist`, () => {
    const named = /[`*(\s]((?:lib|scripts|playground|common|testing|bench|__tests__|docs|\.github|\.ci)\/[\w./-]*\w)/g;
    const paths = [...read(page).matchAll(named)].map(([, path = '']) => path);
    // A build writes these, where ToolJet looks for them.
    const built = ['lib/manifest.json', 'lib/operations.json'];
    expect(paths.filter((path) => !built.includes(path) && !existsSync(join(ROOT, path)))).toEqual([]);
  });

  test(`${page} names scripts that package.json has`, () => {
    const commands = [...read(page).matchAll(/npm run (?:--silent |-s )?([\w:]+)/g)].map(([, name = '']) => name);
    // This one is ToolJet's own.
    expect(commands.filter((name) => !(name in scripts) && name !== 'plugins:install')).toEqual([]);
  });

  test(`${page} has no table with a cell of more than 80 characters`, () => {
    const rows = prose(page).match(/^ *\|.*\|$/gm) ?? [];
    const cells = rows.flatMap((row) => row.split(/(?<!\\)\|/).map((cell) => cell.trim()));
    expect(cells.filter((cell) => cell.length > 80 && !/^-+$/.test(cell))).toEqual([]);
  });
});

test('no sentence of the README stands again in docs/', () => {
  const sentences = (page: string) =>
    prose(page)
      .split(/(?<=[.:!?])\s+|\n\n/)
      .map((sentence) => sentence.replace(/[*_`\s]+/g, ' ').trim())
      .filter((sentence) => sentence.split(' ').length > 5);
  const pages = PAGES.filter((page) => page.startsWith('docs/'));
  const again = new Set(pages.flatMap(sentences));
  expect(sentences('README.md').filter((sentence) => again.has(sentence))).toEqual([]);
});

test('CONTRIBUTING.md lists each script of package.json once', () => {
  const listed = [...read('CONTRIBUTING.md').matchAll(/^\| `npm (?:run )?([\w:]+)`/gm)].map(([, name]) => name);
  expect(listed.sort()).toEqual(Object.keys(scripts).sort());
});

test('every file that names the address of this repository names the same placeholder, which no host answers to', () => {
  const named = repositoryPaths()
    .filter((path) => /\.(md|json|yml)$/.test(path))
    .flatMap((path) => [...read(path).matchAll(/https:\/\/git\.example\/([\w-]+\/[\w-]+)/g)].map(([, name]) => name));
  expect(named.length).toBeGreaterThan(3);
  expect([...new Set(named)]).toEqual(['your-organisation/portkey']);
  expect(repository.url).toBe('git+https://git.example/your-organisation/portkey.git');
});
