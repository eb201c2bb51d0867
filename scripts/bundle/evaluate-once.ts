import { createHash } from 'node:crypto';

/**
 * Wraps the bundled code so that a process evaluates it once, however often it loads the bundle.
 *
 * ToolJet evaluates the bundle anew for each query, in a fresh vm context, on its event loop. A module variable or a
 * property of `globalThis` is gone with that context; `process` is the one object that all of them share. So the first
 * load keeps the evaluated module there, and further ones take it. What is shared is code, and of what changes only idle
 * connections and what names were found to be: what belongs to a query is made by `new`.
 *
 * The key holds a hash of the code, SDK included: after an upgrade in a running ToolJet the new release never meets the
 * old one. The code travels as a text because V8 reads past a text literal at once, while it would parse a function in
 * full at each load, called or not.
 *
 * Nothing can be put in the kept module's place, and it cannot be changed: it is frozen, its property is for good, and
 * what has not its form is not taken. Whoever runs in the same process can still do worse, so this is tidiness and no
 * wall. Where `process` takes no property, each load evaluates the code.
 *
 * Libraries do put properties on Object.prototype, and a descriptor that inherits `get` or `value` is refused. So all
 * descriptors here and in the code have no prototype.
 *
 * The loader also hangs each load on the children of the process's main module, where it would stay, some kilobytes a
 * query, as long as the process runs; so the wrapper takes its own load off that list again.
 *
 * @param code a CommonJS module whose default export is the plugin's class
 * @returns a CommonJS module with the same exports, which also runs as a script, twice in one context if need be
 */
export function evaluateOnce(code: string): string {
  const hash = createHash('sha256').update(code).digest('hex').slice(0, 16);
  return `// The plugin's code, evaluated once a process: see scripts/bundle/evaluate-once.ts.
(() => {
  "use strict";
  const key = Symbol.for("@tooljet-marketplace/portkey ${hash}");
  const held = Object.getOwnPropertyDescriptor(process, key);
  if (held && held.writable === false && held.configurable === false && isPlugin(held.value)) {
    module.exports = held.value;
  } else {
    module.exports = evaluate();
    try {
      defineProperty(process, key, { value: module.exports, writable: false, enumerable: false, configurable: false });
    } catch {}
  }
  const loads = require.main?.children;
  if (loads?.at(-1) === module) loads.pop();
  function isPlugin(value) {
    const parts = [value, value?.default, value?.default?.prototype];
    return parts.every((part) => part && Object.isFrozen(part)) && typeof parts[2].run === "function";
  }
  function evaluate() {
    const evaluated = { exports: {} };
    const names = ["module", "exports", "require", "defineProperty"];
    const options = { __proto__: null, filename: "portkey-plugin.js" };
    require("node:vm").compileFunction(code(), names, options)(evaluated, evaluated.exports, require, defineProperty);
    const { exports } = evaluated;
    for (const part of [exports, exports.default, exports.default?.prototype]) Object.freeze(part);
    return exports;
  }
  function defineProperty(target, name, descriptor) {
    // What stands on Object.prototype is a name to esbuild's own helper too, but no getter.
    if (Object.hasOwn(descriptor, "get") && typeof descriptor.get !== "function") return target;
    return Object.defineProperty(target, name, { __proto__: null, ...descriptor });
  }
  function code() {
    return ${literal(code.replaceAll('Object.defineProperty', 'defineProperty'))};
  }
})();
`;
}

/** In single quotes: esbuild writes double ones, each of which would need an escape in these. */
function literal(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${escaped}'`;
}
