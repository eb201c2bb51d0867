import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serve, type RecordedRequest, type Reply, type Server } from '../../playground/portkey/http';
import { BUNDLE } from '../../playground/tooljet';
import { startToolJet, type ToolJetProcess } from '../../playground/tooljet/process';

export const OK = { object: 'anything', choices: [] };

/**
 * ToolJet's host in a process of its own, and a gateway that records what arrives and answers whatever a test sets.
 * The gateway is reached as `localhost`, because ToolJet refuses 127.0.0.1.
 */
export class Host {
  tooljet!: ToolJetProcess;
  private gateway!: Server;
  reply: (request: RecordedRequest) => Reply | Promise<Reply> = () => ({ body: OK });

  constructor(options: Parameters<typeof startToolJet>[0] = {}) {
    beforeAll(async () => {
      this.gateway = await serve('localhost', (request) => this.reply(request));
      this.tooljet = await startToolJet(options);
    });
    beforeEach(() => {
      this.requests.length = 0;
      this.reply = () => ({ body: OK });
    });
    afterAll(async () => {
      await Promise.all([this.tooljet?.close(), this.gateway?.close()]);
    });
  }

  get origin(): string {
    return `http://localhost:${this.gateway.port}`;
  }

  get requests(): RecordedRequest[] {
    return this.gateway.requests;
  }

  /** Runs a query on a data source that reaches the recording gateway. */
  run(query: object, source: object = {}) {
    return this.tooljet.run({ apiKey: 'pk-test', gatewayUrl: this.origin, ...source }, query);
  }

  testConnection(source: object = {}) {
    return this.tooljet.testConnection({ apiKey: 'pk-test', gatewayUrl: this.origin, ...source });
  }

  /** Runs a query that is expected to send exactly one request, and returns that request. */
  async sent(query: object, source?: object): Promise<RecordedRequest> {
    const result = await this.run(query, source);
    expect(result).toMatchObject({ status: 'ok' });
    expect(this.requests).toHaveLength(1);
    return this.requests[0] as RecordedRequest;
  }
}

/** The x-portkey-* headers of a request, without those in which the SDK describes itself. */
export function portkeyHeaders({ headers }: RecordedRequest): Record<string, unknown> {
  const own = /^x-portkey-(?!runtime|package-version|strict-open-ai-compliance)/;
  return Object.fromEntries(Object.entries(headers).filter(([name]) => own.test(name)));
}

export const CHAT = { operation: 'chat', messages: [{ role: 'user', content: 'Hi' }] };

/** Writes a copy of the bundle whose deadline, DEADLINE_MS of lib/sdk.ts, is so short that a test can wait for it. */
export function bundleWithDeadline(folder: string, milliseconds: number): string {
  const code = readFileSync(BUNDLE, 'utf8');
  const parts = code.split('=29e4'); // as the build writes 290_000
  expect(parts.length).toBe(2);
  const bundle = join(folder, 'index.js');
  writeFileSync(bundle, parts.join(`=${milliseconds}`));
  return bundle;
}
