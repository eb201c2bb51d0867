import type { Section } from './report';

/** A limit that the plugin is held to, and what was measured. */
export interface Promised {
  what: string;
  limit: string;
  measured: string;
  isKept: boolean;
}

/** Where each variant stands in a row. */
const [EMPTY, FETCH, OWN, WHOLE] = [0, 1, 2, 3];

/** @param today what was measured in today's ToolJet; @param older in an older one */
export function promises(today: Section, older: Section): Promised[] {
  const figure = ({ rows }: Section, row: string, variant: number) =>
    rows.find(({ label }) => label === row)?.values[variant] ?? NaN;
  const ratio = (section: Section, row: string, one: number, other: number) =>
    figure(section, row, one) / figure(section, row, other);
  const times = (what: string, atMost: boolean, limit: number, measured: number): Promised => ({
    what,
    limit: `at ${atMost ? 'most' : 'least'} ${limit} ×`,
    measured: `${measured.toFixed(2)} ×`,
    isKept: atMost ? measured <= limit : measured >= limit,
  });
  const grown = figure(today, 'heap growth over 3,000 queries', OWN);
  return [
    times("load, to an empty plugin's, today", true, 1.5, ratio(today, 'load', OWN, EMPTY)),
    times("load, to an empty plugin's, older", true, 1.5, ratio(older, 'load', OWN, EMPTY)),
    times("load of the whole SDK, to this plugin's, today", false, 6, ratio(today, 'load', WHOLE, OWN)),
    times("load of the whole SDK, to this plugin's, older", false, 15, ratio(older, 'load', WHOLE, OWN)),
    times("load and run, to bare fetch's, today", true, 1.3, ratio(today, 'load and run', OWN, FETCH)),
    times(
      "queries a second in bursts of 100, to bare fetch's, today",
      false,
      0.65,
      ratio(today, 'bursts of 100', OWN, FETCH)
    ),
    {
      what: 'heap growth over 3,000 queries, today',
      limit: 'under 5 MB',
      measured: `${grown.toFixed(1)} MB`,
      isKept: grown < 5,
    },
  ];
}

export function toPromiseTable(all: Promised[]): string {
  const rows = all.map(
    ({ what, limit, measured, isKept }) => `| ${what} | ${limit} | ${measured} | ${isKept ? '✓' : '✗'} |`
  );
  return ['| | must be | was | |', '| --- | --: | --: | --- |', ...rows].join('\n');
}
