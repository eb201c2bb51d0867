// Many queries at once, of several tenants, one in ten failing: `npm run soak`. In each of ToolJet's loaders, each query
// with a load of its own. Ends with code 1 if any outcome is wrong, or memory or connections pile up.
import { FAULTS, http, serveRaw, type Fault } from '../faults';
import { createToolJet, LOADERS, type Loader } from '../../playground/tooljet';

interface SoakResult {
  queries: number;
  concurrency: number;
  failures: number;
  wrong: string[];
  seconds: number;
  /** Live heap after a collection, in MB, at the start (warmed up) and at the end. */
  heapMB: [number, number];
  /** Connections open at the gateway at most ... */
  connections: number;
  /** ... and once all queries have their answers and idle ones had the time to close: known only then. */
  left: Promise<number>;
}

/** The faults of 10 MB are for the fault tests: here they would only measure copying. */
const WAYS = Object.entries(FAULTS).filter(([name]) => !/MB|100|deep/.test(name));
const TENANTS = 5;
/** More than the 4 s after which the plugin closes a connection that nobody uses. */
const IDLE_MS = 10_000;

async function soak(loader: Loader, queries: number, concurrency: number): Promise<SoakResult> {
  const tooljet = createToolJet(undefined, { loader });
  const open = new Set<object>();
  let connections = 0;
  const gateway = await serveRaw((socket, { headers, body, path }) => {
    if (!open.has(socket)) socket.once('close', () => open.delete(socket));
    open.add(socket);
    connections = Math.max(connections, open.size);
    gateway.requests.length = 0;
    const fault = WAYS[Number(/^\/fault-(\d+)\//.exec(path)?.[1] ?? -1)];
    if (fault) return fault[1].answer(socket, { headers, body, path });
    const answer = {
      key: headers['x-portkey-api-key'],
      virtualKey: headers['x-portkey-virtual-key'],
      asked: JSON.parse(body) as unknown,
    };
    socket.write(http(200, {}, JSON.stringify(answer)));
  });
  const origin = `http://localhost:${gateway.port}`;
  const wrong: string[] = [];
  let failures = 0;

  const query = async (id: number) => {
    const tenant = id % TENANTS;
    const source = { apiKey: `pk-tenant-${tenant}`, virtualKey: `vk-tenant-${tenant}` };
    const question = { operation: 'chat', messages: [{ role: 'user', content: `question ${id}` }] };
    if (id % 10 === 9) {
      const way = Math.floor(id / 10) % WAYS.length;
      const [name, fault] = WAYS[way] as [string, Fault];
      const outcome = await tooljet.run({ ...source, gatewayUrl: `${origin}/fault-${way}/v1` }, question);
      const expected = fault.words ?? `The gateway at ${origin} ${fault.says}`;
      failures++;
      if (outcome.status === 'failed' && outcome.description === expected) return;
      wrong.push(`${id} (${name}): ${JSON.stringify(outcome)}`);
    } else {
      const outcome = await tooljet.run({ ...source, gatewayUrl: origin }, question);
      const answer = { key: source.apiKey, virtualKey: source.virtualKey, asked: { messages: question.messages } };
      if (outcome.status === 'ok' && JSON.stringify(outcome.data) === JSON.stringify(answer)) return;
      wrong.push(`${id}: ${JSON.stringify(outcome)}`);
    }
  };
  let next = 0;
  const work = async (until: number) => {
    while (next < until) {
      if (next % (queries / 10) === 0) say(`${LOADERS[loader]}: ${next} of ${queries} queries`);
      await query(next++);
    }
  };
  const all = (until: number) => Promise.all(Array.from({ length: concurrency }, () => work(until)));

  await all(Math.min(1000, queries / 10));
  const before = await heap();
  const start = process.hrtime.bigint();
  const measuredFrom = next;
  await all(queries);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const after = await heap();
  const left = gateway.left(IDLE_MS).finally(() => gateway.close());
  const heapMB: [number, number] = [before, after];
  return { queries: queries - measuredFrom, concurrency, failures, wrong, seconds, heapMB, connections, left };
}

/** Without `--expose-gc` this is what the heap happens to hold. */
async function heap(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return Math.round(process.memoryUsage().heapUsed / 1e5) / 10;
}

/** What a query may leave in memory: far less than one evaluation of the bundle, which is more than a megabyte. */
const FLAT_HEAP_KB = 1;

/** What is wrong with a result, for a person to read. */
function complaints(result: SoakResult, left: number): string[] {
  const { queries, concurrency, wrong, heapMB, connections } = result;
  const [before, after] = heapMB;
  const kilobytes = ((after - before) * 1000) / queries;
  return [
    ...wrong.slice(0, 10).map((line) => line.slice(0, 500)),
    // A short run cannot tell a leak from what a warm process still grows by.
    ...(after - before > 10 && kilobytes > FLAT_HEAP_KB ? [`The heap grew by ${kilobytes.toFixed(1)} kB a query`] : []),
    // A failing query may leave one that is closing while the next one opens its own.
    ...(connections > 2 * concurrency ? [`${connections} connections were open at once`] : []),
    ...(left > 0 ? [`${left} connections stayed open`] : []),
  ];
}

/** Progress, beside the results on stdout. */
function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function main(): Promise<void> {
  const [queries = 20_000, concurrency = 50] = process.argv.slice(2).map(Number);
  const minutes = Math.ceil(queries / 20_000);
  say(`${queries} queries in each of ToolJet's loaders, ${concurrency} at a time: about ${minutes} min each.`);
  const results: [Loader, SoakResult][] = [];
  for (const loader of Object.keys(LOADERS) as Loader[]) {
    results.push([loader, await soak(loader, queries, concurrency)]);
  }
  // Only now, for the connections of one loader close while the next one has its turn.
  for (const [loader, result] of results) {
    const left = await result.left;
    process.stdout.write(`${JSON.stringify({ loader, ...result, wrong: result.wrong.length, left })}\n`);
    const found = complaints(result, left);
    found.forEach((line) => process.stdout.write(`${line}\n`));
    if (found.length) process.exitCode = 1;
  }
}

void main();
