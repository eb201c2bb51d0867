export { QueryError } from './query-error';
export type { ConnectionTestResult, QueryResult, QueryService } from './query-service';
export { validateUrlForSSRF } from './ssrf';
