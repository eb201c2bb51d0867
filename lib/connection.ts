import { validateUrlForSSRF } from '@tooljet-marketplace/common';
import { CONNECTION, fieldError, OVERRIDES, reader } from './fields';
import { PORTKEY_CLOUD } from './gateway-url';
import { MAX_DEADLINE_MS } from './http';
import type { QueryOptions, SourceOptions } from './types';

/** What the SDK's client is built from. The API key is '' when there is none, as the SDK would else take the server's. */
export interface Connection {
  apiKey: string;
  baseURL: string;
  virtualKey?: string | undefined;
  provider?: string | undefined;
  config?: string | undefined;
  /** Those of the Gateway URL's name, where ToolJet's check looked them up: no other is asked. */
  addresses?: string[] | undefined;
}

/**
 * The data source's fields, of which the query's own virtual key and config replace theirs.
 *
 * @throws QueryError that names the field, when one cannot be used or ToolJet does not allow the Gateway URL
 */
export async function readConnection(source: SourceOptions, query: QueryOptions = {}): Promise<Connection> {
  const read = reader(CONNECTION, source);
  const override = reader(OVERRIDES, query);
  const apiKey = read('apiKey') ?? '';
  const key = override('virtualKey') ?? read('virtualKey');
  const config = override('config') ?? read('config');
  const gatewayUrl = read('gatewayUrl');
  const addresses = gatewayUrl ? await checkForSSRF(gatewayUrl) : undefined;
  if (!apiKey && !gatewayUrl) {
    const whatToDo = 'create one at https://app.portkey.ai/api-keys, or set a Gateway URL';
    throw fieldError(CONNECTION, 'apiKey', `is required: ${whatToDo}`);
  }
  // Portkey is renaming virtual keys to AI providers, whose slugs start with @ and have a header of their own.
  const provider = key?.startsWith('@') ? { provider: key } : { virtualKey: key };
  return { apiKey, baseURL: gatewayUrl ?? PORTKEY_CLOUD, ...provider, config, addresses };
}

/** ToolJet's own edition of the check returns nothing, ours the addresses that it has checked. */
async function checkForSSRF(gatewayUrl: string): Promise<string[] | undefined> {
  try {
    const addresses: unknown = await validateUrlForSSRF(gatewayUrl);
    return Array.isArray(addresses) ? (addresses as string[]) : undefined;
  } catch (error) {
    const { description, message } = error as { description?: unknown; message?: unknown };
    throw fieldError(CONNECTION, 'gatewayUrl', `is refused by this ToolJet server: ${String(description ?? message)}`);
  }
}

/**
 * How long a query may take, in milliseconds. ToolJet stops waiting after the query's own time limit, which it stores
 * as `query_timeout`, but does not tell the plugin; the request would go on and be paid for.
 */
export function deadlineOf(query?: QueryOptions): number {
  const held = query?.query_timeout;
  const limit = typeof held === 'number' || typeof held === 'string' ? Number(held) : NaN;
  return limit > 0 ? Math.min(limit, MAX_DEADLINE_MS) : MAX_DEADLINE_MS;
}
