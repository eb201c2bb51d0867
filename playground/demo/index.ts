import { stepsWithStandIns, stepsWithYourAccount, type Step } from './steps';
import { startPlayground } from '../portkey';
import { bold, dim, green, keepSecret, print, printForm, printOutcome, red } from './print';
import { createToolJet } from '../tooljet';

async function main(): Promise<void> {
  if (process.env.PORTKEY_API_KEY) {
    const { PORTKEY_GATEWAY_URL } = process.env;
    const service = PORTKEY_GATEWAY_URL ? 'the gateway that PORTKEY_GATEWAY_URL names' : "Portkey's cloud";
    print(bold(`Portkey in ToolJet, with your own account: ToolJet's loader → the plugin → ${service}`));
    print(
      dim('PORTKEY_API_KEY is set, so nothing here is a stand-in, and your account pays for a handful of requests.')
    );
    return show(stepsWithYourAccount(process.env));
  }

  const playground = await startPlayground();
  try {
    print(bold("Portkey in ToolJet, on this machine: ToolJet's loader → the plugin → Portkey's gateway → a model"));
    print(dim('The gateway is the real one, from npm. The model and what only Portkey hosts (API keys, virtual keys,'));
    print(dim('saved configs, prompts) are stand-ins. Set PORTKEY_API_KEY to use your own account instead.'));
    await show(stepsWithStandIns(playground.cloud.url));
  } finally {
    await playground.close();
  }
}

async function show(steps: Step[]): Promise<void> {
  const tooljet = createToolJet();
  const surprises: string[] = [];
  for (const [index, { title, source, query, expect, shows = '', skip }] of steps.entries()) {
    keepSecret(source);
    print(`\n${bold(`${index + 1}. ${title}`)}`);
    if (skip) {
      print(`   ${dim(`Skipped: ${skip}.`)}`);
      continue;
    }
    printForm(query ?? source);
    const outcome = query ? await tooljet.run(source, query) : await tooljet.testConnection(source);
    printOutcome(outcome);
    // A fault inside the plugin is never right, whatever else a step expects.
    const broken = 'errorName' in outcome && outcome.errorName !== 'QueryError';
    const wrong = expect !== 'either' && outcome.status !== expect;
    if (broken || wrong || !JSON.stringify(outcome).includes(shows)) {
      surprises.push(`${index + 1}. ${title}`);
      print(`   ${red(`Not what this step should show: expected ${expect}${shows && `, with ${shows}`}`)}`);
    }
  }
  const skipped = steps.filter(({ skip }) => skip).length;
  print();
  if (surprises.length) {
    print(red(`${surprises.length} of ${steps.length} steps did not go as they should:\n${surprises.join('\n')}`));
    process.exitCode = 1;
  } else {
    print(green(`${steps.length - skipped} steps, each went as it should${skipped ? `; ${skipped} skipped` : ''}.`));
  }
}

main().catch((error: unknown) => {
  print(red(error instanceof Error ? (error.stack ?? error.message) : String(error)));
  process.exitCode = 1;
});
