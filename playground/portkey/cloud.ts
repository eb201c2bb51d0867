import { randomUUID } from 'node:crypto';
import mustache from 'mustache';
import { asciiJson } from '../../lib/json';
import { API_KEY, CATALOGUE, credentials, PROMPT_LABELS, SAVED_CONFIGS, SAVED_PROMPTS, type Config } from './fixtures';
import type { Gateway } from './gateway';
import { asObject, serve, type RecordedRequest, type Reply } from './http';
import type { Model } from './model';

export interface Cloud {
  /** Under the name localhost: the plugin refuses to call 127.0.0.1. */
  url: string;
  requests: RecordedRequest[];
  close(): Promise<void>;
}

/** Headers that only the hosted service understands; the gateway gets what they stand for, in its config. */
const CLOUD_HEADERS = ['x-portkey-api-key', 'x-portkey-virtual-key', 'x-portkey-config'];
const FORWARDED_HEADERS = ['accept', 'authorization', 'content-type', 'user-agent'];

/** Portkey's way to say no. */
class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string
  ) {
    super(message);
  }
}

/**
 * Starts what only Portkey's hosted service has, in front of its open-source gateway: it knows keys, names, saved
 * configs and prompts, puts what they stand for into the request, and leaves the work to the real gateway.
 */
export async function startCloud({ gateway, model }: { gateway: Gateway; model: Model }): Promise<Cloud> {
  const server = await serve('localhost', async (request) => {
    const { headers, ...reply } = await route(request, gateway, model).catch(refuse);
    // Tracing: the hosted service gives each request an id unless the caller did; the gateway alone answers with ''.
    // https://portkey.ai/docs/product/observability/traces
    const traceId = headers?.['x-portkey-trace-id'] || header(request.headers['x-portkey-trace-id']) || randomUUID();
    return { ...reply, headers: { ...headers, 'x-portkey-trace-id': traceId } };
  });
  return { url: `http://localhost:${server.port}/v1`, requests: server.requests, close: server.close };
}

function refuse(error: unknown): Reply {
  if (!(error instanceof Refusal)) throw error;
  return { status: error.status, body: { status: 'failure', message: error.message } };
}

async function route(request: RecordedRequest, gateway: Gateway, model: Model): Promise<Reply> {
  const { method, path, headers, body } = request;
  const url = new URL(path, 'http://localhost');

  // API keys: https://portkey.ai/docs/api-reference/inference-api/headers ("x-portkey-api-key", required)
  if (headers['x-portkey-api-key'] !== API_KEY) throw new Refusal(401, 'Invalid API Key. Error Code: 03');

  // Model catalogue: GET /models without a provider lists the models of the workspace; with one it is that provider's.
  // https://portkey.ai/docs/api-reference/inference-api/models/models
  if (`${method} ${url.pathname}` === 'GET /v1/models' && !namesProvider(request)) {
    const limit = Number(url.searchParams.get('limit') ?? CATALOGUE.length);
    const data = CATALOGUE.slice(0, limit).map((id) => ({ id, object: 'model', slug: id.split('/')[1] }));
    return { body: { object: 'list', total: CATALOGUE.length, data } };
  }

  // Prompts: https://portkey.ai/docs/api-reference/inference-api/prompts/prompt-completion
  const prompt = /^\/v1\/prompts\/([^/]+)\/completions$/.exec(url.pathname)?.[1];
  if (method === 'POST' && prompt) {
    const rendered = renderPrompt(decodeURIComponent(prompt), asObject(body));
    return forward({ ...request, path: '/v1/chat/completions', body: rendered }, gateway, model);
  }
  return forward(request, gateway, model);
}

function namesProvider({ headers }: RecordedRequest): boolean {
  return ['x-portkey-virtual-key', 'x-portkey-provider', 'x-portkey-config'].some((name) => name in headers);
}

/** A saved prompt with its variables filled in. Parameters beside the variables win over the saved ones. */
function renderPrompt(id: string, { variables, ...parameters }: Record<string, unknown>): Record<string, unknown> {
  const [name = '', version = 'latest'] = id.split('@');
  const versions = SAVED_PROMPTS[name];
  // Versions: `pp-…@12` is that version, `@production` the one with that label, none or `@latest` the newest.
  // https://portkey.ai/docs/product/prompt-engineering-studio/prompt-versioning
  const number = PROMPT_LABELS[version] ?? (version === 'latest' ? versions?.length : Number(version));
  const prompt = versions?.[Number(number) - 1];
  if (!prompt) throw new Refusal(404, `Prompt ${id} not found`);
  if (typeof variables !== 'object' || variables === null) throw new Refusal(400, 'variables must be an object');
  const messages = prompt.messages.map(({ role, content }) => ({
    role,
    // Plain text, not HTML: a customer named O'Neil stays O'Neil.
    content: mustache.render(content, variables, undefined, { escape: String }),
  }));
  return { ...prompt, ...parameters, messages };
}

async function forward(request: RecordedRequest, gateway: Gateway, model: Model): Promise<Reply> {
  const { method, path, headers } = request;
  const { config, body } = resolveNames(request, model);
  const sent = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    const ours = CLOUD_HEADERS.includes(name) || (name === 'x-portkey-provider' && String(value).startsWith('@'));
    if (!ours && (name.startsWith('x-portkey-') || FORWARDED_HEADERS.includes(name))) sent.set(name, String(value));
  }
  if (config) sent.set('x-portkey-config', asciiJson(JSON.stringify(config)));
  const response = await fetch(new URL(path, gateway.url), {
    method,
    headers: sent,
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  }).catch(() => {
    throw new Refusal(502, 'The gateway behind the stand-in of Portkey is gone. Start the playground again.');
  });

  const returned: Record<string, string> = {};
  response.headers.forEach((value, name) => {
    if (name === 'content-type' || name.startsWith('x-portkey-')) returned[name] = value;
  });
  return { status: response.status, headers: returned, body: await response.text() };
}

/** Everything that names a provider, turned into the one thing the gateway reads: a config with credentials in it. */
function resolveNames({ headers, body }: RecordedRequest, model: Model): { config: Config | undefined; body: unknown } {
  const saved = header(headers['x-portkey-config']);
  const config = saved === undefined ? undefined : resolveConfig(readConfig(saved), model);

  // Virtual keys: https://portkey.ai/docs/product/ai-gateway/virtual-keys
  const virtualKey = header(headers['x-portkey-virtual-key']);
  // AI providers, their current form: https://portkey.ai/docs/product/model-catalog
  const provider = header(headers['x-portkey-provider']);
  // ... also in front of the model: `@openai-prod/gpt-4o`, which says it most closely and so wins.
  const [slug, bare] = splitModel(asObject(body).model);
  const name = slug ?? (provider?.startsWith('@') ? provider : virtualKey);
  const found = name === undefined ? undefined : lookUp(name, model);

  return {
    config: config || found ? { ...found, ...config } : undefined,
    body: slug ? { ...asObject(body), model: bare } : body,
  };
}

/** Configs by id or in place: https://portkey.ai/docs/product/ai-gateway/configs */
function readConfig(text: string): Config {
  if (!text.startsWith('{')) {
    const saved = SAVED_CONFIGS[text];
    if (!saved) throw new Refusal(400, `Config ${text} not found`);
    return saved;
  }
  try {
    return JSON.parse(text) as Config;
  } catch {
    throw new Refusal(400, 'The config is not valid JSON');
  }
}

/** Replaces the names in a config and in its targets by what they stand for. */
function resolveConfig({ virtual_key, targets, ...config }: Config, model: Model): Config {
  const [slug, bare] = splitModel(config.override_params?.model);
  const provider = typeof config.provider === 'string' && config.provider.startsWith('@') ? config.provider : undefined;
  const name = slug ?? provider ?? (virtual_key as string | undefined);
  return {
    ...config,
    ...(bare && { override_params: { ...config.override_params, model: bare } }),
    ...(name && lookUp(name, model)),
    ...(targets && { targets: targets.map((target) => resolveConfig(target, model)) }),
  };
}

function lookUp(name: string, model: Model): Config {
  const found = credentials(name, model);
  if (found) return found;
  // A slug is public, a virtual key is not, so only the first is repeated.
  throw new Refusal(400, name.startsWith('@') ? `AI provider ${name} not found` : 'Virtual key not found');
}

function splitModel(model: unknown): [slug: string | undefined, model: string | undefined] {
  const [, slug, bare] = /^(@[^/]+)\/(.+)$/.exec(String(model)) ?? [];
  return [slug, bare];
}

function header(value: string | string[] | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
