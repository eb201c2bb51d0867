import * as fixtures from '../portkey/fixtures';
import { asObject } from '../portkey/http';
import type { RunOutcome, TestOutcome } from '../tooljet';

/** A filled-in form, by its fields' keys. */
export type FormValues = Record<string, unknown>;

/** One thing that the demo shows. */
export interface Step {
  title: string;
  /** The data source's form. Without a query, its connection is tested. */
  source: FormValues;
  query?: FormValues;
  /** 'either': it depends on what the service in use offers. */
  expect: 'ok' | 'failed' | 'either';
  /** Text that the outcome must hold, for an answer that merely looks right proves nothing. */
  shows?: string;
  /** Why this step is left out. */
  skip?: string | undefined;
}

const MESSAGES = [
  { role: 'system', content: 'You answer in one sentence.' },
  { role: 'user', content: 'What is an AI gateway?' },
];
const CHAT = { operation: 'chat', messages: MESSAGES };

/** Everything, against the stand-ins: what the answers hold is known. */
export function stepsWithStandIns(gatewayUrl: string): Step[] {
  const { ANTHROPIC_SLUG, API_KEY, FALLBACK_CONFIG, FORBIDDEN_WORD, GUARDRAIL_CONFIG, PROMPT_ID, VIRTUAL_KEY } =
    fixtures;
  const source = { apiKey: API_KEY, virtualKey: VIRTUAL_KEY, config: '', gatewayUrl };
  const chat = { ...CHAT, model: 'gpt-4o-mini' };
  return [
    { title: 'Test connection', source, expect: 'ok' },
    {
      title: 'Chat',
      source,
      query: { ...chat, temperature: '0', metadata: '{ "team": "support", "_user": "Zoë" }' },
      expect: 'ok',
      shows: 'You said: What is an AI gateway?',
    },
    {
      title: 'Completion, cut off at a stop sequence',
      source,
      query: {
        operation: 'completion',
        prompt: 'Once upon a time. The end. And more',
        model: 'gpt-3.5-turbo-instruct',
        max_tokens: 50,
        stop_sequences: 'The end, Chapter 2',
        other_parameters: { seed: 7 },
      },
      expect: 'ok',
      shows: 'You wrote: Once upon a time. "',
    },
    {
      title: 'Prompt saved in Portkey, with variables',
      source,
      query: {
        operation: 'prompt_completion',
        promptId: PROMPT_ID,
        variables: '{ "customer": "Ms O\'Neil", "topic": "her late parcel" }',
      },
      expect: 'ok',
      shows: "reply to Ms O'Neil about her late parcel",
    },
    {
      title: 'Embedding of two texts',
      source,
      query: {
        operation: 'create_embedding',
        input: '["red shoes", "blue shoes"]',
        model: 'text-embedding-3-small',
        other_parameters: '{ "dimensions": 4 }',
      },
      expect: 'ok',
      shows: '"index":1',
    },
    {
      title: "A query's own virtual key, of Anthropic",
      source,
      query: { ...chat, model: 'claude-3-5-haiku', max_tokens: 64, virtualKey: ANTHROPIC_SLUG },
      expect: 'ok',
      shows: '"x-portkey-provider":"anthropic"',
    },
    {
      title: "A query's own config: the 2nd target answers",
      source,
      query: { ...chat, config: FALLBACK_CONFIG },
      expect: 'ok',
      shows: 'config.targets[1]',
    },
    ...mistakes(source, chat, true),
    {
      title: `A guardrail refuses the word "${FORBIDDEN_WORD}"`,
      source,
      query: {
        ...chat,
        messages: [{ role: 'user', content: `My ${FORBIDDEN_WORD} is hunter2, is that safe?` }],
        config: GUARDRAIL_CONFIG,
      },
      expect: 'failed',
      shows: '"foundWords":["password"]',
    },
  ];
}

/** What an account must be able to do; nothing is assumed of its models. */
export function stepsWithYourAccount(env: NodeJS.ProcessEnv): Step[] {
  const source = {
    apiKey: env.PORTKEY_API_KEY,
    virtualKey: env.PORTKEY_VIRTUAL_KEY,
    config: env.PORTKEY_CONFIG,
    gatewayUrl: env.PORTKEY_GATEWAY_URL,
  };

  const model = env.PORTKEY_MODEL || (env.PORTKEY_CONFIG ? undefined : 'gpt-4o-mini');
  // Other models of the same provider, when the model names one: `@openai-prod/gpt-4o`.
  const slug = /^@[^/]+\//.exec(model ?? '')?.[0] ?? '';
  const chat = { ...CHAT, model };
  return [
    { title: 'Test connection', source, expect: 'ok' },
    { title: 'Chat', source, query: chat, expect: 'ok', shows: '"choices"' },
    {
      title: 'Completion, or an error that says why not',
      source,
      query: {
        operation: 'completion',
        prompt: 'Once upon a time',
        model: `${slug}gpt-3.5-turbo-instruct`,
        max_tokens: 16,
      },
      expect: 'either',
    },
    {
      title: 'Prompt saved in Portkey',
      source,
      query: { operation: 'prompt_completion', promptId: env.PORTKEY_PROMPT_ID },
      expect: 'ok',
      skip: env.PORTKEY_PROMPT_ID ? undefined : 'set PORTKEY_PROMPT_ID to the id of a saved prompt',
    },
    {
      title: 'Embedding, or an error that says why not',
      source,
      query: { operation: 'create_embedding', input: 'red shoes', model: `${slug}text-embedding-3-small` },
      expect: 'either',
    },
    ...mistakes(source, chat, !env.PORTKEY_GATEWAY_URL),
    {
      title: 'Overrides and a guardrail',
      source,
      expect: 'ok',
      skip: 'they need a second provider and configs that only the stand-ins have',
    },
  ];
}

function mistakes(source: FormValues, chat: FormValues, knowsKeys: boolean): Step[] {
  const wrong = { ...source, apiKey: 'pk-this-key-is-wrong' };
  const skip = knowsKeys ? undefined : 'a gateway of your own may not check keys';
  const query = { ...chat, max_tokens: '12abc' };
  return [
    { title: 'A wrong field is refused', source, query, expect: 'failed', shows: 'Max Tokens must be a whole number' },
    {
      title: 'A wrong API key fails the connection test',
      source: wrong,
      expect: 'failed',
      shows: 'Invalid API Key',
      skip,
    },
    {
      title: 'A wrong API key fails a query',
      source: wrong,
      query: chat,
      expect: 'failed',
      shows: '"statusCode":401',
      skip,
    },
  ];
}

/** What a person looks for in an outcome: the model's words, how much was embedded, or what went wrong. */
export function answerOf(outcome: RunOutcome | TestOutcome): string {
  if (outcome.status === 'failed') return String(outcome.description ?? outcome.message);
  if (!('data' in outcome)) return 'Connection verified';
  const { choices, data: vectors } = asObject(outcome.data);
  if (Array.isArray(vectors)) {
    const { embedding } = asObject(vectors[0]);
    return `${vectors.length} vectors of ${Array.isArray(embedding) ? embedding.length : 0} numbers`;
  }
  const { message, text } = asObject(Array.isArray(choices) ? choices[0] : undefined);
  return String(asObject(message).content ?? text ?? 'an answer without text');
}
