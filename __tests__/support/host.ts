import { serve, type RecordedRequest, type Reply, type Server } from '../../playground/portkey/http';
import { LOADERS, type Loader, type RunOutcome, type TestOutcome } from '../../playground/tooljet';
import { startToolJet, type ToolJetProcess, type ToolJetProcessOptions } from '../../playground/tooljet/process';
import { DECOYS } from './decoys';

/** Runs a suite once in each of ToolJet's loaders, with the loader in its title. */
export function inBothToolJets(suite: (loader: Loader) => void): void {
  for (const loader of Object.keys(LOADERS) as Loader[]) describe(`in ${LOADERS[loader]}`, () => suite(loader));
}

/**
 * One case in so many meets an older ToolJet, where they are legion: what is in an answer matters little to a loader, and
 * that one compiles more than a whole context for each query.
 */
const STEPS: Record<Loader, number> = { now: 1, before: 6 };

/** How many of so many cases a ToolJet is to meet: today's all of them. */
export function countFor(loader: Loader, count: number): number {
  return Math.ceil(count / STEPS[loader]);
}

/** Those of many cases that a ToolJet is to meet. */
export function casesFor<Case>(loader: Loader, cases: readonly Case[]): Case[] {
  return cases.filter((_, index) => index % STEPS[loader] === 0);
}

const OK = { object: 'anything', choices: [] };

export interface Host {
  readonly tooljet: ToolJetProcess;
  /** What the gateway answers from now on, until the test is over. */
  reply: (request: RecordedRequest) => Reply | Promise<Reply>;
  /** What has reached the gateway during this test. */
  readonly requests: RecordedRequest[];
  readonly origin: string;
  /** How many connections to the gateway wait for an answer, or for the rest of one. */
  unfinished(): Promise<number>;
  /** Runs a query on a data source that reaches the recording gateway. */
  run(query: object, source?: object): Promise<RunOutcome>;
  testConnection(source?: object): Promise<TestOutcome>;
  /** Runs a query that is expected to send exactly one request, and returns that request. */
  sent(query: object, source?: object): Promise<RecordedRequest>;
}

/**
 * ToolJet's host in a process of its own, and a gateway that records what arrives and answers whatever a test sets: for
 * all tests of the `describe` or file that calls this. The server's environment is full of decoys, of which no request
 * may hold one. Once all tests are over, the process may wait for nothing, whichever gateway it was: no connection, no
 * timer, no look-up of a name. And nothing may have been written to the console.
 *
 * The gateway is reached as `localhost`, because ToolJet refuses 127.0.0.1.
 */
export function useHost(options: ToolJetProcessOptions = {}, start = startToolJet): Host {
  let tooljet: ToolJetProcess;
  let gateway: Server;
  beforeAll(async () => {
    gateway = await serve('localhost', (request) => host.reply(request));
    tooljet = await start({ ...options, env: { ...DECOYS, ...options.env } });
  });
  beforeEach(() => {
    gateway.requests.length = 0;
    host.reply = () => ({ body: OK });
  });
  afterEach(() => expect(JSON.stringify(gateway.requests)).not.toContain('decoy'));
  afterAll(async () => {
    const unfinished = await gateway?.unfinished();
    const busy = await tooljet?.busy();
    await Promise.all([tooljet?.close(), gateway?.close()]);
    expect({ unfinished, busy, output: tooljet?.output() }).toEqual({ unfinished: 0, busy: [], output: '' });
  });

  const toGateway = (source: object) => ({ apiKey: 'pk-test', gatewayUrl: host.origin, ...source });
  const host: Host = {
    get tooljet() {
      return tooljet;
    },
    reply: () => ({ body: OK }),
    get requests() {
      return gateway.requests;
    },
    get origin() {
      return `http://localhost:${gateway.port}`;
    },
    unfinished: () => gateway.unfinished(),
    run: (query, source = {}) => tooljet.run(toGateway(source), query),
    testConnection: (source = {}) => tooljet.testConnection(toGateway(source)),
    async sent(query, source) {
      expect(await host.run(query, source)).toMatchObject({ status: 'ok' });
      expect(host.requests).toHaveLength(1);
      return host.requests[0] as RecordedRequest;
    },
  };
  return host;
}

/** The x-portkey-* headers of a request, without those in which the SDK describes itself. */
export function portkeyHeaders({ headers }: RecordedRequest): Record<string, unknown> {
  const own = /^x-portkey-(?!runtime|package-version|strict-open-ai-compliance)/;
  return Object.fromEntries(Object.entries(headers).filter(([name]) => own.test(name)));
}

export const CHAT = { operation: 'chat', messages: [{ role: 'user', content: 'Hi' }] };

/** For each operation the least that works. */
export const WORKING = {
  completion: { operation: 'completion', prompt: 'Hi' },
  chat: CHAT,
  prompt_completion: { operation: 'prompt_completion', promptId: 'pp' },
  create_embedding: { operation: 'create_embedding', input: 'Hi' },
};
