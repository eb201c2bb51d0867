import type { Socket } from 'node:net';
import type { Loader } from '../../playground/tooljet';
import type { RawRequest } from '../../testing/faults';
import { CHAT, useHost } from './host';
import { useRawGateway } from './raw-gateway';

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
  /** Runs a query that is to fail without a word of a secret, and gives what ToolJet's UI receives. */
  expectFailure(query?: object, source?: object): Promise<object>;
  /** The same of a connection test. */
  expectFailedTest(source?: object): Promise<object>;
}

/** ToolJet with a gateway that answers, byte by byte, what a test says; for all tests of the `describe` that calls this. */
export function useEchoes(loader: Loader): EchoHost {
  const host = useHost({ loader, tellThrown: true });
  const raw = useRawGateway(host);
  let known: string[] = [];
  const expectClean = (outcome: object): void => {
    // What ToolJet's UI receives, and what else the thrown error holds: stack, cause, hidden properties.
    expect(JSON.stringify(outcome)).not.toMatch(/SESAME/i);
    expect(host.tooljet.thrown.splice(0).join('\n')).not.toMatch(/SESAME/i);
  };
  beforeAll(() => {
    raw.answer = (socket, request) => echoes.answer(socket, request, known);
  });
  const echoes: EchoHost = {
    answer: (socket) => void socket.end(),
    get gatewayUrl() {
      return `${raw.origin}/v1`;
    },
    async expectFailure(query = {}, source = {}) {
      known = [...OF_SOURCE, ...OF_QUERY];
      host.tooljet.thrown.length = 0;
      const form = { ...SOURCE, gatewayUrl: echoes.gatewayUrl, ...source };
      const outcome = await host.run({ ...CHAT, ...QUERY, ...query }, form);
      expect(outcome).toMatchObject({
        status: 'failed',
        errorName: 'QueryError',
        message: 'Query could not be completed',
      });
      expect(host.tooljet.thrown).toHaveLength(1);
      expectClean(outcome);
      return outcome;
    },
    async expectFailedTest(source = {}) {
      known = OF_SOURCE;
      const outcome = await host.testConnection({ ...SOURCE, gatewayUrl: echoes.gatewayUrl, ...source });
      expect(outcome).toMatchObject({ status: 'failed', message: expect.stringMatching(/\S/) });
      expectClean(outcome);
      return outcome;
    },
  };
  return echoes;
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
