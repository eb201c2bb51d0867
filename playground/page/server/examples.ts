import type { Example, Preset } from '../api';
import * as fixtures from '../../portkey/fixtures';
import type { Playground } from '../../portkey';

const LOCAL = 'Local gateway';
const CLOUD = 'Portkey cloud';
const OPEN_SOURCE = 'Open-source gateway';

/** The connections that can be chosen; the first is that of a fresh page. */
export function presets({ cloud, gateway, model }: Playground): Preset[] {
  const config = { provider: 'openai', api_key: 'any', custom_host: model.url };
  return [
    {
      name: LOCAL,
      about: 'On this machine: a stand-in for Portkey’s cloud, its real gateway, and a parrot of a model.',
      values: { apiKey: fixtures.API_KEY, virtualKey: fixtures.VIRTUAL_KEY, config: '', gatewayUrl: cloud.url },
    },
    {
      name: CLOUD,
      about: 'The real service. Enter an API key of your own; queries use your account’s credits.',
      values: { apiKey: '', virtualKey: '', config: '', gatewayUrl: '' },
      needs: {
        key: 'apiKey',
        tag: 'needs an API key',
        why: 'No example works yet: enter an API key of your own under Connection.',
      },
    },
    {
      name: OPEN_SOURCE,
      about: 'Portkey’s gateway alone: no keys, no saved configs or prompts. A JSON config names the provider.',
      values: { apiKey: '', virtualKey: '', config: JSON.stringify(config), gatewayUrl: gateway.url },
    },
  ];
}

const CHAT = {
  operation: 'chat',
  messages:
    '{{[\n  { role: "system", content: "You answer in one sentence." },\n  { role: "user", content: components.textinput1.value }\n]}}',
  model: '{{constants.chatModel}}',
};

const HOSTED = 'hosted only';
const FAILS = 'fails on purpose';
const noneSaved = (what: string) => ({
  [CLOUD]: `${what} is saved in the stand-in of the local gateway. Save one in Portkey’s app, and enter its name here.`,
  [OPEN_SOURCE]: `The open-source gateway knows no saved configs, prompts or @slugs: choose the ${LOCAL.toLowerCase()}.`,
});

/** The first is what a fresh page has asked already. */
export const EXAMPLES: Example[] = [
  {
    name: 'Chat',
    about: 'The user’s words come from a text input, Max Tokens from a slider.',
    query: {
      ...CHAT,
      max_tokens: '{{components.slider1.value}}',
      temperature: '0',
      metadata: '{{({ _user: globals.currentUser.email, team: variables.team })}}',
    },
  },
  {
    name: 'Chat component',
    about: 'The history of ToolJet’s Chat component, as it is, behind a system message.',
    query: {
      ...CHAT,
      messages: '{{[{ role: "system", content: "You know gardens." }, ...components.chat1.history]}}',
    },
  },
  {
    name: 'Markdown',
    about: 'An answer with a list and a table, as models write them.',
    query: { ...CHAT, messages: '{{[{ role: "user", content: components.textarea2.value }]}}' },
  },
  {
    name: 'Other provider',
    about: 'The query’s Virtual Key replaces that of the connection.',
    tag: HOSTED,
    cannot: noneSaved(`The provider ${fixtures.ANTHROPIC_SLUG}`),
    query: { ...CHAT, model: 'claude-3-5-haiku', max_tokens: '64', virtualKey: fixtures.ANTHROPIC_SLUG },
  },
  {
    name: 'Fallback config',
    about: 'The config’s first target fails, its second answers: see x-portkey-last-used-option-index in Metadata.',
    tag: HOSTED,
    cannot: noneSaved(`The config ${fixtures.FALLBACK_CONFIG}`),
    query: { ...CHAT, config: fixtures.FALLBACK_CONFIG },
  },
  {
    name: 'Guardrail refuses',
    about: 'A check of the config finds the word “password”: status 446.',
    tag: `${HOSTED}, ${FAILS}`,
    cannot: noneSaved(`The config ${fixtures.GUARDRAIL_CONFIG}`),
    query: {
      ...CHAT,
      messages: `{{[{ role: "user", content: "Is my ${fixtures.FORBIDDEN_WORD} safe at " + components.textinput1.value }]}}`,
      config: fixtures.GUARDRAIL_CONFIG,
    },
  },
  {
    name: 'Wrong field',
    about: 'Max Tokens is no number: the plugin says so before anything is sent.',
    tag: FAILS,
    query: { ...CHAT, max_tokens: '12abc' },
  },
  {
    name: 'Provider fails',
    about: 'The model answers with 429, as one that is asked too often.',
    tag: FAILS,
    cannot: { [CLOUD]: 'Only the parrot of this machine fails when it is told to.' },
    query: { ...CHAT, model: 'fail-429' },
  },
  {
    name: 'Completion',
    about: 'Text that the model continues, up to a stop sequence.',
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
    name: 'Saved prompt',
    about: 'A prompt that is saved in Portkey, with its variables from the app.',
    tag: HOSTED,
    cannot: noneSaved(`The prompt ${fixtures.PROMPT_ID}`),
    query: {
      operation: 'prompt_completion',
      promptId: fixtures.PROMPT_ID,
      variables: '{{({ customer: globals.currentUser.firstName, topic: components.dropdown1.value })}}',
      prompt_parameters: '{ "temperature": 0.2 }',
    },
  },
  {
    name: 'Embedding',
    about: 'One text as a vector.',
    query: {
      operation: 'create_embedding',
      input: '{{components.textarea1.value}}',
      model: 'text-embedding-3-small',
      other_parameters: '{ "dimensions": 256 }',
    },
  },
  {
    name: 'A hundred embeddings',
    about: 'A batch of the size that fills a search index: 153,600 numbers.',
    query: {
      operation: 'create_embedding',
      input: '{{Array.from({ length: 100 }, (_, index) => "article " + index)}}',
      model: 'text-embedding-3-small',
      other_parameters: '{ "dimensions": 1536 }',
    },
  },
];
