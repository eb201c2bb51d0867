/** The values of the form's operation selector. */
export const OPERATIONS = ['completion', 'chat', 'prompt_completion', 'create_embedding'] as const;

export type Operation = (typeof OPERATIONS)[number];

/**
 * What a form field holds: `''` when cleared, any JSON value when the field is exactly one `{{ expression }}`, else
 * text. Nothing is known before fields.ts has read it.
 */
type FormValue = unknown;

/** The data source, as manifest.json declares it. ToolJet has decrypted the secrets. */
export interface SourceOptions {
  apiKey?: FormValue;
  virtualKey?: FormValue;
  config?: FormValue;
  gatewayUrl?: FormValue;
}

/** What a query may replace of its data source. */
export interface Overrides {
  virtualKey?: FormValue;
  config?: FormValue;
}

export interface CompletionOptions extends Overrides {
  prompt?: FormValue;
  model?: FormValue;
  max_tokens?: FormValue;
  temperature?: FormValue;
  stop_sequences?: FormValue;
  metadata?: FormValue;
  other_parameters?: FormValue;
}

export interface ChatOptions extends Overrides {
  messages?: FormValue;
  model?: FormValue;
  max_tokens?: FormValue;
  temperature?: FormValue;
  stop_sequence?: FormValue;
  stop_sequences?: FormValue;
  metadata?: FormValue;
  other_parameters?: FormValue;
}

export interface PromptCompletionOptions extends Overrides {
  promptId?: FormValue;
  variables?: FormValue;
  prompt_parameters?: FormValue;
  parameters?: FormValue;
  metadata?: FormValue;
}

export interface EmbeddingOptions extends Overrides {
  input?: FormValue;
  model?: FormValue;
  metadata?: FormValue;
  other_parameters?: FormValue;
}

/** Everything stored with a query: the fields of each operation that was ever filled in, and keys of the host's own. */
export type QueryOptions = { operation?: FormValue } & CompletionOptions &
  ChatOptions &
  PromptCompletionOptions &
  EmbeddingOptions;
