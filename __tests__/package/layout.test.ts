import { read, repositoryPaths } from '../support/files';

describe("what ToolJet searches for in a release's zipball", () => {
  test.each(['manifest.json', 'operations.json'])('exactly one path of a release contains %s', (name) => {
    expect(repositoryPaths().filter((path) => path.includes(name))).toEqual([name]);
  });

  test('the icon is at the top, and in lib/ for the marketplace card', () => {
    expect(repositoryPaths().filter((path) => path.includes('icon.svg'))).toEqual(['icon.svg', 'lib/icon.svg']);
  });

  test('both icons are the same', () => {
    expect(read('lib/icon.svg')).toBe(read('icon.svg'));
  });

  test('no built file is in the repository', () => {
    expect(repositoryPaths().filter((path) => /^(dist|coverage|node_modules)\//.test(path))).toEqual([]);
  });
});

describe('the icon', () => {
  const icon = read('icon.svg');

  test('the icon is square', () => {
    const [, left, top, width, height] = /viewBox="(\S+) (\S+) (\S+) (\S+)"/.exec(icon) ?? [];
    expect([left, top]).toEqual(['0', '0']);
    expect(Number(width)).toBeGreaterThan(0);
    expect(height).toBe(width);
    const size = (name: string) => new RegExp(`<svg[^>]* ${name}="([^"]+)"`).exec(icon)?.[1];
    expect(size('width')).toBe(size('height'));
  });

  test.each([
    ['script', /<script|javascript:/i],
    ['event handler', /\son\w+=/i],
    ['link', /href|url\(|@import/i],
    ['foreign content', /<(foreignObject|image|style|use)\b/i],
  ])('the icon has no %s', (_, pattern) => {
    expect(icon).not.toMatch(pattern);
  });

  test('the icon is an SVG by itself', () => {
    expect(icon).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(icon.trim()).toMatch(/<\/svg>$/);
  });
});
