import { inspect } from 'node:util';
import Portkey from '../../lib';
import { createToolJetAround } from '../../playground/tooljet';
import type { ToolJetProcess, ToolJetProcessOptions } from '../../playground/tooljet/process';
import { strict } from '../../playground/tooljet/strict';

const LEVELS = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const;

/**
 * ToolJet's host around lib/ in this very process: no bundle and no loader, but coverage sees the code that runs.
 *
 * @param options `env` alone counts, and is taken back by `close`
 */
export function startInProcess({ env }: Pick<ToolJetProcessOptions, 'env'> = {}): Promise<ToolJetProcess> {
  const environment = process.env;
  process.env = { ...environment, ...env };
  let output = '';
  const spies = LEVELS.map((level) =>
    jest.spyOn(console, level).mockImplementation((...said: unknown[]) => void (output += `${inspect(said)}\n`))
  );
  return Promise.resolve({
    ...strict(createToolJetAround(() => new Portkey() as never)),
    thrown: [],
    // This process has servers and tests to wait for.
    busy: () => Promise.resolve([]),
    output: () => output,
    close() {
      spies.forEach((spy) => spy.mockRestore());
      process.env = environment;
      return Promise.resolve();
    },
  });
}
