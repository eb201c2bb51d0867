import { load, type Loader } from '../playground/tooljet/loaders';
import type { Variant } from './variants';

const QUERY = { operation: 'chat', messages: [{ role: 'user', content: 'Hi' }] };

/** One query as ToolJet runs it: a load of the bundle and a call. */
export function query(bundle: string, loader: Loader, gatewayUrl: string): Promise<unknown> {
  return load(bundle, loader).run({ apiKey: 'pk-bench', gatewayUrl }, QUERY, '', '', {
    user: { id: '' },
    app: { id: '', isPublic: false },
  });
}

/** So many queries at once. */
export function burst(queries: number, bundle: string, loader: Loader, gatewayUrl: string): Promise<unknown> {
  return Promise.all(Array.from({ length: queries }, () => query(bundle, loader, gatewayUrl)));
}

const LOADED_AT_START = require.main?.children.length ?? 0;

/**
 * Lets go of what the older loader keeps: it hangs each load on the main module's children, and the vm context with it.
 * That is measured by `heapGrowth`; anywhere else it would fill the heap, and the garbage collector would be measured.
 */
function forgetLoads(): void {
  if (require.main) require.main.children.length = LOADED_AT_START;
}

/**
 * Milliseconds of processor time that a piece of work costs this process. Not of the clock: on a machine that others use
 * as well, that would say how often the work had to wait for its turn.
 */
async function cost(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The median cost of each variant in milliseconds. The variants take turns, so that all see the same machine. */
export async function medians(
  variants: Variant[],
  rounds: number,
  work: (bundle: string) => unknown
): Promise<number[]> {
  const costs: number[][] = variants.map(() => []);
  for (let round = -Math.ceil(rounds / 5); round < rounds; round++) {
    for (const [i, { bundle }] of variants.entries()) {
      const ms = await cost(() => work(bundle));
      if (round >= 0) costs[i]?.push(ms); // the rounds before are a warm-up
      forgetLoads();
    }
  }
  return costs.map((all) => all.sort((one, other) => one - other)[all.length >> 1] ?? NaN);
}

/** Kilobytes by which so many queries let the heap grow, garbage collected. Needs --expose-gc. */
export async function heapGrowth(bundle: string, loader: Loader, gatewayUrl: string, queries: number): Promise<number> {
  const run = async (count: number) => {
    for (let done = 0; done < count; done += 50) await burst(50, bundle, loader, gatewayUrl);
    // What hangs on a closed connection or a finalizer is let go of in a later turn of the event loop.
    for (let turn = 0; turn < 3; turn++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      globalThis.gc?.();
    }
    return process.memoryUsage().heapUsed;
  };
  const before = await run(50);
  const growth = (await run(queries)) - before;
  forgetLoads();
  return growth / 1000;
}
