import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load, type Loader, type Plugin } from './loaders';

export { LOADERS, type Loader } from './loaders';

/** What an app gets of a query that worked: `{{queries.NAME.data}}`, `.metadata`, `.request` and `.response`. */
interface RunSuccess {
  status: 'ok' | 'needs_oauth';
  data: unknown;
  metadata?: unknown;
  request?: unknown;
  response?: unknown;
}

/** What ToolJet shows of a query that failed, and gives to whoever runs the app: `{{queries.NAME.error}}`. */
interface Failure {
  status: 'failed';
  message: string;
  description?: unknown;
  data?: unknown;
  /** As of a result, when a QueryError has one. */
  metadata?: unknown;
  /** The class name of what was thrown. ToolJet does not show it; it is here for tests. */
  errorName?: string;
}

export type RunOutcome = RunSuccess | Failure;
export type TestOutcome = { status: 'ok' } | Failure;

export interface ToolJet {
  run(sourceOptions: object, queryOptions: object): Promise<RunOutcome>;
  testConnection(sourceOptions: object): Promise<TestOutcome>;
}

export interface ToolJetOptions {
  /** Which of ToolJet's ways to load a plugin; today's unless given. */
  loader?: Loader;
  /** Is told how many milliseconds an evaluation of the bundle took. ToolJet's UI never sees it. */
  onLoad?(took: number): void;
  /** Is told whatever the plugin threw, of which ToolJet shows only a part. */
  onThrown?(error: unknown): void;
}

export const BUNDLE = join(__dirname, '..', '..', 'dist', 'index.js');

/** ToolJet's server, as a plugin meets it: loads the bundle anew for each call. */
export function createToolJet(bundlePath: string = BUNDLE, options: ToolJetOptions = {}): ToolJet {
  const { loader = 'now', onLoad } = options;
  // ToolJet keeps the text in its database and evaluates it for each call.
  const bundle = readFileSync(bundlePath, 'utf8');
  const loadTimed = (): Plugin => {
    const start = performance.now();
    const plugin = load(bundle, loader);
    onLoad?.(performance.now() - start);
    return plugin;
  };
  return createToolJetAround(loadTimed, options);
}

/**
 * The same server around any way to get an instance of a plugin: calls it, and turns what comes back into what
 * ToolJet's UI receives.
 */
export function createToolJetAround(
  instantiate: () => Plugin,
  { loader = 'now', onThrown }: Omit<ToolJetOptions, 'onLoad'> = {}
): ToolJet {
  return {
    async run(sourceOptions, queryOptions) {
      try {
        const start = performance.now();
        const context = { user: { id: 'user-1' }, app: { id: 'app-1', isPublic: false } };
        const updatedAt = '2026-01-01T00:00:00.000Z';
        const result = await instantiate().run(
          sourceOptions,
          queryOptions,
          'source-1-environment-1',
          updatedAt,
          context
        );
        if (result.status === 'failed') {
          return { status: 'failed', message: result.errorMessage ?? '', data: result.data };
        }
        if (loader === 'now') noteTimes(result.metadata, performance.now() - start);
        return { status: result.status, data: result.data, ...shareMetadata(result.metadata) };
      } catch (error) {
        onThrown?.(error);
        return failure(error, loader === 'now' ? shownRaw(error) : { message: 'Internal server error' });
      }
    },
    async testConnection(sourceOptions) {
      try {
        const result = await instantiate().testConnection(sourceOptions);
        // Of a failure that is returned, the dialog shows the message alone.
        return result.status === 'ok' ? { status: 'ok' } : { status: 'failed', message: result.message ?? '' };
      } catch (error) {
        onThrown?.(error);
        const shown = failure(error, { message: error instanceof Error ? error.message : String(error) });
        return 'data' in shown ? { ...shown, data: JSON.stringify(shown.data) } : shown;
      }
    },
  };
}

/** Today's ToolJet writes into a result's metadata; without one, or with a frozen one, a good answer is an error. */
function noteTimes(metadata: unknown, took: number): void {
  const noted = metadata as Record<string, unknown>;
  noted.queryRunTimeMs = took;
  noted.finished = true;
  noted.requestSentTimestamp = Date.now();
}

function shareMetadata(metadata: unknown): Pick<RunSuccess, 'metadata' | 'request' | 'response'> {
  if (typeof metadata !== 'object' || metadata === null) return {};
  const { request, response } = metadata as { request?: unknown; response?: unknown };
  return { metadata, request, response };
}

/** Only a class of that very name is known. It comes from another realm, so `instanceof` would not know it. */
function failure(error: unknown, otherwise: Pick<Failure, 'message' | 'data'>): Failure {
  const errorName = (error as { constructor?: { name?: string } } | null | undefined)?.constructor?.name;
  if (errorName === undefined) return { status: 'failed', ...otherwise };
  if (errorName !== 'QueryError') return { status: 'failed', ...otherwise, errorName };
  const { message, description, data, metadata } = error as Failure;
  return { status: 'failed', message, description, data, ...(metadata !== undefined && { metadata }), errorName };
}

/** Any other error, as today's ToolJet shows it: its own message and data, as far as it has them. */
function shownRaw(error: unknown): Pick<Failure, 'message' | 'data'> {
  const { message, data } = (error ?? {}) as Partial<Failure>;
  return { message: message || 'Internal server error', ...(data !== undefined && { data }) };
}
