import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Playground } from '../../portkey';
import { BUNDLE } from '../../tooljet';
import type { ConnectionField, Forms, Operation, QueryField } from '../api';
import { EXAMPLES, presets } from './examples';
import { STATE } from './sample-state';

export const ROOT = join(__dirname, '..', '..', '..');

interface Manifest {
  source: { options: Record<string, { encrypted?: boolean }> };
  defaults: Record<string, { value: string }>;
  properties: Record<string, ConnectionField>;
}

type Selector = { label: string; list: { value: string; name: string }[] };

interface Operations {
  defaults: { operation: string };
  properties: { operation: Selector } & Record<string, Record<string, QueryField> | Selector>;
}

/**
 * Both forms as they are on disk now, so that an edit shows without a restart, and values that work in them.
 *
 * @param problem why the newest code could not be bundled
 * @throws an Error that names the file, for one that is no JSON or lacks what ToolJet reads
 */
export function readForms(playground: Playground, problem?: string): Forms {
  return {
    connection: readForm('manifest.json', connectionForm),
    query: readForm('operations.json', queryForm),
    presets: presets(playground),
    examples: EXAMPLES,
    state: STATE,
    bundle: { id: String(statSync(BUNDLE).mtimeMs), problem },
  };
}

function readForm<File, Form>(file: string, read: (content: File) => Form): Form {
  try {
    return read(JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as File);
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
  }
}

function connectionForm({ source, defaults, properties }: Manifest): Forms['connection'] {
  return {
    defaults: Object.fromEntries(Object.entries(defaults).map(([key, { value }]) => [key, value])),
    // Only source.options says what ToolJet encrypts; the type "password" merely masks.
    encrypted: Object.keys(source.options).filter((key) => source.options[key]?.encrypted),
    fields: Object.values(properties),
  };
}

function queryForm({ defaults, properties }: Operations): Forms['query'] {
  const operation = ({ value, name }: { value: string; name: string }): Operation => ({
    value,
    name,
    fields: Object.values((properties[value] ?? {}) as Record<string, QueryField>),
  });
  return {
    label: properties.operation.label,
    first: defaults.operation,
    operations: properties.operation.list.map(operation),
  };
}
