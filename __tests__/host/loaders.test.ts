import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inBothToolJets, useHost } from '../support/host';
import { scratch } from '../support/routes';

/** A plugin that does what its query names. */
const PLUGIN = `
const ok = (data, metadata = {}) => ({ status: 'ok', data, metadata });
const thrown = (error) => { throw Object.assign(error, { description: 'why', metadata: { a: 1 } }); };
const queries = {
  // What a plugin finds out about the names around it, and which of them are the server's.
  names() {
    const server = process.constructor.constructor('return globalThis')();
    // Some are read by a getter that refuses any object but the server's.
    const read = (object, name) => { try { return object[name]; } catch { return undefined; } };
    const node = Object.getOwnPropertyNames(server).filter((name) => name !== 'undefined');
    const own = Object.getOwnPropertyNames(globalThis).filter((name) => name !== 'undefined');
    const names = [...new Set([...own, ...node.filter((name) => read(globalThis, name) !== undefined)])];
    const shared = names.filter((name) => node.includes(name) && Object.is(read(globalThis, name), server[name]));
    return ok({ names, shared, spread: Object.keys(server), node });
  },
  'no metadata': () => ({ status: 'ok', data: {} }),
  'frozen metadata': () => ok({}, Object.freeze({})),
  'a require': () => ok(typeof require('portkey-ai')),
  'a QueryError': () => thrown(new (class QueryError extends Error {})('said')),
  'another error': () => thrown(new (class OtherError extends Error {})('said')),
  'a changed query': (source, query) => ok((query.more = 1)),
  'a changed data source': (source) => ok((source.more.deep = 1)),
  'a function': () => ok({ a: { get() {} } }),
};
exports.default = class { async run(source, query) { return queries[query.does](source, query); } };`;

/** What today's ToolJet lends to a plugin, of its server's. */
const LENT = `process console Buffer setTimeout setInterval setImmediate clearTimeout clearInterval clearImmediate
  TextEncoder TextDecoder atob btoa URL URLSearchParams fetch Headers Request Response FormData crypto ReadableStream
  WritableStream TransformStream performance Event EventTarget AbortController AbortSignal Blob File structuredClone
  WebAssembly Intl Promise ArrayBuffer SharedArrayBuffer Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array
  Int32Array Uint32Array Float32Array Float64Array BigInt64Array BigUint64Array DataView Map Set WeakMap WeakSet Error
  EvalError RangeError ReferenceError SyntaxError TypeError URIError JSON Math Reflect Proxy NaN Infinity
  parseInt parseFloat isNaN isFinite encodeURI encodeURIComponent decodeURI decodeURIComponent global`.split(/\s+/);

/** What each load has of its own. */
const OWN = ['module', 'exports', 'require', '__dirname', '__filename'];

/** The context's own, whatever the server's are: what the language itself makes of a literal, to begin with. */
const LANGUAGE = ['Object', 'Array', 'Function', 'String', 'Number', 'Boolean', 'Symbol', 'RegExp', 'Date', 'BigInt'];

const folder = scratch();
const bundle = join(folder, 'plugin.js');
writeFileSync(bundle, PLUGIN);

inBothToolJets((loader) => {
  const host = useHost({ loader, bundle });
  const run = (does: string) => host.tooljet.run({ more: {} }, { does });
  const names = async () => (await run('names')) as { data: Record<'names' | 'shared' | 'spread' | 'node', string[]> };

  if (loader === 'now') {
    test('a plugin finds the names that ToolJet lends it and those of the language, and nothing else of Node', async () => {
      const { data } = await names();
      // Node 18 has no File and no crypto to lend.
      const lent = LENT.filter((name) => data.node.includes(name));
      expect(LENT.length - lent.length).toBe(process.version.startsWith('v18.') ? 2 : 0);
      expect(data.shared.sort()).toEqual([...new Set([...lent, ...data.spread])].sort());
      expect(data.names).toEqual(expect.arrayContaining([...OWN, ...LANGUAGE]));
      for (const name of LANGUAGE) expect(data.shared).not.toContain(name);
      expect(data.node).toEqual(expect.arrayContaining(['DOMException', 'MessageChannel']));
      for (const name of ['DOMException', 'MessageChannel', 'TextDecoderStream'])
        expect(data.names).not.toContain(name);
    });

    test.each(['no metadata', 'frozen metadata'])(
      'a result with %s is an error, as ToolJet writes into it',
      async (does) => {
        expect(await run(does)).toMatchObject({ status: 'failed', errorName: 'TypeError' });
      }
    );
  } else {
    test("a plugin finds the server's globals, each of them the server's own", async () => {
      const { data } = await names();
      expect(data.node.filter((name) => !data.names.includes(name))).toEqual([]);
      expect(data.shared).toEqual(expect.arrayContaining([...LANGUAGE, 'DOMException', 'MessageChannel', 'Map']));
    });
  }

  test('a plugin that was not bundled whole fails, as its modules are not there', async () => {
    expect(await run('a require')).toMatchObject({ status: 'failed', errorName: 'Error' });
  });

  test('an error whose class is named QueryError reaches the app with its description and metadata', async () => {
    expect(await run('a QueryError')).toEqual({
      ...{ status: 'failed', errorName: 'QueryError' },
      ...{ message: 'said', description: 'why', metadata: { a: 1 } },
    });
  });

  test(`of any other error the app sees ${loader === 'now' ? 'its message alone' : 'nothing'}`, async () => {
    const message = loader === 'now' ? 'said' : 'Internal server error';
    expect(await run('another error')).toEqual({ status: 'failed', errorName: 'OtherError', message });
  });

  test.each([
    ['a changed query', 'The plugin changed what the host had handed over'],
    ['a changed data source', 'The plugin changed what the host had handed over'],
    ['a function', 'The result holds functions, which no app can get: data.a.get'],
  ])('%s does not go unnoticed: "%s"', async (does, complaint) => {
    await expect(run(does)).rejects.toThrow(complaint);
  });
});
