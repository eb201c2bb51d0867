import type { Loader } from '../../playground/tooljet';
import { http, type Fault } from '../../testing/faults';
import { bundleThatTells } from './bundles';
import { useHost } from './host';
import { useRawGateway, type RawHost } from './raw-gateway';
import { scratch } from './routes';

export const MIB = 1024 * 1024;

/** The most memory that the process had so far, in MB, and what a test looks at of an outcome. */
const MEASURED = `({ data, description, constructor }) => ({
  peak: process.resourceUsage().maxRSS / 1024,
  kind: constructor.name,
  description,
  response: data.response,
  keys: Object.keys(data),
})`;

interface Measured {
  kind: string;
  description?: string;
  response?: unknown;
  keys: string[];
  /** By how many MB the process had grown at most, since it began and by the end of this query. */
  grownMB: number;
}

export interface MeasuredHost {
  raw: RawHost;
  /** Runs a query that gets this answer. */
  measure(answer: Fault['answer'], query?: object): Promise<Measured>;
  /** Runs a query that gets a small good answer. */
  small(): Promise<Measured>;
}

/**
 * ToolJet in a process whose memory is measured, before a gateway on a bare socket; for all tests of the `describe` that
 * calls this. What the process took once it may keep, so a query that needs less than one before it shows nothing.
 */
export function useMeasuredHost(loader: Loader): MeasuredHost {
  const raw = useRawGateway(useHost({ loader, bundle: bundleThatTells(scratch(), MEASURED) }));
  let start = 0;
  beforeAll(async () => {
    start = (await host.small()).grownMB;
  });
  const host: MeasuredHost = {
    raw,
    async measure(answer, query) {
      raw.answer = answer;
      const { peak, ...measured } = ((await raw.run(query)) as { data: Measured & { peak: number } }).data;
      return { ...measured, grownMB: peak - start };
    },
    small: () => host.measure((socket) => void socket.write(http(200, {}, '{"good":true}'))),
  };
  return host;
}

/** JSON of so many bytes: an object that holds an array of nothing but these. */
export function full(size: number, item: string): string {
  const items = `${item},`.repeat(Math.floor((size - 16) / (item.length + 1)));
  return `{"message":[${items}${item}]}`;
}

/** JSON of an object that holds an object of so many thousand values, each with a name of its own. */
export function named(thousands: number): string {
  const pieces = Array.from({ length: 1000 }, (_, at) => `"#k${at}":0`)
    .join()
    .split('#');
  const all = Array.from({ length: thousands }, (_, at) => pieces.join(String(at)));
  return `{"all":{${all.join()}}}`;
}
