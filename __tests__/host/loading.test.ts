import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUNDLE } from '../../playground/tooljet';
import { evaluateOnce } from '../../scripts/bundle/evaluate-once';
import { COMPILED } from '../support/files';
import { inBothToolJets } from '../support/host';
import { scratch } from '../support/routes';

const folder = scratch();

inBothToolJets((loader) => {
  /** Runs a script in plain Node with `load`, ToolJet's way to load a text; gives back what it returns, by JSON. */
  function inNode(script: string): unknown {
    const code = `
      const loaders = require(${JSON.stringify(join(COMPILED, 'loaders.js'))});
      const load = (text) => loaders.load(text, '${loader}');
      const bundle = require('node:fs').readFileSync(${JSON.stringify(BUNDLE)}, 'utf8');
      (async () => console.log(JSON.stringify(await (async () => {${script}})())))();`;
    // Not \`node -e\`: its globals \`module\` and \`exports\` would hide those of the loader.
    const file = join(folder, 'script.js');
    writeFileSync(file, code);
    return JSON.parse(execFileSync(process.execPath, [file], { encoding: 'utf8' }));
  }

  describe('a second load of the bundle', () => {
    test('a second load of the bundle evaluates no module again, of the SDK or of the plugin', () => {
      const script = `
        const vm = require('node:vm');
        const original = vm.compileFunction;
        let evaluations = 0;
        vm.compileFunction = (...args) => (evaluations++, original(...args));
        const classes = [load(bundle), load(bundle), load(bundle)].map((plugin) => plugin.constructor);
        return { evaluations, names: classes.map(({ name }) => name), different: new Set(classes).size };`;
      expect(inNode(script)).toEqual({ evaluations: 1, names: ['Portkey', 'Portkey', 'Portkey'], different: 1 });
    });

    test('a second load of the bundle shares no client, key or answer with the first, nor do two queries of one load', () => {
      const script = `
        const [first, second] = [load(bundle), load(bundle)];
        const [one, again, other] = await Promise.all([[first, 'pk-one'], [first, 'pk-one'], [second, 'pk-other']].map(
          ([plugin, apiKey]) => plugin.getConnection({ apiKey, gatewayUrl: 'http://localhost:1' })));
        // A stub of what was left out of the SDK is one object for all clients: it holds nothing and refuses any use.
        const isStub = (value) => { try { value.client; return false; } catch { return true; } };
        const isShared = (name) => typeof one[name] === 'object' && one[name] !== null && one[name] === other[name];
        const shared = Object.keys(one).filter((name) => isShared(name) && !isStub(one[name]));
        const kept = process[Object.getOwnPropertySymbols(process).find((key) => /portkey/.test(String(key)))];
        return { keys: [one.apiKey, other.apiKey], again: one === again, shared, kept: Object.keys(kept) };`;
      const keys = ['pk-one', 'pk-other'];
      expect(inNode(script)).toEqual({ keys, again: false, shared: [], kept: ['default'] });
    });

    test('the bundle of another release gets the code of that release', () => {
      const release = (number: number) =>
        evaluateOnce(`Object.defineProperty(exports, '__esModule', { value: true });
          exports.default = class Portkey { release = ${number}; };`);
      const [one, other] = [release(1), release(2)].map((text) => JSON.stringify(text));
      expect(inNode(`return [load(${one}), load(${other}), load(${one})].map((plugin) => plugin.release);`)).toEqual([
        1, 2, 1,
      ]);
    });
  });

  test('500 loads leave nothing on the list of loaded modules', () => {
    const script = `
      const before = require.main.children.length;
      for (let count = 0; count < 500; count++) load(bundle);
      return require.main.children.length - before;`;
    expect(inNode(script)).toBe(0);
  });
});
