import { readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { formFieldsOf, manifest, OPERATION_VALUES, operations, read, repositoryPaths, ROOT } from '../support/files';

describe("ToolJet's plugin check", () => {
  test.each(['lib/index.ts', 'lib/types.ts', 'lib/icon.svg', 'package.json', 'manifest.json', 'operations.json'])(
    '%s is there',
    (path) => expect(read(path).trim()).not.toBe('')
  );

  const sources = readdirSync(join(ROOT, 'lib')).filter((name) => name.endsWith('.ts'));
  const code = sources.map((name) => read(`lib/${name}`)).join('\n');

  test.each(OPERATION_VALUES)('%s is a quoted literal in lib/', (value) => {
    expect(code).toMatch(new RegExp(`(['"\`])${value}\\1`));
  });

  test.each(['manifest.json', 'operations.json'])('%s has no {{TEMPLATE}} left', (path) => {
    expect(read(path)).not.toMatch(/\{\{\s*[A-Z][A-Z0-9_]*\s*\}\}/);
  });

  const WIDGETS = [
    'checkbox-group',
    'codehinter',
    'columns',
    'dropdown',
    'dropdown-component-flip',
    'dynamic-selector',
    'filters',
    'react-component-headers',
    'sorts',
    'toggle',
  ];
  const types = OPERATION_VALUES.flatMap((operation) => Object.values(formFieldsOf(operation)).map(({ type }) => type));

  test('operations.json uses only known widgets', () => {
    expect([...new Set([operations.properties.operation.type, ...types])].filter((t) => !WIDGETS.includes(t))).toEqual(
      []
    );
  });
});

describe('manifest.json', () => {
  const keys = Object.keys(manifest.properties);
  const SECRETS = ['apiKey', 'virtualKey'];

  test('manifest.json has only the keys that ToolJet allows', () => {
    const allowed = ['$schema', 'title', 'description', 'type', 'source', 'defaults', 'properties', 'required'];
    expect(Object.keys(manifest).filter((key) => !allowed.includes(key))).toEqual([]);
  });

  test('manifest.json stands among the AI data sources of ToolJet, under the kind portkey', () => {
    expect(manifest.type).toBe('ai');
    expect(manifest.source).toMatchObject({ name: 'Portkey', kind: 'portkey' });
  });

  test('manifest.json has the four fields, under the keys that saved data sources use', () => {
    expect(keys).toEqual(['apiKey', 'virtualKey', 'config', 'gatewayUrl']);
  });

  test('manifest.json creates a data source with each of its fields', () => {
    expect(Object.keys(manifest.defaults)).toEqual(keys);
    for (const { value } of Object.values(manifest.defaults)) expect(value).toBe('');
  });

  test('manifest.json stores each of its fields', () => {
    expect(Object.keys(manifest.source.options)).toEqual(keys);
  });

  test('manifest.json stores exactly the secrets encrypted, and masks them', () => {
    const options = Object.entries(manifest.source.options);
    expect(options.filter(([, { encrypted }]) => encrypted === true).map(([key]) => key)).toEqual(SECRETS);
    const fields = Object.values(manifest.properties);
    expect(fields.filter(({ type }) => type === 'password').map(({ key }) => key)).toEqual(SECRETS);
    expect(fields.filter(({ encrypted }) => encrypted === true).map(({ key }) => key)).toEqual(SECRETS);
  });

  test('manifest.json lets a config be typed on several lines', () => {
    expect(manifest.properties.config?.type).toBe('textarea');
  });

  test.each(Object.entries(manifest.properties))('%s has only attributes that ToolJet reads', (_, field) => {
    const allowed = ['label', 'key', 'type', 'encrypted', 'description', 'helpText'];
    expect(Object.keys(field).filter((attribute) => !allowed.includes(attribute))).toEqual([]);
    expect(field).toMatchObject({ description: expect.stringMatching(/\S/), helpText: expect.stringMatching(/\S/) });
  });

  test.each(Object.entries(manifest.properties))('%s links safely, to pages on https', (_, { helpText }) => {
    const links = String(helpText).match(/<a [^>]*>/g) ?? [];
    for (const link of links) {
      expect(link).toMatch(
        /^<a href="https:\/\/[\w.-]*portkey\.ai(\/[^"]*)?" target="_blank" rel="noopener noreferrer">$/
      );
    }
    expect(withoutLinks(helpText)).not.toMatch(/<[a-z]/i);
  });

  test.each(Object.entries(manifest.properties))('%s is explained in at most 120 characters', (_, { helpText }) => {
    expect(withoutLinks(helpText).length).toBeLessThanOrEqual(120);
  });

  test('manifest.json says in the empty field when the API key is required', () => {
    expect(manifest.properties.apiKey?.description).toMatch(/^Required, unless /);
  });
});

/** A help text as a person sees it. */
const withoutLinks = (helpText: unknown) => String(helpText).replace(/<\/?a\b[^>]*>/g, '');

describe('operations.json', () => {
  test('operations.json is of the type api, as its schema knows no other for it', () => {
    expect(operations.type).toBe('api');
  });

  test('operations.json starts with a chat', () => {
    expect(operations.defaults).toEqual({ operation: 'chat' });
  });

  test('operations.json flips between groups by the field operation', () => {
    expect(operations.properties.operation).toMatchObject({ key: 'operation', type: 'dropdown-component-flip' });
  });

  const COMMON = ['config', 'virtualKey'];
  test.each([
    ['completion', ['prompt', 'model', 'max_tokens', 'temperature', 'stop_sequences', 'metadata', 'other_parameters']],
    ['chat', ['messages', 'model', 'max_tokens', 'temperature', 'stop_sequence', 'metadata', 'other_parameters']],
    ['prompt_completion', ['promptId', 'variables', 'prompt_parameters', 'metadata']],
    ['create_embedding', ['input', 'model', 'metadata', 'other_parameters']],
  ])('%s has the keys that saved queries use', (operation, keys) => {
    expect(Object.keys(formFieldsOf(operation))).toEqual([...keys, ...COMMON]);
  });

  const fields = OPERATION_VALUES.flatMap((operation) =>
    Object.values(formFieldsOf(operation)).map((field) => [`${operation}.${field.key}`, field] as const)
  );

  test.each(fields)('%s has only attributes that a codehinter reads', (_, field) => {
    const allowed = ['label', 'key', 'type', 'placeholder', 'height', 'width', 'className', 'lineNumbers', 'tooltip'];
    expect(field.type).toBe('codehinter');
    expect(Object.keys(field).filter((attribute) => !allowed.includes(attribute))).toEqual([]);
  });

  const REQUIRED = ['completion.prompt', 'chat.messages', 'prompt_completion.promptId', 'create_embedding.input'];

  test('a placeholder says first that a field is required, as older ToolJets draw no tooltip', () => {
    const required = fields.filter(([, { placeholder }]) => /^Required: /.test(String(placeholder)));
    expect(required.map(([name]) => name)).toEqual(REQUIRED);
  });

  test.each(fields)('%s has a placeholder, and a tooltip of one sentence', (_, { placeholder, tooltip }) => {
    expect(placeholder).toMatch(/\S/);
    // ToolJet draws it 200 pixels wide.
    expect(tooltip).toMatch(/^(?!.*[.!?] )\S.{0,118}\.$/);
  });

  const LONG = ['messages', 'prompt', 'input', 'variables', 'metadata', 'other_parameters', 'prompt_parameters'];

  // Of ToolJet 2.17.3: either attribute makes a field one line high, whatever its height says.
  test.each(fields)('%s has className and lineNumbers exactly if it is a field of one line', (_, field) => {
    const oneLine = { className: 'codehinter-plugins', lineNumbers: false, height: '36px' };
    if (!LONG.includes(field.key)) return expect(field).toMatchObject(oneLine);
    expect(Object.keys(field)).not.toEqual(expect.arrayContaining([expect.stringMatching(/className|lineNumbers/)]));
    expect(parseInt(String(field.height))).toBeGreaterThanOrEqual(80);
  });

  test('the messages are shown in the form that a quote in an answer cannot break', () => {
    const placeholder = 'Required: {{[{ role: "user", content: components.textinput1.value }]}}';
    expect(formFieldsOf('chat').messages?.placeholder).toBe(placeholder);
  });

  test('placeholders show a label of a saved prompt, and a batch of texts to embed', () => {
    expect(formFieldsOf('prompt_completion').promptId?.placeholder).toMatch(/@production$/);
    expect(formFieldsOf('create_embedding').input?.placeholder).toContain('{{["a", "b"]}}');
  });
});

describe('package.json', () => {
  const pkg = JSON.parse(read('package.json')) as Record<string, unknown> & { scripts: Record<string, string> };

  test("package.json has ToolJet's name, and the bundle as main", () => {
    expect(pkg).toMatchObject({ name: '@tooljet-marketplace/portkey', main: 'dist/index.js', license: 'MIT' });
  });

  test.each(['prepare', 'prepublish', 'preinstall', 'install', 'postinstall', 'preprepare', 'postprepare'])(
    "package.json has no script %s: in ToolJet's monorepo it would run before common is built",
    (name) => expect(pkg.scripts).not.toHaveProperty(name)
  );

  test('package.json depends on what ToolJet and Portkey publish, and nothing else', () => {
    expect(pkg.dependencies).toEqual({ '@tooljet-marketplace/common': '^1.0.0', 'portkey-ai': '3.1.0' });
    expect(pkg).not.toHaveProperty('peerDependencies');
    expect(pkg).not.toHaveProperty('optionalDependencies');
  });

  test('package.json has the shared package in a workspace of its own', () => {
    expect(pkg.workspaces).toEqual(['common']);
    const common = JSON.parse(read('common/package.json')) as Record<string, unknown>;
    expect(common).toMatchObject({ name: '@tooljet-marketplace/common', version: '1.0.0' });
  });

  test('package.json is newer than the bundled plugin, as ToolJet offers an update to another version only', () => {
    const BUNDLED = '1.0.0';
    expect(pkg.version).toMatch(/^\d+\.\d+\.\d+$/);
    const [newest] = [BUNDLED, String(pkg.version)].sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
    expect(newest).not.toBe(BUNDLED);
  });

  test('package.json runs on Node 18.3 and newer', () => {
    expect(pkg.engines).toEqual({ node: '>=18.3.0' });
  });

  test('LICENSE is MIT', () => {
    expect(read('LICENSE')).toMatch(/^MIT License/);
  });
});

test('lib/ imports nothing of the repository but itself and the shared package', () => {
  const files = repositoryPaths().filter((path) => /^lib\/.*\.ts$/.test(path));
  for (const path of files) {
    for (const [, imported = ''] of read(path).matchAll(/from '(\.[^']*)'/g)) {
      expect(posix.join(posix.dirname(path), imported)).toMatch(/^lib\//);
    }
  }
});
