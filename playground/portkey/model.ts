import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { asObject, serve, type RecordedRequest, type Reply } from './http';

export interface Model {
  /** Base URL of the provider, for a gateway's `custom_host`. */
  url: string;
  requests: RecordedRequest[];
  close(): Promise<void>;
}

const DEFAULT_DIMENSIONS = 8;

/** Every answer has the same date, so that two runs give the same output. */
const CREATED = 1_700_000_000;

/** OpenAI's reasoning models, and their words: https://platform.openai.com/docs/guides/reasoning */
const REASONING = /^(o\d|gpt-5)/;
const REFUSED_MAX_TOKENS =
  "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.";

/**
 * Starts a model provider that speaks OpenAI's API and Anthropic's messages. The same request always gets the same
 * answer; a model named `fail-429` (any status) fails with that status, and `slow-2000` takes so many milliseconds.
 */
export async function startModel(): Promise<Model> {
  const server = await serve('127.0.0.1', answer);
  return { url: `http://127.0.0.1:${server.port}/v1`, requests: server.requests, close: server.close };
}

async function answer({ method, path, body }: RecordedRequest): Promise<Reply> {
  const fields = asObject(body);
  const route = `${method} ${path.split('?')[0]}`;
  const status = /^fail-(\d{3})$/.exec(String(fields.model))?.[1];
  if (status) return failure(Number(status), `The model ${String(fields.model)} was told to fail`, route);
  // Unref'd, for whoever asked may be gone by then, and all of the playground with it.
  await sleep(Number(/^slow-(\d+)$/.exec(String(fields.model))?.[1] ?? 0), undefined, { ref: false });
  switch (route) {
    case 'POST /v1/chat/completions':
      return REASONING.test(String(fields.model)) && fields.max_tokens !== undefined
        ? failure(400, REFUSED_MAX_TOKENS, route)
        : { body: chat(fields) };
    case 'POST /v1/completions':
      return { body: completion(fields) };
    case 'POST /v1/embeddings':
      return { body: embeddings(fields) };
    case 'POST /v1/messages':
      return { body: message(fields) };
    case 'GET /v1/models':
      return { body: { object: 'list', data: [{ id: 'parrot-1', object: 'model', owned_by: 'playground' }] } };
    default:
      return failure(404, `Unknown request URL: ${route}`, route);
  }
}

/** OpenAI and Anthropic both put the words into `error.message`; Anthropic wraps it once more. */
function failure(status: number, message: string, route: string): Reply {
  if (route === 'POST /v1/messages') return { status, body: { type: 'error', error: { type: 'api_error', message } } };
  return { status, body: { error: { message, type: 'playground_error', param: null, code: `status_${status}` } } };
}

function chat(fields: Record<string, unknown>) {
  const asked = lastUserText(fields.messages);
  const called = toolCall(fields, asked);
  const said = answerInJson(fields.response_format, asked) ?? `You said: ${asked}${lastToolText(fields.messages)}`;
  const { text, finish } = limit(said, fields.stop, fields.max_tokens ?? fields.max_completion_tokens);
  const message = called
    ? { role: 'assistant', content: null, tool_calls: [called] }
    : { role: 'assistant', content: text };
  return {
    id: 'chatcmpl-playground',
    object: 'chat.completion',
    created: CREATED,
    model: fields.model,
    choices: [{ index: 0, message, logprobs: null, finish_reason: called ? 'tool_calls' : finish }],
    usage: usage(asked, text),
  };
}

/** Calls the first tool that is offered, until a tool has answered: https://platform.openai.com/docs/guides/function-calling */
function toolCall({ tools, messages }: Record<string, unknown>, asked: string) {
  const offered = Array.isArray(tools) ? asObject(asObject(tools[0]).function) : {};
  if (!offered.name || lastToolText(messages)) return undefined;
  const args = JSON.stringify(example(offered.parameters, asked));
  return { id: 'call_playground', type: 'function', function: { name: offered.name, arguments: args } };
}

/** JSON text of the schema's form: https://platform.openai.com/docs/guides/structured-outputs */
function answerInJson(format: unknown, asked: string): string | undefined {
  const { type, json_schema } = asObject(format);
  return type === 'json_schema' ? JSON.stringify(example(asObject(json_schema).schema, asked)) : undefined;
}

/** A value that a JSON schema allows: of what was asked its first number, and else all of its words. */
function example(schema: unknown, asked: string): unknown {
  const { type, properties, items } = asObject(schema);
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(asObject(properties)).map(([name, property]) => [name, example(property, asked)])
      );
    case 'array':
      return [example(items, asked)];
    case 'integer':
    case 'number':
      return Number(/\d+/.exec(asked)?.[0] ?? 0);
    default:
      return asked;
  }
}

function completion(fields: Record<string, unknown>) {
  const prompts = Array.isArray(fields.prompt) ? fields.prompt.map(String) : [String(fields.prompt)];
  const answers = prompts.map((prompt) => limit(`You wrote: ${prompt}`, fields.stop, fields.max_tokens));
  return {
    id: 'cmpl-playground',
    object: 'text_completion',
    created: CREATED,
    model: fields.model,
    choices: answers.map(({ text, finish }, index) => ({ index, text, logprobs: null, finish_reason: finish })),
    usage: usage(prompts.join(' '), answers.map(({ text }) => text).join(' ')),
  };
}

/** Anthropic's answer to the gateway's anthropic provider, which turns it back into OpenAI's form. */
function message(fields: Record<string, unknown>) {
  const asked = lastUserText(fields.messages);
  const { text, finish } = limit(`You said: ${asked}`, fields.stop_sequences, fields.max_tokens);
  const { prompt_tokens, completion_tokens } = usage(asked, text);
  return {
    id: 'msg_playground',
    type: 'message',
    role: 'assistant',
    model: fields.model,
    content: [{ type: 'text', text }],
    stop_reason: finish === 'length' ? 'max_tokens' : 'end_turn',
    stop_sequence: null,
    usage: { input_tokens: prompt_tokens, output_tokens: completion_tokens },
  };
}

function embeddings(fields: Record<string, unknown>) {
  const input = fields.input;
  // An array of numbers is one text as tokens; an array of anything else is one text an item.
  const single = !Array.isArray(input) || input.every((item) => typeof item === 'number');
  const texts = (single ? [input] : (input as unknown[])).map((item) => asText(item));
  const dimensions = typeof fields.dimensions === 'number' ? fields.dimensions : DEFAULT_DIMENSIONS;
  return {
    object: 'list',
    model: fields.model,
    data: texts.map((text, index) => {
      const vector = embed(text, dimensions);
      const base64 = Buffer.from(new Float32Array(vector).buffer).toString('base64');
      return { object: 'embedding', index, embedding: fields.encoding_format === 'base64' ? base64 : vector };
    }),
    usage: { prompt_tokens: words(texts.join(' ')).length, total_tokens: words(texts.join(' ')).length },
  };
}

/** A fixed vector for a text: one hash of it a dimension, between -1 and 1. */
export function embed(text: string, dimensions: number = DEFAULT_DIMENSIONS): number[] {
  return Array.from({ length: dimensions }, (_, dimension) =>
    Number((createHash('sha256').update(`${dimension}:${text}`).digest().readInt32BE() / 2 ** 31).toFixed(6))
  );
}

function lastUserText(messages: unknown): string {
  const all = Array.isArray(messages) ? messages.map(asObject) : [];
  return asText(all.filter(({ role }) => role === 'user').at(-1)?.content);
}

/** What a tool answered, when that is the last message. */
function lastToolText(messages: unknown): string {
  const last = asObject(Array.isArray(messages) ? messages.at(-1) : undefined);
  return last.role === 'tool' ? ` The tool said: ${asText(last.content)}` : '';
}

/** The text of a message's content: text itself, or a list's text parts, with the kind of the others in brackets. */
function asText(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map(partText).join(' ');
}

function partText(part: unknown): string {
  const { text, type } = asObject(part);
  return typeof part === 'number' ? String(part) : String(text ?? (type ? `[${String(type)}]` : ''));
}

/** Honours stop sequences and the token limit, one token a word, so that a dropped field shows in the answer. */
function limit(text: string, stop: unknown, maxTokens: unknown): { text: string; finish: 'stop' | 'length' } {
  const stops = (Array.isArray(stop) ? stop : [stop]).filter((item): item is string => typeof item === 'string');
  const cut = stops.reduce((rest, sequence) => rest.split(sequence)[0] ?? '', text);
  const kept = words(cut);
  if (typeof maxTokens !== 'number' || kept.length <= maxTokens) return { text: cut, finish: 'stop' };
  return { text: kept.slice(0, maxTokens).join(' '), finish: 'length' };
}

function usage(asked: string, answered: string) {
  const prompt_tokens = words(asked).length;
  const completion_tokens = words(answered).length;
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
}

function words(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}
