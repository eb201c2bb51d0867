import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startToolJet } from '../../playground/tooljet/process';
import { inBothToolJets } from '../support/host';
import { scratch } from '../support/routes';

const folder = scratch();

/** Starts a ToolJet whose plugin is the given class, and gives what a query of it results in. */
async function runPlugin(loader: 'now' | 'before', members: string) {
  const bundle = join(folder, 'plugin.js');
  writeFileSync(bundle, `exports.default = class { ${members} };`);
  const tooljet = await startToolJet({ loader, bundle });
  try {
    return await tooljet.run({}, {});
  } finally {
    await tooljet.close();
  }
}

/** What a plugin finds out about the names around it, and which of them are the server's. */
const ASK = `async run() {
  const server = process.constructor.constructor('return globalThis')();
  // Some are read by a getter that refuses any object but the server's.
  const read = (object, name) => { try { return object[name]; } catch { return undefined; } };
  const node = Object.getOwnPropertyNames(server).filter((name) => name !== 'undefined');
  const own = Object.getOwnPropertyNames(globalThis).filter((name) => name !== 'undefined');
  const names = [...new Set([...own, ...node.filter((name) => read(globalThis, name) !== undefined)])];
  const shared = names.filter((name) => node.includes(name) && Object.is(read(globalThis, name), server[name]));
  return { status: 'ok', metadata: {}, data: { names, shared, spread: Object.keys(server), node } };
}`;
type Answer = { data: Record<'names' | 'shared' | 'spread' | 'node', string[]> };

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

describe("in today's ToolJet", () => {
  test('a plugin finds the names that ToolJet lends it and those of the language, and nothing else of Node', async () => {
    const { names, shared, spread, node } = ((await runPlugin('now', ASK)) as Answer).data;
    // Node 18 has no File and no crypto to lend.
    const lent = LENT.filter((name) => node.includes(name));
    expect(LENT.length - lent.length).toBe(process.version.startsWith('v18.') ? 2 : 0);
    expect(shared.sort()).toEqual([...new Set([...lent, ...spread])].sort());
    expect(names).toEqual(expect.arrayContaining([...OWN, ...LANGUAGE]));
    expect(shared).not.toEqual(expect.arrayContaining([expect.stringMatching(`^(${LANGUAGE.join('|')})$`)]));
    expect(node).toEqual(expect.arrayContaining(['DOMException', 'MessageChannel']));
    for (const name of ['DOMException', 'MessageChannel', 'TextDecoderStream']) expect(names).not.toContain(name);
  });

  test('a result without metadata, or with a frozen one, is an error, as ToolJet writes into it', async () => {
    const failed = { status: 'failed', errorName: 'TypeError' };
    const answer = (metadata: string) => `async run() { return { status: 'ok', data: {}, ${metadata} }; }`;
    expect(await runPlugin('now', answer(''))).toMatchObject(failed);
    expect(await runPlugin('now', answer('metadata: Object.freeze({})'))).toMatchObject(failed);
    expect(await runPlugin('now', answer('metadata: {}'))).toMatchObject({ status: 'ok' });
  });
});

describe('in an older ToolJet', () => {
  test("a plugin finds the server's own globals, each of them the server's", async () => {
    const { names, shared, node } = ((await runPlugin('before', ASK)) as Answer).data;
    expect(node.filter((name) => !names.includes(name))).toEqual([]);
    expect(shared).toEqual(expect.arrayContaining([...LANGUAGE, 'DOMException', 'MessageChannel', 'Map']));
  });
});

inBothToolJets((loader) => {
  test('a plugin that was not bundled whole fails, as its modules are not there', async () => {
    expect(await runPlugin(loader, `run() { require('portkey-ai'); }`)).toMatchObject({ status: 'failed' });
  });

  test('a class named QueryError reaches the app with its metadata, any other error does not', async () => {
    const thrower = (name: string) => `async run() {
      throw Object.assign(new (class ${name} extends Error {})('said'), { description: 'why', metadata: { a: 1 } });
    }`;
    expect(await runPlugin(loader, thrower('QueryError'))).toEqual({
      ...{ status: 'failed', errorName: 'QueryError' },
      ...{ message: 'said', description: 'why', metadata: { a: 1 } },
    });
    expect(await runPlugin(loader, thrower('OtherError'))).toEqual({
      ...{ status: 'failed', errorName: 'OtherError' },
      message: loader === 'now' ? 'said' : 'Internal server error',
    });
  });

  test.each([
    ['changes the query', 'changed what the host had handed over', `run(source, query) { query.more = 1; }`],
    ['changes the data source', 'changed what the host had handed over', `run(source) { source.more = 1; }`],
    [
      'returns a function',
      'holds functions, which no app can get: data.a.get',
      `async run() { return { status: 'ok', metadata: {}, data: { a: { get() {} } } }; }`,
    ],
  ])('a plugin that %s does not go unnoticed: "%s"', async (_, complaint, members) => {
    await expect(runPlugin(loader, members)).rejects.toThrow(complaint);
  });
});
