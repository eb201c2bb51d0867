import { mask, secretsOf } from '../../lib/secrets';
import { startPlayground } from '../portkey';
import { createToolJet } from '../tooljet';
import { bold, dim, green, print, printForm, printLine, printOutcome, red } from './print';
import { stepsWithStandIns, stepsWithYourAccount, type Step } from './steps';

const VERBOSE = process.argv.includes('--verbose');

const NEXT = [
  ['npm run demo -- --verbose', 'the same, with each form that went in and each whole answer'],
  ['npm start', 'the forms in your browser, to try queries of your own'],
  ['playground/README.md', 'the demo with your own Portkey account'],
  ['docs/installing.md', 'how to install the plugin in ToolJet'],
] as const;

async function main(): Promise<void> {
  if (process.env.PORTKEY_API_KEY) {
    const { PORTKEY_GATEWAY_URL } = process.env;
    const service = PORTKEY_GATEWAY_URL ? 'the gateway that PORTKEY_GATEWAY_URL names' : "Portkey's cloud";
    print(bold(`Portkey in ToolJet, with your own account: ToolJet's loader → the plugin → ${service}`));
    print(dim('PORTKEY_API_KEY is set: nothing here is a stand-in, and your account pays for a handful of requests.'));
    return show(stepsWithYourAccount(process.env));
  }

  print(bold("Portkey in ToolJet, on this machine: ToolJet's loader → the plugin → Portkey's gateway → a model"));
  print(dim('The gateway is the real one, and takes some seconds to start. The model and what only Portkey hosts'));
  print(dim('(API keys, virtual keys, saved configs, prompts) are stand-ins.'));
  const playground = await startPlayground();
  try {
    await show(stepsWithStandIns(playground.cloud.url));
  } finally {
    await playground.close();
  }
}

async function show(steps: Step[]): Promise<void> {
  let surprises = 0;
  print();
  for (const [index, { title, source, query, expect, shows = '', skip }] of steps.entries()) {
    const numbered = `${String(index + 1).padStart(2)}. ${title}`;
    if (skip) {
      print(dim(`${numbered}: skipped, ${skip}`));
      continue;
    }
    if (VERBOSE && index > 0) print();
    const { outcome, ms } = await call(source, query);
    // A fault inside the plugin is never right, whatever else a step expects.
    const broken = outcome.status === 'failed' && outcome.errorName !== undefined && outcome.errorName !== 'QueryError';
    const wrong = expect !== 'either' && outcome.status !== expect;
    const good = !broken && !wrong && JSON.stringify(outcome).includes(shows);
    printLine(numbered, good, outcome, ms);
    if (VERBOSE || !good) {
      printForm(mask(query ?? source, secretsOf(source, query)));
      printOutcome(outcome);
    }
    if (!good) {
      surprises++;
      print(red(`   This step should be ${expect}${shows && `, with ${shows}`}`));
    }
  }
  const skipped = steps.filter(({ skip }) => skip).length;
  print();
  if (surprises) {
    print(red(`${surprises} of ${steps.length} steps did not go as they should`));
    process.exitCode = 1;
    return;
  }
  print(green(`${steps.length - skipped} steps, each went as it should${skipped ? `; ${skipped} skipped` : ''}.`));
  print('\nNext:');
  for (const [what, why] of NEXT) print(`  ${what.padEnd(27)} ${dim(why)}`);
}

/** What ToolJet makes of a query, or of a connection test, without the secrets of either. */
async function call(source: Step['source'], query: Step['query']) {
  const tooljet = createToolJet();
  const start = performance.now();
  const outcome = query ? await tooljet.run(source, query) : await tooljet.testConnection(source);
  return { outcome: mask(outcome, secretsOf(source, query)), ms: performance.now() - start };
}

// A reader that has seen enough, such as `head`, closes the pipe.
process.stdout.on('error', () => process.exit());

main().catch((error: unknown) => {
  print(red(error instanceof Error ? error.message : String(error)));
  process.exitCode = 1;
});
