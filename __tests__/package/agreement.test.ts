import { readConnection } from '../../lib/connection';
import * as tables from '../../lib/fields';
import { runOperation } from '../../lib/operations';
import type { PortkeyClient } from '../../lib/sdk';
import type { QueryOptions } from '../../lib/types';
import { formFieldsOf, manifest, OPERATION_VALUES, operations } from '../support/files';

/** A form that writes down which of its keys are read. */
function watched(form: Record<string, unknown>) {
  const keys = new Set<string>();
  const proxy = new Proxy(form, {
    get: (target, key) => {
      keys.add(String(key));
      return target[String(key)];
    },
    ownKeys: () => {
      throw new Error('The form must be read field by field: it holds keys of the host and of other operations');
    },
  });
  return { proxy, keys };
}

const create = () => Promise.resolve({});
const client = {
  completions: { create },
  chat: { completions: { create } },
  prompts: { completions: { create } },
  embeddings: { create },
} as unknown as PortkeyClient;

const sentenceOf = (call: () => PromiseLike<unknown>): Promise<string> =>
  Promise.resolve()
    .then(call)
    .then(
      () => 'nothing was wrong',
      (error: { description: string }) => error.description
    );

/** What the operations need. */
const REQUIRED: Record<string, Record<string, unknown>> = {
  completion: { prompt: 'Say hi' },
  chat: { messages: [{ role: 'user', content: 'Hi' }] },
  prompt_completion: { promptId: 'pp-a' },
  create_embedding: { input: 'text' },
};

/** Keys without a field of their own: where old queries hold what another field holds now. */
const OLD_KEYS: Record<string, string[]> = { chat: ['stop_sequences'], prompt_completion: ['parameters'] };

/** What a connection reads of a query, whatever its operation. */
const OVERRIDES = ['virtualKey', 'config'];

test('the form offers the operations that lib/ knows, each with a group of fields', () => {
  expect(OPERATION_VALUES).toEqual(Object.keys(tables.OPERATIONS));
  expect(Object.keys(operations.properties).sort()).toEqual(['operation', ...OPERATION_VALUES].sort());
});

describe.each(OPERATION_VALUES)('%s', (operation) => {
  const fields = Object.values(formFieldsOf(operation));
  const form = { operation, ...REQUIRED[operation] };

  test(`${operation} reads each field of its form, and no other`, async () => {
    const { proxy, keys } = watched(form);
    await readConnection({ apiKey: 'pk' }, proxy);
    await runOperation(client, proxy);
    const expected = ['operation', ...Object.keys(formFieldsOf(operation)), ...(OLD_KEYS[operation] ?? [])];
    expect([...keys].sort()).toEqual(expected.sort());
  });

  test(`${operation} keeps each field under its own key`, () => {
    expect(fields.map(({ key }) => key)).toEqual(Object.keys(formFieldsOf(operation)));
  });

  test(`${operation} has no label twice`, () => {
    expect(new Set(fields.map(({ label }) => label)).size).toBe(fields.length);
  });

  test.each(fields.map(({ label, key }) => [label, key]))(
    `${operation} calls %s by that name when it is wrong`,
    async (label, key) => {
      // No field takes an array of a nested array.
      const wrong = key === 'prompt' || key === 'input' ? ' ' : [[]];
      const query: QueryOptions = { ...form, [key]: wrong };
      const call = OVERRIDES.includes(key)
        ? () => readConnection({ apiKey: 'pk' }, query)
        : () => runOperation(client, query);
      const sentence = await sentenceOf(call);
      expect(sentence).toMatch(new RegExp(`^${label} (must|is required)`));
    }
  );
});

const oldKeys = Object.entries(OLD_KEYS).flatMap(([operation, keys]) => keys.map((key) => [operation, key] as const));

test.each(oldKeys)('%s calls what an old query holds as %s by the label of today', async (operation, key) => {
  const query = { operation, ...REQUIRED[operation], [key]: [[]] };
  const sentence = await sentenceOf(() => runOperation(client, query));
  const labels = Object.values(formFieldsOf(operation)).map(({ label }) => label);
  expect(labels).toContain(sentence.split(' must')[0]);
});

describe('the connection', () => {
  const fields = Object.values(manifest.properties);

  test('the connection reads each field of its form, and no other', async () => {
    const { proxy, keys } = watched({ apiKey: 'pk' });
    await readConnection(proxy);
    expect([...keys].sort()).toEqual(Object.keys(manifest.properties).sort());
  });

  test('the connection keeps each field under its own key', () => {
    expect(fields.map(({ key }) => key)).toEqual(Object.keys(manifest.properties));
  });

  test.each(fields.map(({ label, key }) => [label, key]))(
    'the connection calls %s by that name when it is wrong',
    async (label, key) => {
      const sentence = await sentenceOf(() => readConnection({ apiKey: 'pk', [key]: [[]] }));
      expect(sentence).toMatch(new RegExp(`^${label} must`));
    }
  );
});
