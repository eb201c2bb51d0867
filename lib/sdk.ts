import { Portkey } from 'portkey-ai';
import { createFetch } from './http';
import { isObject, parseJson } from './json';

type Options = ConstructorParameters<typeof Portkey>[0] & { addresses?: string[] | undefined };

/**
 * The SDK's client with what it leaves out: a deadline, limits, no redirects, and the gateway's answer as it came. One
 * client serves one query, so its deadline and its `responseHeaders` are that query's.
 */
export class PortkeyClient extends Portkey {
  /**
   * @param options as the SDK takes them, and the addresses of the gateway's name where they were checked
   * @param deadlineMs how long the request may take, in milliseconds
   */
  constructor({ addresses, ...options }: Options, deadlineMs: number) {
    super(options);
    // Brackets reach past `private`: the SDK offers no other way to ask by anything than Node's fetch, and why that
    // will not do stands in http.ts.
    this['fetch'] = createFetch({ deadlineMs, addresses });
    // http.ts repeats what cannot have arrived. The SDK would ask again after an answer, too, and have it billed twice.
    this.maxRetries = 0;
  }

  /** The SDK's own parser copies the answer into an object with a function in it, whatever kind of JSON it is. */
  override methodRequest<Answer>(...[method, path, options]: Parameters<Portkey['methodRequest']>) {
    return this.fetchJson({ ...options, method, path }) as ReturnType<typeof Portkey.prototype.methodRequest<Answer>>;
  }

  private async fetchJson(options: Parameters<Portkey['request']>[0]): Promise<Record<string, unknown>> {
    const { response } = await this.request(options);
    const answer = parseJson(await response.text());
    if (!isObject(answer)) throw this.generateError(response.status, undefined, undefined, this.responseHeaders);
    return answer;
  }
}
