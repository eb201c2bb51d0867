import type { CONNECTION, OPERATIONS, OVERRIDES } from './fields';

/**
 * What a form holds under the keys of its fields: nothing when a field was never touched, `''` when it was cleared, any
 * JSON value when it is exactly one `{{ expression }}`, else text. Nothing is known before fields.ts has read it.
 */
type Form<Key extends string> = { [key in Key]?: unknown };

type KeyOfAny<Table> = Table extends unknown ? keyof Table & string : never;

/** The data source, as manifest.json declares it. ToolJet has decrypted the secrets. */
export type SourceOptions = Form<keyof typeof CONNECTION> & { operation?: never };

/**
 * Everything stored with a query: the fields of each operation that was ever filled in, and keys of the host's own, of
 * which only the time limit (in milliseconds) matters here. What only a data source has is ruled out, so that the
 * compiler tells when the two are mixed up.
 */
export type QueryOptions = Form<
  | 'operation'
  | 'query_timeout'
  | 'parameters'
  | keyof typeof OVERRIDES
  | KeyOfAny<(typeof OPERATIONS)[keyof typeof OPERATIONS]>
> & { apiKey?: never; gatewayUrl?: never };
