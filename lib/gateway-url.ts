import { isObject } from './json';
import { describe, Misfit, trimmedText, type Filled } from './values';

/** Where Portkey's own service is reached. */
export const PORTKEY_CLOUD = 'https://api.portkey.ai/v1';

/** In characters, as long as browsers and proxies take an address. */
const MAX_LENGTH = 2048;

/** The base URL for the SDK: an http or https address without trailing slashes, with `/v1` where it has no path. */
export function gatewayUrl(value: Filled): string {
  const typed = trimmedText(value);
  if (typed.length > MAX_LENGTH) throw new Misfit(`must be at most ${MAX_LENGTH} characters, got ${describe(typed)}`);
  const url = parseUrl(typed);
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new Misfit(`must be a complete http or https address, such as ${PORTKEY_CLOUD}`);
  }
  if (/[?#]/.test(typed) || url.username || url.password) {
    throw new Misfit('must not have a user name, a password, a query (?) or a fragment (#)');
  }
  return url.origin + (url.pathname.replace(/\/+$/, '') || '/v1');
}

/** How an error names the gateway, "The gateway at https://api.portkey.ai", whatever the data source holds. */
export function gatewayName(source: unknown): string {
  try {
    const held = isObject(source) ? source.gatewayUrl : undefined;
    const typed = typeof held === 'string' ? held.slice(0, MAX_LENGTH).trim() : '';
    return `The gateway at ${new URL(typed || PORTKEY_CLOUD).origin}`;
  } catch {
    return 'The gateway at the Gateway URL';
  }
}

/** The URL that a text is, if it is one. */
export function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
