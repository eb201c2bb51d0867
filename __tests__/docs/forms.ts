import { API_KEY, type Playground } from '../../playground/portkey';
import { resolve } from '../../playground/tooljet/expressions';
import { formFieldsOf, manifest, operations, read, type Field } from '../support/files';
import { labelledValues } from '../support/markdown';
import type { App } from './app';

export const OPERATIONS = operations.properties.operation.list;

export const connectionFields: Field[] = Object.values(manifest.properties);

/** The values under the keys that ToolJet stores; a label that the form does not have fails. */
function byKey(form: Record<string, string>, fields: Field[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(form).map(([label, value]) => {
      const field = fields.find((candidate) => candidate.label === label);
      if (!field) throw new Error(`The form has no field "${label}"`);
      return [field.key, value];
    })
  );
}

/** A data source's form, with the page's dots, addresses and empty Gateway URL replaced by what the playground has. */
export function sourceOptions(text: string, parts: Playground): Record<string, string> {
  const { apiKey, config = '', gatewayUrl, ...form } = byKey(labelledValues(text), connectionFields);
  return {
    ...form,
    apiKey: apiKey ? API_KEY : '',
    config: config.replace('http://localhost:9099/v1', parts.model.url),
    gatewayUrl: gatewayUrl?.replace('http://localhost:8787', new URL(parts.gateway.url).origin) || parts.cloud.url,
  };
}

/** A query's form, whose expressions are read at the time it runs. */
export function queryOptions(text: string, app: App): { name: string; options: Record<string, unknown> } {
  const { Query = '', Operation, ...form } = labelledValues(text);
  const operation = OPERATIONS.find(({ name }) => name === Operation)?.value;
  if (!operation) throw new Error(`There is no operation "${Operation}"`);
  const resolved = Object.entries(byKey(form, Object.values(formFieldsOf(operation)))).map(([key, value]) => [
    key,
    resolve(value, app),
  ]);
  return { name: Query, options: { operation, ...Object.fromEntries(resolved) } };
}

/** The sentences of a page's list of errors. */
export function errorsOf(page: string): string[] {
  const [, section = ''] = read(page).split(/^## Errors$/m);
  return [...section.matchAll(/^- `(.+?)`: /gm)].map(([, sentence = '']) => sentence);
}
