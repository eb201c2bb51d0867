import { isObject, parseJson } from './json';
import { mask, secretsIn } from './mask';

export { mask };

/** The secrets in the raw values of data sources and queries. */
export function secretsOf(...forms: unknown[]): string[] {
  return forms.filter(isObject).flatMap(({ apiKey, virtualKey, config }) => {
    const keys = [apiKey, virtualKey].filter((key) => typeof key === 'string').map((key) => key.trim());
    const inConfig = secretsIn(typeof config === 'string' ? parseJson(config) : config);
    return [...keys, ...inConfig].filter((secret) => secret !== '' && !secret.startsWith('@'));
  });
}
