/**
 * Stands in the bundle for a module of portkey-ai that was left out. Whatever it exports can be made with `new`, as the
 * SDK's client makes one of each resource; any use of it after that throws an error that names the module.
 */
export function leftOut(module: string): object {
  const refuse = (): never => {
    throw new Error(`${module} of portkey-ai is not part of this plugin`);
  };
  const instance = new Proxy({}, { get: refuse });
  const exported = new Proxy(function () {}, { get: refuse, apply: refuse, construct: () => instance });
  return new Proxy({}, { get: () => exported });
}
