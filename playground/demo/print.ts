import { inspect, stripVTControlCharacters } from 'node:util';
import manifest from '../../manifest.json';
import operations from '../../operations.json';
import type { RunOutcome, TestOutcome } from '../tooljet';

export type Form = Record<string, unknown>;

const coloured = process.stdout.isTTY === true && !process.env.NO_COLOR;
const SECRET_FIELDS = ['apiKey', 'virtualKey'];
const secrets = new Set<string>();

/** Keeps a data source's secrets out of everything that is printed from now on, answers of a gateway included. */
export function keepSecret(source: Form): void {
  const values = [...SECRET_FIELDS.map((key) => source[key]), hasJson(source.config) && source.config];
  for (const value of values) if (typeof value === 'string' && isSecret(value)) secrets.add(value.trim());
}

export function print(text = ''): void {
  const safe = [...secrets].reduce((rest, secret) => rest.replaceAll(secret, shorten(secret)), text);
  console.log(coloured ? safe : stripVTControlCharacters(safe));
}

export const bold = (text: string) => `\x1b[1m${text}\x1b[22m`;
export const dim = (text: string) => `\x1b[2m${text}\x1b[22m`;
export const green = (text: string) => `\x1b[32m${text}\x1b[39m`;
export const red = (text: string) => `\x1b[31m${text}\x1b[39m`;

/** A filled-in form under the labels that ToolJet shows; fields left empty are left out. */
export function printForm(form: Form): void {
  const labels = labelsFor(form.operation);
  for (const [key, value] of Object.entries(form)) {
    if (value === undefined || value === '') continue;
    print(
      `   ${dim(`${labels.get(key) ?? key}:`)} ${key === 'operation' ? labels.get(String(value)) : field(key, value)}`
    );
  }
}

/** What ToolJet shows or hands to the app. */
export function printOutcome(outcome: RunOutcome | TestOutcome): void {
  if (outcome.status === 'failed') {
    print(`   ${red('✗')} ${outcome.message}`);
    if (outcome.description) print(`     ${red(String(outcome.description))}`);
    if (outcome.data) print(indent(pretty(withoutBody(outcome.data))));
    return;
  }
  if (!('data' in outcome)) return print(`   ${green('✓')} Connection verified`);
  print(`   ${green('✓')} data`);
  print(indent(pretty(outcome.data)));
  const { headers = {} } = (outcome.response ?? {}) as { headers?: Record<string, string> };
  const line = Object.entries(headers).map(([name, value]) => `${name.replace('x-portkey-', '')}: ${value}`);
  if (line.length) print(`     ${dim(`x-portkey headers: ${line.join(', ')}`)}`);
}

/** A long body is not repeated below what was taken out of it; ToolJet shows it. */
function withoutBody(data: unknown): unknown {
  const { response } = Object(data) as { response?: unknown };
  if (response === undefined || JSON.stringify(response).length < 200) return data;
  return { ...(data as object), response: "(the gateway's whole answer, not repeated here)" };
}

function labelsFor(operation: unknown): Map<string, string> {
  const groups = operations.properties as Record<string, unknown>;
  const fields = (operation === undefined ? manifest.properties : groups[String(operation)]) as
    Record<string, { key: string; label: string }> | undefined;
  const labels = new Map(Object.values(fields ?? {}).map(({ key, label }) => [key, label]));
  labels.set('operation', operations.properties.operation.label);
  for (const { value, name } of operations.properties.operation.list) labels.set(value, name);
  return labels;
}

function field(key: string, value: unknown): string {
  if (hasJson(value) && key === 'config') return '{ … }';
  if (typeof value !== 'string') return JSON.stringify(value);
  return SECRET_FIELDS.includes(key) && isSecret(value) ? shorten(value) : value.replace(/\/\/[^@/]*@/, '//…@');
}

/** A slug such as `@openai-prod` is a name, not a secret. */
function isSecret(value: string): boolean {
  return value.trim() !== '' && !value.trim().startsWith('@');
}

function hasJson(value: unknown): boolean {
  return typeof value === 'string' && value.trim().startsWith('{');
}

function shorten(secret: string): string {
  return secret.length > 12 ? `${secret.slice(0, 4)}…` : '…';
}

function pretty(value: unknown): string {
  // As JSON, the way it goes to the browser; text that holds JSON is what ToolJet shows as JSON.
  const plain: unknown = typeof value === 'string' ? parse(value) : JSON.parse(JSON.stringify(value));
  return inspect(plain, {
    colors: coloured,
    depth: 8,
    breakLength: 110,
    compact: 4,
    maxArrayLength: 8,
    maxStringLength: 300,
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function indent(text: string): string {
  return text.replace(/^/gm, '     ');
}
