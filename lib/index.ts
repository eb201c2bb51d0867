import type { ConnectionTestResult, QueryResult, QueryService } from '@tooljet-marketplace/common';
import { deadlineOf, readConnection } from './connection';
import { toQueryError, type ErrorContext } from './errors';
import { gatewayName } from './gateway-url';
import { runOperation } from './operations';
import { responseMetadata } from './response-headers';
import { PortkeyClient } from './sdk';
import { mask, secretsOf } from './secrets';
import type { QueryOptions, SourceOptions } from './types';

/** ToolJet's data source of kind `portkey`. ToolJet makes a new instance for each query and each connection test. */
export default class Portkey implements QueryService {
  /**
   * Runs one query.
   *
   * @returns the gateway's JSON answer as `data`, and its x-portkey-* headers in `metadata.response.headers`
   * @throws QueryError for everything that fails; see toQueryError
   */
  async run(source: SourceOptions, query: QueryOptions): Promise<QueryResult & { metadata: object }> {
    try {
      const client = await this.getConnection(source, query);
      const data = await runOperation(client, query);
      const metadata = mask(responseMetadata(client.responseHeaders), secretsOf(source, query));
      return { status: 'ok', data, metadata };
    } catch (error) {
      throw toQueryError(error, contextOf(source, query));
    }
  }

  /**
   * Checks the data source's fields as a query would, then asks the gateway for its models with the API key alone: with
   * a virtual key or a config the request would go on to the provider, where a good Portkey key can fail.
   *
   * @returns `failed` with a sentence that says what to do; it never throws
   */
  async testConnection(source: SourceOptions): Promise<ConnectionTestResult> {
    try {
      const { apiKey, baseURL, addresses } = await readConnection(source);
      await new PortkeyClient({ apiKey, baseURL, addresses }, deadlineOf()).get('/models?limit=1');
      return { status: 'ok' };
    } catch (error) {
      const failure = toQueryError(error, contextOf(source));
      const message = String(failure.description);
      // An open-source gateway is there and has nothing to check: it only forwards.
      if (failure.data.statusCode === 400 && /x-portkey-(config|provider)/.test(message)) return { status: 'ok' };
      return { status: 'failed', message };
    }
  }

  /**
   * The SDK's client for one query. The data source comes first, as in every plugin of ToolJet's marketplace.
   *
   * @throws QueryError that names the field, when one cannot be used
   */
  async getConnection(source: SourceOptions, query?: QueryOptions): Promise<PortkeyClient> {
    return new PortkeyClient(await readConnection(source, query), deadlineOf(query));
  }
}

function contextOf(source: SourceOptions, query?: QueryOptions): ErrorContext {
  return { gatewayName: gatewayName(source), secrets: secretsOf(source, query) };
}
