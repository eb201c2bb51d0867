/** A row of the report: one figure for each variant, in the order of the variants. */
export interface Row {
  label: string;
  unit: 'ms' | 'queries/s' | 'kB' | 'MB' | 'sockets';
  values: number[];
}

const DIGITS: Record<Row['unit'], number> = { ms: 2, 'queries/s': 0, kB: 1, MB: 1, sockets: 0 };

/** A Markdown table whose last two columns compare this plugin with the others. */
export function toTable(names: string[], rows: Row[]): string {
  const format = ({ unit }: Row, value = NaN) => (Number.isNaN(value) ? '' : value.toFixed(DIGITS[unit]));
  const ratio = ({ unit }: Row, one = NaN, other = NaN) => {
    if (Number.isNaN(one / other) || unit === 'kB') return '';
    return `${(unit === 'queries/s' ? other / one : one / other).toFixed(1)} ×`;
  };
  const [empty, , whole] = names;
  const header = ['', ...names, `cost, against ${empty}`, `gain, against ${whole}`];
  const lines = rows.map((row) => {
    const [none, own, all] = row.values;
    return [
      `${row.label}, ${row.unit}`,
      ...names.map((_, i) => format(row, row.values[i])),
      ratio(row, own, none),
      ratio(row, all, own),
    ];
  });
  return [header, header.map((_, i) => (i ? '--:' : '---')), ...lines]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

/** A bar chart of one row, readable on light and dark pages. */
export function toChart(title: string, names: string[], { unit, values }: Row): string {
  const max = Math.max(...values);
  const bars = values.map((value, i) => {
    const y = 44 + i * 34;
    const width = Math.max(2, (value / max) * 330);
    return `  <text x="190" y="${y + 16}" text-anchor="end">${names[i]}</text>
  <rect x="200" y="${y}" width="${width.toFixed(1)}" height="22" rx="3" fill="${i === 1 ? '#0d9488' : '#94a3b8'}"/>
  <text x="${(208 + width).toFixed(1)}" y="${y + 16}">${value.toFixed(DIGITS[unit])} ${unit}</text>`;
  });
  const height = 52 + values.length * 34;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 ${height}" font-family="system-ui, sans-serif" font-size="14" fill="#64748b">
  <text x="10" y="24" font-weight="600">${title}</text>
${bars.join('\n')}
</svg>
`;
}
