import type { Socket } from 'node:net';
import { serveRaw, type RawRequest, type RawServer } from '../../testing/faults';
import type { Loader } from '../../playground/tooljet';
import { startToolJet, type ToolJetProcess } from '../../playground/tooljet/process';
import { DECOYS } from './decoys';
import { CHAT } from './host';

/** Each holds the word by which it is found again, whatever part of it comes through, and in whatever case. */
export const SOURCE = {
  apiKey: 'pk-SESAME/api+1',
  virtualKey: 'vk-SESAME-of-source',
  config: JSON.stringify({
    api_key: 'sk-SESAME',
    targets: [{ aws_secret_access_key: 'aws\nSESAME in depth', passphrase: 'Gr\u00fc\u00dfe "SESAME" \u6f22' }],
  }),
};
const QUERY = { virtualKey: 'vk-SESAME-of-query', config: { authorization: 'Bearer SESAME-of-query' } };
const OF_SOURCE = [
  SOURCE.apiKey,
  SOURCE.virtualKey,
  'sk-SESAME',
  'aws\nSESAME in depth',
  'Gr\u00fc\u00dfe "SESAME" \u6f22',
];
const OF_QUERY = [QUERY.virtualKey, QUERY.config.authorization];

/** What the gateway does with a request; it knows these secrets. */
export type Answer = (socket: Socket, request: RawRequest, secrets: string[]) => void;

export interface EchoHost {
  answer: Answer;
  readonly gatewayUrl: string;
  readonly gateway: RawServer;
  readonly tooljet: ToolJetProcess;
  /** Runs a query that is to fail without a word of a secret, and gives what ToolJet's UI receives. */
  expectFailure(query?: object, source?: object): Promise<object>;
  /** The same of a connection test. */
  expectFailedTest(source?: object): Promise<object>;
}

/** ToolJet with a gateway that answers, byte by byte, what a test says; for all tests of the `describe` that calls this. */
export function useEchoes(loader: Loader): EchoHost {
  let gateway: RawServer;
  let tooljet: ToolJetProcess;
  let known: string[] = [];
  const expectClean = (outcome: object): void => {
    // What ToolJet's UI receives, and what else the thrown error holds: stack, cause, hidden properties.
    expect(JSON.stringify(outcome)).not.toMatch(/SESAME/i);
    expect(tooljet.thrown.splice(0).join('\n')).not.toMatch(/SESAME/i);
  };
  beforeAll(async () => {
    gateway = await serveRaw((socket, request) => host.answer(socket, request, known));
    tooljet = await startToolJet({ loader, tellThrown: true, env: DECOYS });
  });
  afterAll(async () => {
    await Promise.all([tooljet?.close(), gateway?.close()]);
    expect(tooljet?.output()).toBe('');
  });
  const host: EchoHost = {
    answer: (socket) => void socket.end(),
    get gatewayUrl() {
      return `http://localhost:${gateway.port}/v1`;
    },
    get gateway() {
      return gateway;
    },
    get tooljet() {
      return tooljet;
    },
    async expectFailure(query = {}, source = {}) {
      known = [...OF_SOURCE, ...OF_QUERY];
      tooljet.thrown.length = 0;
      const form = { ...SOURCE, gatewayUrl: host.gatewayUrl, ...source };
      const outcome = await tooljet.run(form, { ...CHAT, ...QUERY, ...query });
      expect(outcome).toMatchObject({
        status: 'failed',
        errorName: 'QueryError',
        message: 'Query could not be completed',
      });
      expect(tooljet.thrown).toHaveLength(1);
      expectClean(outcome);
      return outcome;
    },
    async expectFailedTest(source = {}) {
      known = OF_SOURCE;
      const outcome = await tooljet.testConnection({ ...SOURCE, gatewayUrl: host.gatewayUrl, ...source });
      expect(outcome).toMatchObject({ status: 'failed', message: expect.stringMatching(/\S/) });
      expectClean(outcome);
      return outcome;
    },
  };
  return host;
}

/** The secrets on one line, as headers and the status line can hold them. */
export const inHead = (secrets: string[]) =>
  Buffer.from(secrets.map((secret) => JSON.stringify(secret)).join(' ')).toString('latin1');

/** Headers of an answer that give back all secrets. */
export const echoingHeaders = (secrets: string[]) => ({
  'x-portkey-trace-id': inHead(secrets),
  'x-portkey-provider': inHead(secrets),
  'set-cookie': encodeURIComponent(secrets.join(' ')),
});
