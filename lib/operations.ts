import { count, fieldError, firstFilled, input, messages, name, number, object } from './fields';
import { parameters, prompt, promptId, stop } from './fields';
import { metadata } from './headers';
import type { PortkeyClient } from './sdk';
import { OPERATIONS } from './types';
import type { ChatOptions, CompletionOptions, EmbeddingOptions, Operation } from './types';
import type { PromptCompletionOptions, QueryOptions } from './types';

/** https://portkey.ai/docs/api-reference/inference-api/completions */
function completion(client: PortkeyClient, query: CompletionOptions) {
  const body = {
    prompt: prompt(query, 'prompt', 'Prompt') as string,
    model: name(query, 'model', 'Model'),
    max_tokens: count(query, 'max_tokens', 'Max Tokens'),
    temperature: number(query, 'temperature', 'Temperature'),
    stop: stop(query, 'stop_sequences', 'Stop Sequences'),
    ...parameters(query, 'other_parameters', 'Other Parameters'),
  };
  return client.completions.create(
    body as Parameters<typeof client.completions.create>[0],
    undefined,
    metadataHeader(query)
  );
}

/** https://portkey.ai/docs/api-reference/inference-api/chat */
function chat(client: PortkeyClient, query: ChatOptions) {
  const body = {
    messages: messages(query, 'messages', 'Messages'),
    model: name(query, 'model', 'Model'),
    max_tokens: count(query, 'max_tokens', 'Max Tokens'),
    temperature: number(query, 'temperature', 'Temperature'),
    stop: stop(query, firstFilled(query, ['stop_sequence', 'stop_sequences']), 'Stop Sequence'),
    ...parameters(query, 'other_parameters', 'Other Parameters'),
  };
  return client.chat.completions.create(
    body as Parameters<typeof client.chat.completions.create>[0],
    undefined,
    metadataHeader(query)
  );
}

/** https://portkey.ai/docs/api-reference/inference-api/prompts/prompt-completion */
function promptCompletion(client: PortkeyClient, query: PromptCompletionOptions) {
  const body = {
    variables: object(query, 'variables', 'Variables') ?? {},
    ...parameters(query, firstFilled(query, ['prompt_parameters', 'parameters']), 'Parameters'),
    // Last: the SDK puts it into the path, so no parameter may replace it.
    promptID: promptId(query, 'promptId', 'Prompt ID'),
  };
  return client.prompts.completions.create(body, undefined, metadataHeader(query));
}

/** https://portkey.ai/docs/api-reference/inference-api/embeddings */
function createEmbedding(client: PortkeyClient, query: EmbeddingOptions) {
  const body = {
    input: input(query, 'input', 'Input'),
    model: name(query, 'model', 'Model'),
    ...parameters(query, 'other_parameters', 'Other Parameters'),
  };
  return client.embeddings.create(
    body as Parameters<typeof client.embeddings.create>[0],
    undefined,
    metadataHeader(query)
  );
}

function metadataHeader(query: { metadata?: unknown }) {
  const header = metadata(query, 'metadata', 'Metadata');
  return header === undefined ? {} : { extraHeaders: { 'x-portkey-metadata': header } };
}

/**
 * Reads the query's fields and sends its request.
 *
 * @returns the gateway's JSON answer
 * @throws QueryError that names the field, before anything is sent; the SDK's error for everything after that
 */
export function runOperation(client: PortkeyClient, query: QueryOptions): PromiseLike<object> {
  switch (query.operation as Operation) {
    case 'completion':
      return completion(client, query);
    case 'chat':
      return chat(client, query);
    case 'prompt_completion':
      return promptCompletion(client, query);
    case 'create_embedding':
      return createEmbedding(client, query);
    default:
      throw fieldError('operation', `Operation must be one of ${OPERATIONS.join(', ')}`);
  }
}
