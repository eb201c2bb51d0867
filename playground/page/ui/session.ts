import { useLayoutEffect, useState } from 'preact/hooks';
import type { Forms, Preset } from '../api';

export type Values = Record<string, string>;

/** All that one can fill in. */
export interface FormState {
  source: Values;
  operation: string;
  /** The query's fields, as they are typed. Those of all operations share their keys, as in ToolJet. */
  values: Values;
  /** The app's state, as JSON text. */
  stateText: string;
}

/** What is kept for a reload: a preset by its name, because its values have secrets and change with each start. */
type Kept = Partial<Omit<FormState, 'source'>> & { preset?: string; source?: Values };

const KEY = 'portkey-playground';

/** The form's state, which survives a reload but for its secrets. `fresh` is whether nothing was there to survive. */
export function useFormState(forms: Forms) {
  const [{ form: first, fresh }] = useState(() => restore(forms));
  const [form, setForm] = useState(first);
  // At once: a reload may follow.
  useLayoutEffect(() => keep(keepable(form, forms)), [form, forms]);
  const change = (part: Partial<FormState>) => setForm((before) => ({ ...before, ...part }));
  return { form, change, fresh };
}

/** The preset whose values the connection has, if any. */
export function presetOf(source: Values, presets: Preset[]): Preset | undefined {
  return presets.find(({ values }) => Object.entries(source).every(([key, value]) => (values[key] ?? '') === value));
}

/** The preset that has the connection's gateway, whose limits are the same for each key. */
export function gatewayOf(source: Values, presets: Preset[]): Preset | undefined {
  return presets.find(({ values }) => values.gatewayUrl === source.gatewayUrl);
}

function restore({ connection, query, presets, examples, state }: Forms): { form: FormState; fresh: boolean } {
  const { operation, ...values } = examples[0]?.query ?? { operation: query.first };
  const first = {
    source: { ...connection.defaults, ...presets[0]?.values },
    operation,
    values: values as Values,
    stateText: JSON.stringify(state, null, 2),
  };
  const before = kept();
  if (!before) return { form: first, fresh: true };
  const { preset, source, ...others } = before;
  const filled = source ?? presets.find(({ name }) => name === preset)?.values;
  return { form: { ...first, ...others, source: { ...connection.defaults, ...filled } }, fresh: false };
}

/** A browser may refuse to keep anything, or have no room for so much: then a reload loses what is new. */
function keep(form: Kept): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(form));
  } catch (error) {
    console.warn('The form will not survive a reload:', error);
  }
}

function kept(): Kept | undefined {
  try {
    return (JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Kept | null) ?? undefined;
  } catch (error) {
    console.warn('What was kept of the form cannot be read:', error);
    return undefined;
  }
}

/** The name of a provider, or an expression that only names where the secret is. */
const NO_SECRET = /^\s*(@|{{[\w\s.?]*}}\s*$)/;

/** A config in JSON may hold the keys of several providers. */
function keepable({ source, operation, values, stateText }: FormState, { connection, presets }: Forms): Kept {
  const { encrypted } = connection;
  const secrets = encrypted.map((key) => source[key] ?? '').filter((text) => text !== '' && !NO_SECRET.test(text));
  const isPublic = (key: string, text: string) => {
    if (encrypted.includes(key) && !NO_SECRET.test(text)) return false;
    if (key === 'config' && text.trim().startsWith('{')) return false;
    return !secrets.some((secret) => text.includes(secret));
  };
  const withoutSecrets = (form: Values) =>
    Object.fromEntries(Object.entries(form).filter(([key, text]) => isPublic(key, text)));
  const preset = presetOf(source, presets)?.name;
  return {
    ...(preset ? { preset } : { source: withoutSecrets(source) }),
    operation,
    values: withoutSecrets(values),
    ...(isPublic('', stateText) && { stateText }),
  };
}
