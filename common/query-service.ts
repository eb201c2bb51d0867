/** What `run` resolves to. The host also passes on a `metadata` beside `data`, although the type does not declare it. */
export interface QueryResult {
  status: 'ok' | 'failed' | 'needs_oauth';
  errorMessage?: string;
  data: object | object[];
}

/** What `testConnection` resolves to. Of a failure, ToolJet shows `message` alone. */
export interface ConnectionTestResult {
  status: 'ok' | 'failed';
  message?: string;
  data?: object;
}

/** What ToolJet calls on a plugin: a new instance for each query and for each connection test. */
export interface QueryService {
  run(
    sourceOptions: object,
    queryOptions: object,
    dataSourceId?: string,
    dataSourceUpdatedAt?: string
  ): Promise<QueryResult>;
  getConnection?(queryOptions: object, options: object, checkCache: boolean, dataSourceId: string): Promise<object>;
  testConnection?(sourceOptions: object): Promise<ConnectionTestResult>;
}
