import { readdirSync } from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { NEEDED } from '../../scripts/bundle/check-common';
import { read, ROOT } from '../support/files';

// These tests look at what `npm run build` wrote; `npm test` builds first.
describe('the build', () => {
  test.each(['manifest.json', 'operations.json', 'icon.svg'])(
    "the build copies %s to where ToolJet's monorepo looks",
    (name) => {
      expect(read(`lib/${name}`)).toBe(read(name));
    }
  );

  test("the build looks for exactly what lib/ takes of ToolJet's common package", () => {
    const code = readdirSync(join(ROOT, 'lib')).filter((name) => name.endsWith('.ts'));
    const taken = code.flatMap((name) => {
      const imports = read(`lib/${name}`).matchAll(/^import \{ (.+) \} from '@tooljet-marketplace\/common'/gm);
      return [...imports].flatMap(([, names = '']) => names.split(', '));
    });
    expect([...new Set(taken)].sort()).toEqual(NEEDED);
  });

  test('the build writes one file of code under 90 kB, with its source map beside it and not in it', () => {
    const written = readdirSync(join(ROOT, 'dist')).filter((name) => /\.(c?js|mjs|map)$/.test(name));
    expect(written.sort()).toEqual(['index.js', 'index.js.map']);
    expect(read('dist/index.js').includes('sourceMappingURL')).toBe(false);
    expect(read('dist/index.js').length).toBeLessThan(90_000);
  });
});

describe('the bundle', () => {
  interface Plugin {
    run: { (...args: unknown[]): Promise<unknown>; length: number };
    testConnection: (...args: unknown[]) => Promise<unknown>;
    getConnection: (...args: unknown[]) => Promise<unknown>;
  }

  /** Evaluates the bundle as CommonJS and writes down what it requires. */
  function load(required: string[]) {
    const fromHere = createRequire(__filename);
    const module = { exports: {} as { default: new () => Plugin } };
    const wrapped = new Script(`(function (exports, require, module) {${read('dist/index.js')}\n})`);
    const evaluate = wrapped.runInThisContext() as (...args: unknown[]) => void;
    const require = Object.assign((id: string): unknown => (required.push(id), fromHere(id)), fromHere);
    evaluate(module.exports, require, module);
    return module.exports;
  }

  const BUILTIN = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));

  test('the bundle requires nothing but builtins of Node, when it is loaded and anywhere in its code', () => {
    const required: string[] = [];
    load(required);
    const written = [...read('dist/index.js').matchAll(/\brequire\(\\*(["'`])([^"'`\\]+)\\*\1\)/g)].map(
      ([, , id = '']) => id
    );
    expect([...required, ...written].filter((id) => !BUILTIN.has(id))).toEqual([]);
    // The check above must have looked into the code that travels as a text, too.
    expect(written).toEqual(expect.arrayContaining(['node:vm', 'node:net']));
  });

  test('the bundle has a class as its default export, constructed without arguments', () => {
    const { default: Portkey } = load([]);
    expect(Function.prototype.toString.call(Portkey)).toMatch(/^class\b/);
    expect(Portkey).toHaveLength(0);
    const plugin = new Portkey();
    for (const name of ['run', 'testConnection', 'getConnection'] as const)
      expect(typeof plugin[name]).toBe('function');
  });

  test('the bundle throws errors whose class still has the name that ToolJet looks for', async () => {
    const { default: Portkey } = load([]);
    const error: unknown = await new Portkey().run({}, {}).catch((thrown: unknown) => thrown);
    expect((error as Error).constructor.name).toBe('QueryError');
    expect(error).toMatchObject({
      name: 'QueryError',
      message: 'Query could not be completed',
      data: { field: 'apiKey' },
    });
  });

  test('the bundle names no path of the machine that built it', () => {
    expect(read('dist/index.js').includes(ROOT)).toBe(false);
  });
});
