// Many queries at once, of several tenants, one in ten failing: `npm run soak`. Ends with code 1 if any outcome is wrong.
import { FAULTS, http, serveRaw, type Fault } from '../playground/faults';
import { BUNDLE, createToolJet, type RunOutcome, type ToolJet } from '../playground/tooljet';

export interface SoakResult {
  queries: number;
  failures: number;
  wrong: string[];
  seconds: number;
  /** Live heap after a collection, in MB, at the start (warmed up) and at the end. */
  heapMB: [number, number];
  /** Connections open at the gateway at most. */
  connections: number;
}

/** The faults of 10 MB are for the fault tests: here they would only measure copying. */
const WAYS = Object.entries(FAULTS).filter(([name]) => !/MB|100|deep/.test(name));
const TENANTS = 5;

export async function soak(tooljet: Pick<ToolJet, 'run'>, queries: number, concurrency: number): Promise<SoakResult> {
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
      asked: JSON.parse(body),
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
    while (next < until) await query(next++);
  };
  const all = (until: number) => Promise.all(Array.from({ length: concurrency }, () => work(until)));

  await all(Math.min(1000, queries / 10));
  const before = await heap();
  const start = process.hrtime.bigint();
  const measuredFrom = next;
  await all(queries);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const after = await heap();
  await gateway.idle();
  await gateway.close();
  return { queries: queries - measuredFrom, failures, wrong, seconds, heapMB: [before, after], connections };
}

/** Without `--expose-gc` this is what the heap happens to hold. */
async function heap(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return Math.round(process.memoryUsage().heapUsed / 1e5) / 10;
}

/**
 * The bundle evaluated once. ToolJet's loader keeps some of the memory of each evaluation, whatever it evaluates, so
 * only this way can be seen what the plugin itself keeps.
 */
function loadedOnce(): Pick<ToolJet, 'run'> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { default: Portkey } = require(BUNDLE) as {
    default: new () => { run(...args: object[]): Promise<RunOutcome> };
  };
  return {
    run: (source, query) =>
      new Portkey().run(source, query).catch((error: Error & { description: unknown }) => ({
        status: 'failed',
        message: error.message,
        description: error.description,
      })),
  };
}

async function main(): Promise<void> {
  const throughLoader = process.argv.includes('--loader');
  const [queries = 20_000, concurrency = 50] = process.argv.slice(2).map(Number).filter(Boolean);
  const { wrong, ...figures } = await soak(throughLoader ? createToolJet() : loadedOnce(), queries, concurrency);
  process.stdout.write(`${JSON.stringify({ ...figures, wrong: wrong.length })}\n`);
  wrong.slice(0, 10).forEach((line) => process.stdout.write(`${line.slice(0, 500)}\n`));
  process.exitCode = wrong.length ? 1 : 0;
}

void main();
