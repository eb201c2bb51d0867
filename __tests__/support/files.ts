import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '../..');

/** Parts of playground/tooljet as plain JavaScript, see compile-tooljet.ts. As deep as they lie, for they look for dist/. */
export const COMPILED = join(ROOT, 'dist/tooljet');

export const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** The paths that a release's zipball holds, or will hold after the next commit. */
export function repositoryPaths(): string[] {
  const list = ['ls-files', '--cached', '--others', '--exclude-standard'];
  const git = (args: string[]) =>
    execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).split('\n').filter(Boolean);
  const deleted = new Set(git(['ls-files', '--deleted']));
  return [...new Set(git(list))].filter((path) => !deleted.has(path));
}

/** One field of a form, as manifest.json or operations.json declares it. */
export interface Field {
  label: string;
  key: string;
  type: string;
  [attribute: string]: unknown;
}

interface Manifest {
  type: string;
  source: { name: string; kind: string; options: Record<string, { type: string; encrypted?: boolean }> };
  defaults: Record<string, { value: unknown }>;
  properties: Record<string, Field>;
  [key: string]: unknown;
}

interface Operations {
  defaults: Record<string, unknown>;
  properties: { operation: Field & { list: { value: string; name: string }[] } } & Record<
    string,
    Record<string, Field>
  >;
  [key: string]: unknown;
}

export const manifest = JSON.parse(read('manifest.json')) as Manifest;

export const operations = JSON.parse(read('operations.json')) as Operations;

/** The fields of one operation. */
export function formFieldsOf(operation: string): Record<string, Field> {
  const group = operations.properties[operation];
  if (!group) throw new Error(`operations.json has no group ${operation}`);
  return group as Record<string, Field>;
}

export const OPERATION_VALUES = operations.properties.operation.list.map(({ value }) => value);
