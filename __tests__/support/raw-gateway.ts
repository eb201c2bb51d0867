import type { RunOutcome, TestOutcome } from '../../playground/tooljet';
import { http, serveRaw, type Fault, type RawServer } from '../../testing/faults';
import { CHAT, type Host } from './host';

export interface RawHost {
  readonly gateway: RawServer;
  readonly origin: string;
  /** What the gateway does with a request from now on. */
  answer: Fault['answer'];
  run(query?: object): Promise<RunOutcome>;
  testConnection(): Promise<TestOutcome>;
  /** The server lives, and a query gets an answer of its own: nothing of an earlier one is left on a connection. */
  expectGood(): Promise<void>;
}

const GOOD: Fault['answer'] = (socket) => void socket.write(http(200, {}, '{"good":true}'));

/** A gateway on a bare socket, for all tests of the `describe` that calls this, and the host's way to it. */
export function useRawGateway(host: Host): RawHost {
  let gateway: RawServer;
  beforeAll(async () => {
    gateway = await serveRaw((socket, request) => raw.answer(socket, request));
  });
  beforeEach(() => void (gateway.requests.length = 0));
  afterAll(() => gateway?.close());
  const raw: RawHost = {
    get gateway() {
      return gateway;
    },
    get origin() {
      return `http://localhost:${gateway.port}`;
    },
    answer: GOOD,
    run: (query = {}) => host.run({ ...CHAT, ...query }, { gatewayUrl: raw.origin }),
    testConnection: () => host.testConnection({ gatewayUrl: raw.origin }),
    async expectGood() {
      raw.answer = GOOD;
      expect(await raw.run()).toMatchObject({ status: 'ok', data: { good: true } });
    },
  };
  return raw;
}

/** What a failed query shows of a fault. */
export const sentenceOf = ({ words, says }: Fault, { origin }: RawHost): string =>
  words ?? `The gateway at ${origin} ${says}`;

/** The sentence for a test's title. */
export const titleOf = ({ words, says }: Fault): string => {
  const sentence = words ?? `The gateway … ${says}`;
  return `"${sentence.length > 100 ? `${sentence.slice(0, 100)}…` : sentence}"`;
};

/** The query fails with one readable error, is sent once, and the next one works. */
export async function expectFault(host: RawHost, fault: Fault, query?: object): Promise<void> {
  host.answer = fault.answer;
  expect(await host.run(query)).toMatchObject({
    status: 'failed',
    errorName: 'QueryError',
    message: 'Query could not be completed',
    description: sentenceOf(fault, host),
  });
  expect(host.gateway.requests).toHaveLength(1);
  await host.expectGood();
  expect(host.gateway.requests).toHaveLength(2);
}

/** A test of each title. All of them run at once, before the first is judged, because they mostly wait. */
export function testAtOnce(tests: [title: string, run: () => Promise<void>][]): void {
  let runs: Promise<void>[];
  beforeAll(async () => {
    runs = tests.map(([, run]) => run());
    // What one of them rejects with is for the test of its title.
    await Promise.allSettled(runs);
  }, 120_000);
  tests.forEach(([title], index) =>
    test(title, async () => {
      await runs[index];
    })
  );
}
