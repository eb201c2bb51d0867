import type { Loader } from '../../playground/tooljet';
import { startToolJet, type ToolJetProcessOptions } from '../../playground/tooljet/process';
import { bundleLib, type BundleOptions } from './bundles';
import { inBothToolJets, useHost, type Host } from './host';
import { startInProcess } from './in-process';
import { scratch } from './routes';

/**
 * Runs a suite three times: on lib/ in this process, where coverage sees it, and on the built bundle in each of
 * ToolJet's loaders, which is what people get.
 */
export function onEveryDriver(suite: (host: Host, driver: 'lib' | Loader) => void): void {
  describe('lib/ in this process', () => suite(useHost({}, startInProcess), 'lib'));
  inBothToolJets((loader) => suite(useHost({ loader }), loader));
}

/**
 * Runs a suite on lib/ bundled plainly, as ToolJet's own build does it, in each of ToolJet's loaders: then the code sees
 * no other names than those that ToolJet lends it.
 */
export function onPlainBundle(suite: (host: Host, loader: Loader) => void): void {
  const start = startPlain({});
  describe('bundled plainly', () => inBothToolJets((loader) => suite(useHost({ loader }, start), loader)));
}

/**
 * Runs a suite on the same in today's ToolJet, which lends the fewer names, without what lib/ does not use of the SDK:
 * for many tests, as all of it takes long to load.
 */
export function onPlainPrunedBundle(suite: (host: Host, loader: Loader) => void): void {
  const start = startPlain({ pruned: true });
  describe("bundled plainly, in today's ToolJet", () => suite(useHost({ loader: 'now' }, start), 'now'));
}

function startPlain(options: Pick<BundleOptions, 'pruned'>) {
  const folder = scratch();
  return async (started: ToolJetProcessOptions = {}) =>
    startToolJet({ ...started, bundle: await bundleLib(folder, { ...options, plain: true }) });
}
