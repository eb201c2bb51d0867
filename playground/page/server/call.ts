import { mask, secretsOf } from '../../../lib/secrets';
import { createToolJet, type RunOutcome, type TestOutcome } from '../../tooljet';
import type { CallRequest, CallResult, Outcome, WireRecord } from '../api';
import { recorded } from './recorder';

/**
 * Calls the plugin as ToolJet does, and tells what it sent and what took how long.
 *
 * @param signal ends the query's requests, as nothing in ToolJet would
 */
export async function call({ source, query, unresolved = [] }: CallRequest, signal: AbortSignal): Promise<CallResult> {
  const wire: WireRecord[] = [];
  let load = 0;
  const tooljet = createToolJet(undefined, { onLoad: (took) => (load = took) });
  const start = performance.now();
  const undefinedFields = Object.fromEntries(unresolved.map((key) => [key, undefined]));
  const outcome: Outcome & { errorName?: string } = await recorded<RunOutcome | TestOutcome>(wire, signal, () =>
    query ? tooljet.run(source, { ...query, ...undefinedFields }) : tooljet.testConnection(source)
  );
  const total = performance.now() - start;
  // For tests alone; ToolJet's UI never gets it.
  delete outcome.errorName;
  const gateway = wire.reduce((sum, { took }) => sum + took, 0);
  const secrets = secretsOf(source, query);
  return { outcome, wire: mask(wire, secrets), timings: { total, load, gateway } };
}
