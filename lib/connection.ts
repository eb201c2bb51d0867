import { validateUrlForSSRF } from '@tooljet-marketplace/common';
import { fieldError, name } from './fields';
import { config, headerText } from './headers';
import { parseJson } from './json';
import { secretsIn } from './mask';
import type { Overrides, SourceOptions } from './types';

const PORTKEY_CLOUD = 'https://api.portkey.ai/v1';

/** What the SDK's client is built from. The API key is '' when there is none, as the SDK would else take the server's. */
export interface Connection {
  apiKey: string;
  baseURL: string;
  virtualKey?: string | undefined;
  provider?: string;
  config?: string | undefined;
}

/**
 * The data source's fields, each replaced by the query's own where that is filled in.
 *
 * @throws QueryError that names the field, when one cannot be used or ToolJet does not allow the Gateway URL
 */
export async function readConnection(source: SourceOptions, query: Overrides = {}): Promise<Connection> {
  const apiKey = headerText(source, 'apiKey', 'API Key') ?? '';
  const key = headerText(query, 'virtualKey', 'Virtual Key') ?? headerText(source, 'virtualKey', 'Default Virtual Key');
  const baseURL = await readGatewayUrl(source);
  if (!apiKey && !baseURL) {
    throw fieldError(
      'apiKey',
      'API Key is required: create one at https://app.portkey.ai/api-keys, or set a Gateway URL'
    );
  }
  return {
    apiKey,
    baseURL: baseURL ?? PORTKEY_CLOUD,
    // Portkey is renaming virtual keys to AI providers, whose slugs start with @ and have a header of their own.
    ...(key?.startsWith('@') ? { provider: key } : { virtualKey: key }),
    config: config(query, 'config', 'Config') ?? config(source, 'config', 'Config'),
  };
}

/** The base URL for the SDK, or undefined for Portkey's cloud. */
async function readGatewayUrl(source: SourceOptions): Promise<string | undefined> {
  const typed = name(source, 'gatewayUrl', 'Gateway URL');
  if (typed === undefined) return undefined;
  const url = parseUrl(typed);
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw fieldError('gatewayUrl', `Gateway URL must be a complete http or https address, such as ${PORTKEY_CLOUD}`);
  }
  if (/[?#]/.test(typed) || url.username || url.password) {
    throw fieldError('gatewayUrl', 'Gateway URL must not have a user name, a password, a query (?) or a fragment (#)');
  }
  const baseURL = url.origin + (url.pathname.replace(/\/+$/, '') || '/v1');
  try {
    await validateUrlForSSRF(baseURL);
  } catch (error) {
    const { description, message } = error as { description?: unknown; message?: unknown };
    throw fieldError('gatewayUrl', `Gateway URL is refused by this ToolJet server: ${String(description ?? message)}`);
  }
  return baseURL;
}

function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** What an error may name, the gateway, and what it must never show: the secrets as the form holds them. */
export function errorContext(source: SourceOptions, query: Overrides = {}): { gateway: string; secrets: string[] } {
  const typed = (value: unknown) => (typeof value === 'object' ? '' : String(value ?? '').trim());
  const configs = [source.config, query.config].map((value) => parseJson(typed(value)) ?? value);
  const secrets = [typed(source.apiKey), typed(source.virtualKey), typed(query.virtualKey), ...secretsIn(configs)];
  return {
    gateway: parseUrl(typed(source.gatewayUrl) || PORTKEY_CLOUD)?.origin ?? 'the Gateway URL',
    secrets: secrets.filter((secret) => secret !== ''),
  };
}
