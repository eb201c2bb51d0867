import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConnectionField, Example, Forms, Preset, QueryField } from '../api';
import * as fixtures from '../../portkey/fixtures';
import type { Playground } from '../../portkey';

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

/** Both forms as they are on disk now, so that an edit shows without a restart, and values that work in them. */
export function readForms(playground: Playground): Forms {
  const manifest = readJson('manifest.json') as Manifest;
  const { defaults, properties } = readJson('operations.json') as Operations;
  return {
    connection: {
      defaults: mapValues(manifest.defaults, ({ value }) => value),
      // Only source.options says what ToolJet encrypts; the type "password" merely masks.
      encrypted: Object.keys(manifest.source.options).filter((key) => manifest.source.options[key]?.encrypted),
      fields: Object.values(manifest.properties),
    },
    query: {
      label: properties.operation.label,
      first: defaults.operation,
      operations: properties.operation.list.map(({ value, name }) => ({
        value,
        name,
        fields: Object.values((properties[value] ?? {}) as Record<string, QueryField>),
      })),
    },
    presets: presets(playground),
    examples: EXAMPLES,
    state: STATE,
  };
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(join(__dirname, '..', '..', '..', file), 'utf8'));
}

function mapValues<T, U>(object: Record<string, T>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));
}

function presets({ cloud, gateway, model }: Playground): Preset[] {
  const config = { provider: 'openai', api_key: 'any', custom_host: model.url };
  return [
    {
      name: 'Local gateway',
      about:
        'The playground on this machine: a stand-in for Portkey’s cloud, its real gateway and a parrot of a model.',
      values: { apiKey: fixtures.API_KEY, virtualKey: fixtures.VIRTUAL_KEY, config: '', gatewayUrl: cloud.url },
    },
    {
      name: 'Portkey cloud',
      about: 'The real service. Enter an API key of your own; queries use your account’s credits.',
      values: { apiKey: '', virtualKey: '', config: '', gatewayUrl: '' },
    },
    {
      name: 'Open-source gateway',
      about: 'Portkey’s gateway alone: no keys, no saved configs or prompts. A JSON config names the provider.',
      values: { apiKey: '', virtualKey: '', config: JSON.stringify(config), gatewayUrl: gateway.url },
    },
  ];
}

const STATE = {
  components: {
    textinput1: { value: 'a coffee bar by the harbour' },
    textarea1: { value: 'Red shoes, hardly worn,\nsize 39' },
    slider1: { value: 64 },
  },
  globals: { currentUser: { email: 'zoe@example.com', firstName: 'Zoë' } },
  variables: { team: 'support' },
};

const CHAT = {
  operation: 'chat',
  messages:
    '{{[\n  { role: "system", content: "You answer in one sentence." },\n  { role: "user", content: components.textinput1.value }\n]}}',
  model: 'gpt-4o-mini',
};

/** The first of each operation is what its example button fills in. All work on the local gateway, or fail as they say. */
const EXAMPLES: Example[] = [
  {
    name: 'Chat',
    query: {
      ...CHAT,
      max_tokens: '{{components.slider1.value}}',
      temperature: '0',
      metadata: '{{({ _user: globals.currentUser.email, team: variables.team })}}',
    },
  },
  {
    name: 'Other provider',
    query: { ...CHAT, model: 'claude-3-5-haiku', max_tokens: '64', virtualKey: fixtures.ANTHROPIC_SLUG },
  },
  { name: 'Fallback config', query: { ...CHAT, config: fixtures.FALLBACK_CONFIG } },
  {
    name: 'Guardrail refuses',
    query: {
      ...CHAT,
      messages: `{{[{ role: "user", content: "Is my ${fixtures.FORBIDDEN_WORD} safe at " + components.textinput1.value }]}}`,
      config: fixtures.GUARDRAIL_CONFIG,
    },
  },
  { name: 'Wrong field', query: { ...CHAT, max_tokens: '12abc' } },
  { name: 'Provider fails', query: { ...CHAT, model: 'fail-429' } },
  {
    name: 'Completion',
    query: {
      operation: 'completion',
      prompt: 'Suggest a name for {{components.textinput1.value}}. ### Not this.',
      model: 'gpt-3.5-turbo-instruct',
      max_tokens: '64',
      stop_sequences: '{{["###", "END"]}}',
      other_parameters: '{ "seed": 7 }',
    },
  },
  {
    name: 'Prompt Completion',
    query: {
      operation: 'prompt_completion',
      promptId: fixtures.PROMPT_ID,
      variables: '{{({ customer: globals.currentUser.firstName, topic: components.textinput1.value })}}',
      prompt_parameters: '{ "temperature": 0.2 }',
    },
  },
  {
    name: 'Create Embedding',
    query: {
      operation: 'create_embedding',
      input: '{{components.textarea1.value}}',
      model: 'text-embedding-3-small',
      other_parameters: '{ "dimensions": 4 }',
    },
  },
];
