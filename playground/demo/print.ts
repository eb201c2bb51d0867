import { inspect, stripVTControlCharacters } from 'node:util';
import manifest from '../../manifest.json';
import operations from '../../operations.json';
import type { RunOutcome, TestOutcome } from '../tooljet';
import { answerOf, type FormValues } from './steps';

const coloured = process.stdout.isTTY === true && !process.env.NO_COLOR;

/** In characters, so that a line of the demo fits into 120 columns. */
const TITLE = 48;
const ANSWER = 58;

export function print(text = ''): void {
  console.log(coloured ? text : stripVTControlCharacters(text));
}

export const bold = (text: string) => `\x1b[1m${text}\x1b[22m`;
export const dim = (text: string) => `\x1b[2m${text}\x1b[22m`;
export const green = (text: string) => `\x1b[32m${text}\x1b[39m`;
export const red = (text: string) => `\x1b[31m${text}\x1b[39m`;

/** What was done, whether it went as it should, the answer's own text, and how many milliseconds it took. */
export function printLine(title: string, good: boolean, outcome: RunOutcome | TestOutcome, ms: number): void {
  const [text = ''] = answerOf(outcome).trim().split('\n');
  const answer = text.length > ANSWER ? `${text.slice(0, ANSWER - 1)}…` : text;
  print(`${title.padEnd(TITLE)} ${good ? green('✓') : red('✗')} ${answer} ${dim(`(${Math.round(ms)} ms)`)}`);
}

/** A filled-in form under the labels that ToolJet shows; fields left empty are left out. */
export function printForm(form: FormValues): void {
  const labels = labelsFor(form.operation);
  for (const [key, value] of Object.entries(form)) {
    if (value === undefined || value === '') continue;
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    print(`   ${dim(`${labels.get(key) ?? key}:`)} ${key === 'operation' ? labels.get(text) : text}`);
  }
}

/** All that ToolJet shows or hands to the app, as JSON: the way it goes to the browser. */
export function printOutcome(outcome: RunOutcome | TestOutcome): void {
  const plain: unknown = JSON.parse(JSON.stringify(outcome));
  const text = inspect(plain, { colors: coloured, depth: 8, breakLength: 110, compact: 4, maxArrayLength: 8 });
  print(text.replace(/^/gm, '   '));
}

function labelsFor(operation: unknown): Map<string, string> {
  const groups = operations.properties as Record<string, unknown>;
  const fields = (typeof operation === 'string' ? groups[operation] : manifest.properties) as
    Record<string, { key: string; label: string }> | undefined;
  const labels = new Map(Object.values(fields ?? {}).map(({ key, label }) => [key, label]));
  labels.set('operation', operations.properties.operation.label);
  for (const { value, name } of operations.properties.operation.list) labels.set(value, name);
  return labels;
}
