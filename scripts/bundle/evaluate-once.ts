import { createHash } from 'node:crypto';

/**
 * Wraps the bundled code so that a process evaluates it once, however often it loads the bundle.
 *
 * ToolJet evaluates the bundle anew for each query, in a fresh vm context, on its event loop. A module variable or a
 * property of `globalThis` is gone with that context; `process` is the one object that all of them share. So the first
 * load keeps the evaluated module there, and further ones take it. Only code is shared: what belongs to a query is
 * made by `new`, and the code has no variable that changes.
 *
 * The key holds a hash of the code, SDK included: after an upgrade in a running ToolJet the new release never meets the
 * old one. The code travels as a text because V8 reads past a text literal at once, while it would parse a function in
 * full at each load, called or not.
 *
 * The loader also hangs each load on the children of the process's main module, where it would stay, some kilobytes a
 * query, as long as the process runs; so the wrapper takes its own load off that list again.
 *
 * @param code a CommonJS module
 * @returns a CommonJS module with the same exports
 */
export function evaluateOnce(code: string): string {
  const hash = createHash('sha256').update(code).digest('hex').slice(0, 16);
  return `"use strict";
// The plugin's code, evaluated once a process: see scripts/bundle/evaluate-once.ts.
const key = Symbol.for("@tooljet-marketplace/portkey ${hash}");
process[key] ??= (() => {
  const evaluated = { exports: {} };
  const options = { filename: "portkey-plugin.js" };
  const evaluate = require("node:vm").compileFunction(code(), ["module", "exports", "require"], options);
  evaluate(evaluated, evaluated.exports, require);
  return evaluated.exports;
})();
module.exports = process[key];
const loads = require.main?.children;
if (loads?.at(-1) === module) loads.pop();
function code() {
  return ${JSON.stringify(code)};
}
`;
}
