import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeFiles, FILES, ROOT } from './files';

export interface Release {
  /** The git tag, such as v1.2.3. */
  tag: string;
  packageVersion: string;
  registryVersion: string;
  changelog: string;
}

/**
 * Whether everything that names the version agrees.
 *
 * @returns a sentence for each thing that does not
 */
export function problemsOf({ tag, packageVersion, registryVersion, changelog }: Release): string[] {
  const version = /^v(\d+\.\d+\.\d+)$/.exec(tag)?.[1];
  if (!version) return [`The tag must be v and three numbers, such as v1.2.3, got ${JSON.stringify(tag)}`];
  const problems: string[] = [];
  if (packageVersion !== version) problems.push(`package.json has version ${packageVersion}, the tag says ${version}`);
  if (registryVersion !== version)
    problems.push(`registry.json has version ${registryVersion}, the tag says ${version}`);
  const newest = [...changelog.matchAll(/^## \[(.*?)\]/gm)]
    .map(([, name]) => name)
    .find((name) => name !== 'Unreleased');
  if (newest !== version) problems.push(`The newest release in CHANGELOG.md is ${newest}, the tag says ${version}`);
  else if (!notesOf(version, changelog)) problems.push(`CHANGELOG.md says nothing about ${version}`);
  return problems;
}

/** What the changelog says about a version. */
export function notesOf(version: string, changelog: string): string {
  const section = changelog.split(/^## /m).find((text) => text.startsWith(`[${version}]`)) ?? '';
  return section.split('\n').slice(1).join('\n').trim();
}

/** The hashes of the four files in the format of `sha256sum`, for the notes: as an asset ToolJet could install them. */
function checksums(): string {
  const lines = describeFiles().map(({ path, sha256 }) => `${sha256}  ${path}`);
  return ['### SHA256SUMS', '', '```', ...lines, '```'].join('\n');
}

/** Prints the release's notes, or what is wrong. */
function main(tag = ''): void {
  const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
  const versionIn = (file: string) => (JSON.parse(read(file)) as { version: string }).version;
  const changelog = read('CHANGELOG.md');
  const problems = problemsOf({
    tag,
    packageVersion: versionIn('package.json'),
    registryVersion: versionIn('registry.json'),
    changelog,
  });
  const missing = FILES.filter((file) => !existsSync(join(ROOT, file)));
  if (missing.length) problems.push(`${missing.join(', ')} is not there: run npm run build first`);
  if (problems.length === 0) return console.log(`${notesOf(tag.slice(1), changelog)}\n\n${checksums()}`);
  console.error(problems.join('\n'));
  process.exitCode = 1;
}

if (require.main === module) main(process.argv[2]);
