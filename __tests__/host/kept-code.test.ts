import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { BUNDLE, type Loader } from '../../playground/tooljet';
import { COMPILED } from '../support/files';
import { inBothToolJets } from '../support/host';
import { scratch } from '../support/routes';

const folder = scratch();

/** What each script can use: the bundle, the key under which its code is kept, and a count of evaluations. */
const PRELUDE = `
  'use strict';
  const vm = require('node:vm');
  const loaders = require(${JSON.stringify(join(COMPILED, 'loaders.js'))});
  const bundle = require('node:fs').readFileSync(${JSON.stringify(BUNDLE)}, 'utf8');
  const key = Symbol.for(/Symbol\\.for\\("([^"]+)"\\)/.exec(bundle)[1]);
  const original = vm.compileFunction;
  let evaluations = 0;
  vm.compileFunction = (...args) => (evaluations++, original(...args));
  const load = () => loaders.load(bundle, LOADER).constructor;
  const frozen = (plugin) => (Object.freeze(plugin.prototype), Object.freeze({ default: Object.freeze(plugin) }));
  const refusal = (change) => { try { change(); return 'done'; } catch (error) { return error.name; } };`;

/**
 * Runs a script with `load` for one of ToolJet's loaders, and gives back what it returns. It runs in a thread, which has
 * a `process` and an `Object.prototype` of its own, as a process has, and starts much sooner than one.
 */
async function inThread(loader: Loader, script: string): Promise<unknown> {
  const file = join(folder, 'script.js');
  const code = PRELUDE.replace('LOADER', JSON.stringify(loader));
  writeFileSync(file, `${code}\nrequire('node:worker_threads').parentPort.postMessage((() => {${script}})());`);
  const [returned] = (await once(new Worker(file), 'message')) as unknown[];
  return returned;
}

inBothToolJets((loader) => {
  test('what is kept cannot be replaced, deleted or changed, and is what the next load takes', async () => {
    const script = `
      const Portkey = load();
      const changes = [
        () => { process[key] = { default: class {} }; },
        () => { delete process[key]; },
        () => Object.defineProperty(process, key, { value: { default: class {} } }),
        () => { process[key].default = class {}; },
        () => { Portkey.prototype.run = () => 'swapped'; },
        () => Object.defineProperty(Portkey.prototype, 'run', { value: () => 'swapped' }),
        () => Object.setPrototypeOf(Portkey.prototype, { run: () => 'swapped' }),
        () => { Portkey.extra = 1; },
      ];
      const run = Portkey.prototype.run;
      return { refusals: changes.map(refusal), same: load() === Portkey && load().prototype.run === run, evaluations };`;
    expect(await inThread(loader, script)).toEqual({
      refusals: Array<string>(8).fill('TypeError'),
      same: true,
      evaluations: 1,
    });
  });

  const FORGED = 'class Forged { run() {} testConnection() {} }';
  test.each([
    ['a class in an object', `process[key] = { default: ${FORGED} };`, 1],
    ['what is no object', `process[key] = 1;`, 1],
    [
      'a getter',
      `Object.defineProperty(process, key, { get: () => ({ default: ${FORGED} }), configurable: true });`,
      1,
    ],
    ['what could still be changed', `Object.defineProperty(process, key, { value: { default: ${FORGED} } });`, 2],
    [
      'a class whose prototype could be changed',
      `Object.defineProperty(process, key, { value: Object.freeze({ default: Object.freeze(${FORGED}) }) });`,
      2,
    ],
    [
      'what has all of the form, but not for good,',
      `Object.defineProperty(process, key, { value: frozen(${FORGED}), configurable: true });`,
      1,
    ],
    ['a class without run', `Object.defineProperty(process, key, { value: frozen(class Forged {}) });`, 2],
    ['what is no class', `Object.defineProperty(process, key, { value: Object.freeze({ default: 1 }) });`, 2],
  ])('%s that somebody else put there first is not taken', async (_, put, evaluations) => {
    const script = `${put} return { names: [load().name, load().name], evaluations };`;
    expect(await inThread(loader, script)).toEqual({ names: ['Portkey', 'Portkey'], evaluations });
  });

  test('where process takes no property, each load evaluates the code', async () => {
    const script = 'Object.preventExtensions(process); return { names: [load().name, load().name], evaluations };';
    expect(await inThread(loader, script)).toEqual({ names: ['Portkey', 'Portkey'], evaluations: 2 });
  });
});

/** What other libraries put on Object.prototype, where a descriptor or an option that inherits it is another one. */
const POLLUTIONS = [
  ...['get', 'set', 'value', 'writable', 'enumerable', 'configurable', 'default', 'other'],
  ...['parsingContext', 'cachedData', 'contextExtensions', 'lineOffset'],
];

test.each(POLLUTIONS)('the code is evaluated although Object.prototype has a property %s', async (name) => {
  // Not by a loader, as some of these break the loader itself; and anew each time, as nothing is kept.
  const script = `
    Object.preventExtensions(process);
    return [() => 'other', 'other', {}].map((value) => {
      const module = { exports: {} };
      const run = new Function('module', 'require', bundle);
      Object.prototype[${JSON.stringify(name)}] = value;
      const outcome = refusal(() => run(module, require));
      delete Object.prototype[${JSON.stringify(name)}];
      return outcome === 'done' ? module.exports.default.name : outcome;
    });`;
  expect(await inThread('now', script)).toEqual(['Portkey', 'Portkey', 'Portkey']);
});

test('the text runs twice as a script in one context, and leaves no name there', async () => {
  const script = `
    const context = vm.createContext({ require, process, module: { exports: {} } });
    const run = () => (vm.runInContext(bundle, context), context.module.exports.default);
    return { same: run() === run(), names: Object.keys(context) };`;
  expect(await inThread('now', script)).toEqual({ same: true, names: ['require', 'process', 'module'] });
});
