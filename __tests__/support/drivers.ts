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
export function onPlainBundle(
  suite: (host: Host, loader: Loader) => void,
  options: Pick<BundleOptions, 'pruned'> = {}
): void {
  const folder = scratch();
  const start = async (started: ToolJetProcessOptions = {}) =>
    startToolJet({ ...started, bundle: await bundleLib(folder, { ...options, plain: true }) });
  describe('bundled plainly', () => inBothToolJets((loader) => suite(useHost({ loader }, start), loader)));
}
