import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createContext, runInNewContext } from 'node:vm';
import { requireFromString } from 'module-from-string';

/** Which ToolJet: that of 2026 (`now`), or 2.x to early 3.x, which people still run (`before`). */
export type Loader = 'now' | 'before';

/** What they are called, in a sentence. */
export const LOADERS: Record<Loader, string> = { now: "today's ToolJet", before: 'an older ToolJet' };

/** The plugin, as far as the host can see: nothing that it returns is known before it is looked at. */
export interface Plugin {
  run(
    sourceOptions: object,
    queryOptions: object,
    dataSourceId: string,
    dataSourceUpdatedAt: string,
    context: { user: { id: string }; app: { id: string; isPublic: boolean } }
  ): Promise<{ status: 'ok' | 'failed' | 'needs_oauth'; errorMessage?: string; data: unknown; metadata?: unknown }>;
  testConnection(sourceOptions: object): Promise<{ status: 'ok' | 'failed'; message?: string }>;
}

/**
 * The server's globals that today's ToolJet lends to a plugin, beside those that an object spread takes from `global`.
 * Whatever else stands in a context is the context's own (Object, Array, …), and what Node alone adds is missing there
 * (DOMException, MessageChannel, …).
 */
const LENT = [
  ...['process', 'console', 'Buffer'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate'],
  ...['TextEncoder', 'TextDecoder', 'atob', 'btoa', 'URL', 'URLSearchParams'],
  ...['fetch', 'Headers', 'Request', 'Response', 'FormData', 'crypto'],
  ...['ReadableStream', 'WritableStream', 'TransformStream', 'performance'],
  ...['Event', 'EventTarget', 'AbortController', 'AbortSignal', 'Blob', 'File', 'structuredClone', 'WebAssembly'],
  ...['Intl', 'Promise', 'ArrayBuffer', 'SharedArrayBuffer', 'DataView', 'Map', 'Set', 'WeakMap', 'WeakSet'],
  ...['Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array'],
  ...['Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array'],
  ...['Error', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError'],
  ...['JSON', 'Math', 'Reflect', 'Proxy', 'NaN', 'Infinity', 'undefined'],
  ...['parseInt', 'parseFloat', 'isNaN', 'isFinite'],
  ...['encodeURI', 'encodeURIComponent', 'decodeURI', 'decodeURIComponent'],
] as const;

/**
 * Where ToolJet's server lies. From there a plugin's `require` finds Node's own modules and those of the server, never
 * the plugin's. The folder does not exist here, so Node's own are all there is: a bundle that leaves anything else to be
 * found at run time fails, as it would in ToolJet.
 */
const SERVER = join('/', 'tooljet', 'server');

const evaluate: Record<Loader, (text: string) => { default: new () => Plugin }> = {
  now(text) {
    const module = { exports: {} };
    const lent = Object.fromEntries(LENT.map((name) => [name, (globalThis as Record<string, unknown>)[name]]));
    const own = {
      module,
      exports: module.exports,
      require: createRequire(join(SERVER, 'plugins.js')),
      global: globalThis,
    };
    const files = { __dirname: process.cwd(), __filename: join(process.cwd(), 'plugin.js') };
    const sandbox = createContext({ ...globalThis, ...lent, ...own, ...files });
    runInNewContext(text, sandbox);
    // Read from the sandbox, for a text may put another object there.
    return (sandbox as { module: { exports: { default: new () => Plugin } } }).module.exports;
  },
  before(text) {
    return requireFromString(text, { useCurrentGlobal: true, dirname: SERVER }) as { default: new () => Plugin };
  },
};

/**
 * What ToolJet's server does for every query and every connection test: evaluates the bundle's text anew, in a context
 * of its own, and makes an instance of its default export.
 *
 * @throws whatever the text throws while it is evaluated or its class constructed
 */
export function load(text: string, loader: Loader): Plugin {
  return new (evaluate[loader](text).default)();
}
