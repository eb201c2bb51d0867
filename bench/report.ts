/** A row of the report: one figure for each variant, in the order of the variants; NaN where there is none. */
export interface Row {
  label: string;
  unit: 'ms' | 'queries/s' | 'kB' | 'MB';
  values: number[];
}

/** What was measured in one of ToolJet's loaders. */
export interface Section {
  /** Such as "In today's ToolJet". */
  title: string;
  rows: Row[];
}

const DIGITS: Record<Row['unit'], number> = { ms: 2, 'queries/s': 0, kB: 1, MB: 1 };

/** Where this plugin stands among the variants. */
const OWN = 2;

/** A Markdown table: a column for each variant, and how many times theirs this plugin's figure is. */
export function toTable(names: string[], rows: Row[]): string {
  const format = ({ unit }: Row, value = NaN) => (Number.isNaN(value) ? '' : value.toFixed(DIGITS[unit]));
  const ratio = ({ values }: Row, other: number) => {
    const times = (values[OWN] ?? NaN) / (values[other] ?? NaN);
    return Number.isFinite(times) ? `${times.toFixed(2)} ×` : '';
  };
  const others = names.map((_, i) => i).filter((i) => i !== OWN);
  const header = ['', ...names, ...others.map((i) => `to ${names[i]}`)];
  const lines = rows.map((row) => [
    `${row.label}, ${row.unit}`,
    ...names.map((_, i) => format(row, row.values[i])),
    ...others.map((i) => (row.unit === 'kB' || row.unit === 'MB' ? '' : ratio(row, i))),
  ]);
  return [header, header.map((_, i) => (i ? '--:' : '---')), ...lines]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

/** A bar chart of one row of each section, readable on light and dark pages. */
export function toChart(title: string, names: string[], sections: { title: string; row: Row }[]): string {
  const max = Math.max(...sections.flatMap(({ row }) => row.values));
  const rowHeight = 30;
  const sectionHeight = 40 + names.length * rowHeight;
  const groups = sections.map(({ title: section, row: { unit, values } }, at) => {
    const top = 40 + at * sectionHeight;
    const bars = values.map((value, i) => {
      const y = top + 30 + i * rowHeight;
      const width = Math.max(2, (value / max) * 330);
      return `  <text x="170" y="${y + 15}" text-anchor="end">${names[i]}</text>
  <rect x="180" y="${y}" width="${width.toFixed(1)}" height="20" rx="3" fill="${i === OWN ? '#0d9488' : '#94a3b8'}"/>
  <text x="${(188 + width).toFixed(1)}" y="${y + 15}">${value.toFixed(DIGITS[unit])} ${unit}</text>`;
    });
    return [`  <text x="10" y="${top + 18}" font-style="italic">${section}</text>`, ...bars].join('\n');
  });
  const height = 50 + sections.length * sectionHeight;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 ${height}" font-family="system-ui, sans-serif" font-size="14" fill="#64748b">
  <text x="10" y="24" font-weight="600">${title}</text>
${groups.join('\n')}
</svg>
`;
}

/**
 * A page with the report between its two markers, in place of whatever stood there.
 *
 * @throws Error when the page has no such markers
 */
export function insertReport(page: string, report: string): string {
  const between = /(<!-- bench -->)[^]*?(<!-- \/bench -->)/;
  if (!between.test(page)) throw new Error('The page has no <!-- bench --> and <!-- /bench -->');
  return page.replace(between, (_, start: string, end: string) => `${start}\n\n${report}\n\n${end}`);
}
