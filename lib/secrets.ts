import { MAX_DEPTH, parseJson } from './json';
import { credentialsIn, partsOf } from './secret-parts';

export { mask } from './masking/mask';

/** In characters and values: no header is longer, so nothing beyond it was ever sent to anybody. */
const MAX_SIZE = 100_000;

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
  mode: 'names',
  strategy: { mode: 'names', default: 'names', on_status_codes: 'names', conditions: 'harmless' },
  cache: { mode: 'names', max_age: 'names' },
  input_guardrails: 'names',
  output_guardrails: 'names',
};
// Older configs have a mode, and options for targets.
CONFIG.targets = CONFIG.options = CONFIG;

/** Words of a name that make a number a secret too, and a text in a harmless place. Nothing is told by `max_tokens`. */
const SECRET_NAME =
  /(^|[^a-z])(secret|((api|access|auth)?(?<!cache_)key|(access|auth)?token(?!_id))|pass(word|phrase|wd)?|pwd|auth(orization)?|credentials?|cookie|signature|pin)(?![a-z])/;

/** What people type where no key is needed or known yet, what may stand for a part of a config, and what a key follows. */
const PLACEHOLDER =
  /^(default|example|placeholder|dummy(.?key)?|(no|api|test).?key|(sk-)?(no.key.|not.?)(needed|used|required)|unused|ignored|anything|changeme|password|undefined|ollama|lm-studio|bearer|simple|semantic|fallback|loadbalance|your[-_ ][a-z_ -]+|<[\w -]+>|(sk-)?[.*x-]+)$/i;

/** Where a name can only look so: a provider such as azure-openai or the slug of one such as @openai-prod/gpt-4o; a header. */
const NAMES = new Map([
  ['provider', /^(@[\w./-]+|(?!.{30}|[sp]k-)[a-z\d]+([-_.][a-z\d]+)*)$/i],
  ['forward_headers', /^[\w-]+$/],
]);

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
      const isName = NAMES.get(key)?.test(value) ?? (typeof place === 'string' && !isNamed);
      const isSlug = key === 'virtual_key' && value.trim().startsWith('@');
      const text = value.slice(0, left);
      for (const part of isName ? credentialsIn(text) : []) add(part, undefined, true, depth);
      if (!isName && !isSlug) add(text, place, isNamed, depth);
      left -= value.length;
    } else if (typeof value === 'number' || typeof value === 'bigint') {
      if (isNamed) add(String(value), undefined, true, depth);
    } else if (Array.isArray(value)) {
      for (const item of value.slice(0, left)) walk(item, place, key, isNamed, depth + 1);
    } else if (typeof value === 'object' && value !== null) {
      for (const name of Object.keys(value)) {
        const inner = placeIn(place, name);
        const item = (value as Record<string, unknown>)[name];
        walk(item, inner, name, SECRET_NAME.test(inWords(name)) || (isNamed && inner === undefined), depth + 1);
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

function placeIn(place: Place, name: string): Place {
  if (typeof place === 'object') return Object.hasOwn(place, name) ? place[name] : undefined;
  return place === 'harmless' ? place : undefined;
}

/** `accessToken` as `access_token`. */
function inWords(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase();
}
