import { requireFromString } from 'module-from-string';

/** What is compared: a bundle as ToolJet stores it. */
export interface Variant {
  name: string;
  bundle: string;
}

interface Plugin {
  run(source: object, query: object): Promise<unknown>;
}

const QUERY = { operation: 'chat', messages: [{ role: 'user', content: 'Hi' }] };

/** Loads a bundle as ToolJet does for each query. */
export function load(bundle: string): Plugin {
  const { default: Plugin } = requireFromString(bundle, { useCurrentGlobal: true }) as { default: new () => Plugin };
  return new Plugin();
}

export function query(bundle: string, gatewayUrl: string): Promise<unknown> {
  return load(bundle).run({ apiKey: 'pk-bench', gatewayUrl }, QUERY);
}

/**
 * Lets go of what the loader keeps: it hangs each load on the main module's children, and the vm context with it. That
 * is measured by `heapGrowth`; anywhere else it would fill the heap, and the garbage collector would be measured.
 */
function forgetLoads(): void {
  if (require.main) require.main.children.length = LOADED_AT_START;
}

const LOADED_AT_START = require.main?.children.length ?? 0;

/** Milliseconds that a piece of work takes. */
async function time(work: () => unknown): Promise<number> {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/** The median time of each variant in milliseconds. The variants take turns, so that all see the same machine. */
export async function medians(
  variants: Variant[],
  rounds: number,
  work: (bundle: string) => unknown
): Promise<number[]> {
  const times: number[][] = variants.map(() => []);
  for (let round = -Math.ceil(rounds / 5); round < rounds; round++) {
    for (const [i, { bundle }] of variants.entries()) {
      const ms = await time(() => work(bundle));
      if (round >= 0) times[i]?.push(ms); // the rounds before are a warm-up
      forgetLoads();
    }
  }
  return times.map((all) => all.sort((one, other) => one - other)[all.length >> 1] ?? NaN);
}

/** Kilobytes by which so many queries let the heap grow, garbage collected. Needs --expose-gc. */
export async function heapGrowth(bundle: string, gatewayUrl: string, queries: number): Promise<number> {
  const run = async (count: number) => {
    for (let done = 0; done < count; done += 50) {
      await Promise.all(Array.from({ length: 50 }, () => query(bundle, gatewayUrl)));
    }
    // What hangs on a closed connection or a finalizer is let go of in a later turn of the event loop.
    for (let turn = 0; turn < 5; turn++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      globalThis.gc?.();
    }
    return process.memoryUsage().heapUsed;
  };
  const before = await run(100);
  const growth = (await run(queries)) - before;
  forgetLoads();
  return growth / 1000;
}
