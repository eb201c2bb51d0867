import type { Model } from './model';

/** A gateway config: https://portkey.ai/docs/api-reference/inference-api/config-object */
export interface Config {
  targets?: Config[];
  override_params?: { model?: string; [param: string]: unknown };
  [key: string]: unknown;
}

/** One version of a prompt template. */
interface SavedPrompt {
  model: string;
  messages: { role: string; content: string }[];
  [param: string]: unknown;
}

/** The only API key that the stand-in cloud accepts. */
export const API_KEY = 'pk-playground-9d41e7c05b';

/** A virtual key, the older form, for the OpenAI-style provider. */
export const VIRTUAL_KEY = 'openai-virtual-7c2f90';

/** AI provider slugs, the current form of virtual keys. */
const OPENAI_SLUG = '@openai-prod';
export const ANTHROPIC_SLUG = '@anthropic-prod';

export const FALLBACK_CONFIG = 'pc-fallback-3e8a1b';
export const GUARDRAIL_CONFIG = 'pc-no-secrets-5b07d2';
export const ANTHROPIC_CONFIG = 'pc-anthropic-f4c619';

/** A word that the guardrail of GUARDRAIL_CONFIG refuses. */
export const FORBIDDEN_WORD = 'password';

/** A prompt with two versions; takes the variables `customer` and `topic`. */
export const PROMPT_ID = 'pp-support-reply-a81c4d';

/** Saved configs by id, as they would be written in Portkey's app: providers by name, never with their keys. */
export const SAVED_CONFIGS: Record<string, Config> = {
  [FALLBACK_CONFIG]: {
    strategy: { mode: 'fallback' },
    targets: [{ virtual_key: VIRTUAL_KEY, override_params: { model: 'fail-500' } }, { provider: OPENAI_SLUG }],
  },
  [GUARDRAIL_CONFIG]: {
    virtual_key: VIRTUAL_KEY,
    input_guardrails: [{ 'default.contains': { operator: 'none', words: [FORBIDDEN_WORD] }, deny: true }],
  },
  [ANTHROPIC_CONFIG]: { provider: ANTHROPIC_SLUG },
};

/** The versions of each saved prompt, oldest first. */
export const SAVED_PROMPTS: Record<string, SavedPrompt[]> = {
  [PROMPT_ID]: [
    {
      model: `${OPENAI_SLUG}/parrot-1`,
      messages: [{ role: 'user', content: 'Answer {{customer}} about {{topic}}.' }],
    },
    {
      model: `${OPENAI_SLUG}/parrot-1`,
      messages: [
        { role: 'system', content: 'You answer for the support team.' },
        { role: 'user', content: 'Write a short reply to {{customer}} about {{topic}}.' },
      ],
    },
  ],
};

/** The versions that carry a label: https://portkey.ai/docs/product/prompt-engineering-studio/prompt-versioning */
export const PROMPT_LABELS: Record<string, number> = { production: 1, staging: 2 };

/** What the model catalogue lists. */
export const CATALOGUE = [`${OPENAI_SLUG}/parrot-1`, `${ANTHROPIC_SLUG}/claude-parrot-1`];

/** What the vault holds behind each virtual key or slug: the provider's own credentials. */
export function credentials(name: string, model: Model): Config | undefined {
  switch (name) {
    case VIRTUAL_KEY:
    case OPENAI_SLUG:
      return { provider: 'openai', api_key: 'sk-playground-openai', custom_host: model.url };
    case ANTHROPIC_SLUG:
      return { provider: 'anthropic', api_key: 'sk-playground-anthropic', custom_host: model.url };
    default:
      return undefined;
  }
}
