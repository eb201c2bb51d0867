import { promises, toPromiseTable } from '../../bench/promises';
import { insertReport, toChart, toTable, type Row, type Section } from '../../bench/report';
import { read } from '../support/files';

const NAMES = ['empty', 'fetch', 'own', 'SDK'];
const LOAD: Row = { label: 'load', unit: 'ms', values: [0.5, 0.4, 0.6, 3] };
const HEAP: Row = { label: 'heap growth over 3,000 queries', unit: 'MB', values: [NaN, NaN, 0.54, NaN] };

const section = (more: Partial<Record<string, number[]>> = {}): Section => ({
  title: "In today's ToolJet",
  rows: Object.entries({
    load: [0.5, 0.4, 0.6, 12],
    'load and run': [0.5, 1, 1.2, 5],
    'bursts of 100': [900, 800, 600, 100],
    'heap growth over 3,000 queries': [NaN, NaN, 0.5, NaN],
    ...more,
  }).map(([label, values]) => ({ label, unit: 'ms', values: values ?? [] })),
});

describe("the bench's table", () => {
  test('the table has a column for each variant, and how many times theirs the figure of this plugin is', () => {
    expect(toTable(NAMES, [LOAD, HEAP])).toBe(
      [
        '|  | empty | fetch | own | SDK | to empty | to fetch | to SDK |',
        '| --- | --: | --: | --: | --: | --: | --: | --: |',
        '| load, ms | 0.50 | 0.40 | 0.60 | 3.00 | 1.20 × | 1.50 × | 0.20 × |',
        '| heap growth over 3,000 queries, MB |  |  | 0.5 |  |  |  |  |',
      ].join('\n')
    );
  });

  test.each([
    ['nothing between its markers', '# A\n\n<!-- bench -->\n<!-- /bench -->\n\nB\n'],
    ['an older table between its markers', '# A\n\n<!-- bench -->\n\n| x |\n| --- |\n\n<!-- /bench -->\n\nB\n'],
  ])('the table is written into a page with %s, and stays as it is when written once more', (_, page) => {
    const table = toTable(NAMES, [LOAD]);
    const written = insertReport(page, table);
    expect(written).toBe(`# A\n\n<!-- bench -->\n\n${table}\n\n<!-- /bench -->\n\nB\n`);
    expect(insertReport(written, table)).toBe(written);
  });

  test('a table keeps a dollar sign, which means something to a regular expression', () => {
    expect(insertReport('<!-- bench --><!-- /bench -->', "$1 $' $&")).toContain("$1 $' $&");
  });

  test('a page without markers gets no table: that throws', () => {
    expect(() => insertReport('# A', '| x |')).toThrow('The page has no <!-- bench --> and <!-- /bench -->');
  });

  test('docs/performance.md has a table with figures for both loaders', () => {
    const report = /<!-- bench -->([^]*)<!-- \/bench -->/.exec(read('docs/performance.md'))?.[1] ?? '';
    expect(report).toContain("### In today's ToolJet");
    expect(report).toContain('### In an older ToolJet');
    expect(report.match(/^\| load, ms +\|( +\d+\.\d\d \|){4}( +\d+\.\d\d × \|){3}$/gm)).toHaveLength(2);
  });
});

describe("the bench's chart", () => {
  test('the chart has a bar for each variant, the longest for the greatest figure, under the title of its loader', () => {
    const chart = toChart('A title', NAMES, [{ title: "In today's ToolJet", row: LOAD }]);
    const widths = [...chart.matchAll(/<rect .*? width="([\d.]+)"/g)].map(([, width]) => Number(width));
    expect(widths).toEqual([55, 44, 66, 330]);
    expect(chart).toContain('3.00 ms</text>');
    expect(chart).toContain("In today's ToolJet</text>");
  });
});

describe("the bench's promises", () => {
  test('figures within their limits keep all promises', () => {
    const all = promises(section(), section());
    expect(all.map(({ isKept }) => isKept)).toEqual([true, true, true, true, true, true, true]);
    expect(toPromiseTable(all)).toContain("| load and run, to bare fetch's, today | at most 1.3 × | 1.20 × | ✓ |");
  });

  test.each([
    ['a slow load breaks its promises', { load: [0.5, 0.4, 0.9, 12] }, [0, 1, 3]],
    ['a slow query breaks its promise', { 'load and run': [0.5, 1, 1.4, 5] }, [4]],
    ['few queries in a burst break their promise', { 'bursts of 100': [900, 800, 400, 100] }, [5]],
    ['a growing heap breaks its promise', { 'heap growth over 3,000 queries': [NaN, NaN, 6, NaN] }, [6]],
    ['no figure at all breaks its promise', { 'load and run': [] }, [4]],
  ])('%s', (_, figures, broken) => {
    const all = promises(section(figures), section(figures));
    expect(all.flatMap(({ isKept }, at) => (isKept ? [] : [at]))).toEqual(broken);
  });
});
