import { parseUrl } from './gateway-url';
import { MAX_DEPTH, parseJson } from './json';
import { SHORTEST } from './search';

export { mask } from './mask';

/** In characters: of a text in several lines, such as a PEM key, shorter lines are no secrets on their own. */
const SHORTEST_LINE = 8;

/** In characters and values: no header is longer, so nothing beyond it was ever sent to anybody. */
const MAX_SIZE = 200_000;

/** What stands at a place of a config: only names, anything harmless at any depth, by key something of these, or a secret. */
type Place = 'names' | 'harmless' | { [key: string]: Place } | undefined;

/**
 * Where Portkey expects names and settings; every other text in a config is a secret, whatever its key is called:
 * https://portkey.ai/docs/api-reference/inference-api/config-object
 */
const CONFIG: { [key: string]: Place } = {
  name: 'names',
  provider: 'names',
  model: 'names',
  weight: 'names',
  request_timeout: 'names',
  on_status_codes: 'names',
  forward_headers: 'names',
  retry: 'harmless',
  override_params: 'harmless',
  strategy: { mode: 'names', default: 'names', on_status_codes: 'names', conditions: 'harmless' },
  cache: { mode: 'names', max_age: 'names' },
  input_guardrails: 'names',
  output_guardrails: 'names',
};
CONFIG.targets = CONFIG;

/** Names that make a number a secret too, and a text in a harmless place. Nothing is told by `max_tokens`. */
const SECRET_NAME = /key|secret|token(?!s)|pass|pwd|auth|credential|cookie|signature|^pin$/i;

/** What people type where no key is needed or known yet, and what says in a header that a key follows. */
const PLACEHOLDER =
  /^(default|example|placeholder|dummy(.?key)?|(no|api).?key|not.?(needed|used|required)|unused|ignored|anything|changeme|ollama|lm-studio|bearer|your[-_ ][a-z_ -]+|<[\w -]+>|(sk-)?[.*x-]+)$/i;

/** A provider's name such as azure-openai, or the slug of one such as @openai-prod/gpt-4o. */
const PROVIDER = /^@?[a-z\d]+([-_./][a-z\d]+)*$/i;

/**
 * The secrets in the raw values of data sources and queries: API keys, virtual keys, and in a JSON config all that does
 * not stand where Portkey expects a name or a setting. An AI provider's slug is none, and neither is a saved config's id.
 *
 * @param forms anything at all; what is no form has no secrets
 * @returns each secret, and what of it may be logged alone, such as the key in `Bearer key`; never throws
 */
export function secretsOf(...forms: unknown[]): string[] {
  const secrets = new Set<string>();
  for (const form of forms) {
    try {
      const { apiKey, virtualKey, config } = Object(form) as Record<string, unknown>;
      collect({ api_key: apiKey }, undefined, secrets);
      collect({ virtual_key: virtualKey }, undefined, secrets);
      // Any text that is no JSON is a saved config's id.
      if (typeof config !== 'string' || /^\s*[[{"]/.test(config)) collect(config, CONFIG, secrets);
    } catch {
      // What cannot even be read is not sent to anybody.
    }
  }
  return [...secrets];
}

function collect(root: unknown, rootPlace: Place, secrets: Set<string>): void {
  let left = MAX_SIZE;
  const walk = (value: unknown, place: Place, key: string, isNamed: boolean, depth: number): void => {
    if (left-- <= 0 || depth > MAX_DEPTH) return;
    if (typeof value === 'string') {
      const isName = key === 'provider' ? PROVIDER.test(value) : typeof place === 'string' && !isNamed;
      const isSlug = key === 'virtual_key' && value.trim().startsWith('@');
      if (!isName && !isSlug) add(value.slice(0, left), place, isNamed, depth);
      left -= value.length;
    } else if (typeof value === 'number' || typeof value === 'bigint') {
      if (isNamed) add(String(value), undefined, true, depth);
    } else if (Array.isArray(value)) {
      for (const item of value.slice(0, left)) walk(item, place, key, isNamed, depth + 1);
    } else if (typeof value === 'object' && value !== null) {
      for (const name of Object.keys(value)) {
        const inner = place === 'harmless' ? place : typeof place === 'object' ? place[name] : undefined;
        const item = (value as Record<string, unknown>)[name];
        walk(item, inner, name, SECRET_NAME.test(name) || (isNamed && inner === undefined), depth + 1);
      }
    }
  };
  const add = (text: string, place: Place, isNamed: boolean, depth: number): void => {
    const json = /^\s*[[{"]/.test(text) ? parseJson(text) : undefined;
    if (json !== undefined) return walk(json, place, '', isNamed, depth + 1);
    for (const part of partsOf(text)) if (!PLACEHOLDER.test(part)) secrets.add(part);
  };
  walk(root, rootPlace, '', false, 0);
}

/** A text and what of it may be logged alone: a line, the value of a header or of a pair, the secrets of a URL. */
function partsOf(text: string, layers = 4): string[] {
  const trimmed = text.trim();
  if (layers === 0 || trimmed.length < SHORTEST) return [];
  const inside = (parts: string[]) => parts.flatMap((part) => partsOf(part, layers - 1));
  const url = /^[a-z][\w+.-]*:\/\//i.test(trimmed) ? parseUrl(trimmed) : undefined;
  if (url) {
    const values = Array.from(url.searchParams, ([name, value]) => value || name);
    return inside([url.username, url.password, url.hash.slice(1), ...values]);
  }
  const lines = trimmed.split(/\n|\\n/).filter((line) => line.trim().length >= SHORTEST_LINE);
  if (lines.length > 1) return [trimmed, ...inside(lines)];
  const [, scheme, value = ''] = /^([^\s:]+:|bearer|basic|token|api-?key)\s*(.+)$/i.exec(trimmed) ?? [];
  const decoded = scheme?.toLowerCase() === 'basic' ? Buffer.from(value, 'base64').toString() : '';
  const paired = Array.from(trimmed.matchAll(/=["']?([^\s;,&"']+)/g), ([, pair = '']) => pair);
  return [trimmed, ...inside([value, decoded, ...paired])];
}
