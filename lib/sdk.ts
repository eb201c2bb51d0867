import { Portkey } from 'portkey-ai';
import { isObject, parseJson } from './json';
import { untilAborted } from './until-aborted';

/**
 * How long a query may take, retry included. Below the 300 s at which Node's fetch gives up waiting for headers: the
 * SDK would take that for a network error and silently send the request, paid for by the token, a second time.
 */
const DEADLINE_MS = 290_000;

/**
 * The SDK's client with what it leaves out: a deadline, no redirects, and the gateway's answer as it came. One client
 * serves one query, so its deadline and its `responseHeaders` are that query's.
 */
export class PortkeyClient extends Portkey {
  private readonly deadline = new AbortController();

  constructor(
    options: ConstructorParameters<typeof Portkey>[0],
    private readonly deadlineMs = DEADLINE_MS
  ) {
    super(options);
    const fetch = this['fetch'] as typeof globalThis.fetch;
    let answer: Response | undefined;
    this['fetch'] = async (...request: Parameters<typeof fetch>) => {
      // Before it asks again, the SDK leaves the first answer unread, and with it a connection open.
      await answer?.body?.cancel();
      answer = untilAborted(await fetch(...request), this.deadline.signal);
      return answer;
    };
  }

  /** fetch would follow a redirect and take x-portkey-api-key along to whatever host it names. */
  override buildRequest(options: Parameters<Portkey['buildRequest']>[0]): ReturnType<Portkey['buildRequest']> {
    const { req, url } = super.buildRequest(options);
    return { req: { ...req, signal: this.deadline.signal, redirect: 'error' }, url };
  }

  /** The SDK's own parser copies the answer into an object with a function in it, whatever kind of JSON it is. */
  override methodRequest<Answer>(...[method, path, options]: Parameters<Portkey['methodRequest']>) {
    return this.fetchJson({ ...options, method, path }) as ReturnType<typeof Portkey.prototype.methodRequest<Answer>>;
  }

  private async fetchJson(options: Parameters<Portkey['request']>[0]): Promise<Record<string, unknown>> {
    // Not AbortSignal.timeout: its timer would keep the whole query in memory until it fires, long after the answer.
    const timer = setTimeout(() => this.deadline.abort(new DOMException('', 'TimeoutError')), this.deadlineMs);
    try {
      const { response } = await this.request(options);
      const text = await response.text();
      const answer = parseJson(text);
      if (!isObject(answer)) throw this.generateError(response.status, undefined, text, this.responseHeaders);
      return answer;
    } finally {
      clearTimeout(timer);
    }
  }

  /** The x-portkey-* headers of the last response under their full names. */
  get portkeyResponseHeaders(): Record<string, string> {
    return Object.fromEntries(Object.entries(this.responseHeaders).filter(([name]) => name.startsWith('x-portkey-')));
  }
}
