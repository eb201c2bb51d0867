import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireFromString } from 'module-from-string';

/** What an app gets of a query that worked: `{{queries.NAME.data}}`, `.metadata`, `.request` and `.response`. */
export interface RunSuccess {
  status: 'ok' | 'needs_oauth';
  data: unknown;
  metadata?: unknown;
  request?: unknown;
  response?: unknown;
}

/** What ToolJet shows of a query that failed. */
export interface Failure {
  status: 'failed';
  message: string;
  description?: unknown;
  data?: unknown;
  /** The class name of what was thrown. ToolJet does not show it; it is here for tests. */
  errorName?: string;
}

export type RunOutcome = RunSuccess | Failure;
export type TestOutcome = { status: 'ok' } | Failure;

export interface ToolJet {
  run(sourceOptions: object, queryOptions: object): Promise<RunOutcome>;
  testConnection(sourceOptions: object): Promise<TestOutcome>;
}

/** The plugin, as far as the host can see: nothing that it returns is known before it is looked at. */
interface Plugin {
  run(
    sourceOptions: object,
    queryOptions: object,
    dataSourceId: string,
    dataSourceUpdatedAt: string,
    context: { user: { id: string }; app: { id: string; isPublic: boolean } }
  ): Promise<{ status: 'ok' | 'failed' | 'needs_oauth'; errorMessage?: string; data: unknown; metadata?: unknown }>;
  testConnection(sourceOptions: object): Promise<{ status: 'ok' | 'failed'; message?: string }>;
}

/** What ToolJet's UI never sees, for whoever looks over the host's shoulder. */
export interface Watchers {
  /** How many milliseconds an evaluation of the bundle took. */
  onLoad?(took: number): void;
  /** Whatever the plugin threw, of which ToolJet shows only a part. */
  onThrown?(error: unknown): void;
}

export const BUNDLE = join(__dirname, '..', '..', 'dist', 'index.js');

/**
 * ToolJet's server, as a plugin meets it: evaluates the bundle anew for each call, makes an instance, calls it, and
 * turns what comes back into what ToolJet's UI receives.
 */
export function createToolJet(bundlePath: string = BUNDLE, { onLoad, onThrown }: Watchers = {}): ToolJet {
  // ToolJet keeps the text in its database and evaluates it for each call.
  const bundle = readFileSync(bundlePath, 'utf8');
  const load = (): Plugin => {
    const start = performance.now();
    const exports = requireFromString(bundle, { useCurrentGlobal: true }) as { default: new () => Plugin };
    const plugin = new exports.default();
    onLoad?.(performance.now() - start);
    return plugin;
  };
  return {
    async run(sourceOptions, queryOptions) {
      try {
        const context = { user: { id: 'user-1' }, app: { id: 'app-1', isPublic: false } };
        const updatedAt = '2026-01-01T00:00:00.000Z';
        const result = await load().run(sourceOptions, queryOptions, 'source-1-environment-1', updatedAt, context);
        if (result.status === 'failed') {
          return { status: 'failed', message: result.errorMessage ?? '', data: result.data };
        }
        return { status: result.status, data: result.data, ...shareMetadata(result.metadata) };
      } catch (error) {
        onThrown?.(error);
        return failure(error, 'Internal server error');
      }
    },
    async testConnection(sourceOptions) {
      try {
        const result = await load().testConnection(sourceOptions);
        // Of a failure that is returned, the dialog shows the message alone.
        return result.status === 'ok' ? { status: 'ok' } : { status: 'failed', message: result.message ?? '' };
      } catch (error) {
        onThrown?.(error);
        const shown = failure(error, error instanceof Error ? error.message : String(error));
        return 'data' in shown ? { ...shown, data: JSON.stringify(shown.data) } : shown;
      }
    },
  };
}

function shareMetadata(metadata: unknown): Pick<RunSuccess, 'metadata' | 'request' | 'response'> {
  if (typeof metadata !== 'object' || metadata === null) return {};
  const { request, response } = metadata as { request?: unknown; response?: unknown };
  return { metadata, request, response };
}

/** Only a class of that very name is shown. It comes from another realm, so `instanceof` would not know it. */
function failure(error: unknown, otherwise: string): Failure {
  const errorName = (error as { constructor?: { name?: string } } | null | undefined)?.constructor?.name;
  if (errorName !== 'QueryError')
    return { status: 'failed', message: otherwise, ...(errorName !== undefined && { errorName }) };
  const { message, description, data } = error as { message: string; description: unknown; data: unknown };
  return { status: 'failed', message, description, data, errorName };
}
