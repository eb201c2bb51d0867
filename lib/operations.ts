import { fieldError, OPERATIONS, reader, SELECTOR } from './fields';
import type { PortkeyClient } from './sdk';
import type { QueryOptions } from './types';

/**
 * The type that the SDK declares for a request. It demands what a config may say as well, and it knows no undefined,
 * which JSON leaves out: what is sent is what the tables in fields.ts say.
 */
type BodyFor<Resource extends { create(...args: never[]): unknown }> = Parameters<Resource['create']>[0] & {
  stream?: false;
};

/** https://portkey.ai/docs/api-reference/inference-api/completions */
function completion({ completions }: PortkeyClient, query: QueryOptions) {
  const read = reader(OPERATIONS.completion, query);
  const body = {
    prompt: read('prompt'),
    model: read('model'),
    max_tokens: read('max_tokens'),
    temperature: read('temperature'),
    stop: read('stop_sequences'),
    ...read('other_parameters'),
  };
  return completions.create(body as BodyFor<typeof completions>, undefined, headersOf(read('metadata')));
}

/** https://portkey.ai/docs/api-reference/inference-api/chat */
function chat({ chat: { completions } }: PortkeyClient, query: QueryOptions) {
  const read = reader(OPERATIONS.chat, query);
  const body = {
    messages: read('messages'),
    model: read('model'),
    max_tokens: read('max_tokens'),
    temperature: read('temperature'),
    stop: read('stop_sequence'),
    ...read('other_parameters'),
  };
  return completions.create(body as BodyFor<typeof completions>, undefined, headersOf(read('metadata')));
}

/** https://portkey.ai/docs/api-reference/inference-api/prompts/prompt-completion */
function promptCompletion({ prompts: { completions } }: PortkeyClient, query: QueryOptions) {
  const read = reader(OPERATIONS.prompt_completion, query);
  const body = {
    variables: read('variables') ?? {},
    ...read('prompt_parameters'),
    // Last: the SDK puts it into the path, so no parameter may replace it.
    promptID: read('promptId'),
  };
  return completions.create(body, undefined, headersOf(read('metadata')));
}

/** https://portkey.ai/docs/api-reference/inference-api/embeddings */
function createEmbedding({ embeddings }: PortkeyClient, query: QueryOptions) {
  const read = reader(OPERATIONS.create_embedding, query);
  const body = {
    input: read('input'),
    model: read('model'),
    ...read('other_parameters'),
  };
  return embeddings.create(body as BodyFor<typeof embeddings>, undefined, headersOf(read('metadata')));
}

function headersOf(metadata: string | undefined) {
  return metadata === undefined ? {} : { extraHeaders: { 'x-portkey-metadata': metadata } };
}

/**
 * Reads the query's fields and sends its request.
 *
 * @returns the gateway's JSON answer
 * @throws QueryError that names the field, before anything is sent; the SDK's error for everything after that
 */
export function runOperation(client: PortkeyClient, query: QueryOptions): PromiseLike<object> {
  switch (reader(SELECTOR, query)('operation')) {
    case 'completion':
      return completion(client, query);
    case 'chat':
      return chat(client, query);
    case 'prompt_completion':
      return promptCompletion(client, query);
    case 'create_embedding':
      return createEmbedding(client, query);
    default:
      throw fieldError(SELECTOR, 'operation', `must be one of ${Object.keys(OPERATIONS).join(', ')}`);
  }
}
