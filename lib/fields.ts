import { QueryError } from '@tooljet-marketplace/common';
import { gatewayUrl } from './gateway-url';
import * as headers from './headers';
import { isObject } from './json';
import { messages } from './messages';
import * as values from './values';
import { isEmpty, Misfit, type Parser } from './values';

/** One field of a form: the label that ToolJet shows on it, and how its value is read. */
interface Field<T> {
  label: string;
  parse: Parser<T>;
  /** The key under which older saved queries hold the same field. */
  olderKey?: string | undefined;
}

interface RequiredField<T> extends Field<T> {
  /** What belongs into the field; an error's words when it is empty. */
  hint: string;
}

const field = <T>(label: string, parse: Parser<T>, olderKey?: string): Field<T> => ({ label, parse, olderKey });

const required = <T>(label: string, parse: Parser<T>, hint: string): RequiredField<T> => ({ label, parse, hint });

/** The fields of the data source by their keys, as manifest.json declares them. */
export const CONNECTION = {
  apiKey: field('API Key', headers.key),
  virtualKey: field('Default Virtual Key', headers.key),
  config: field('Config', headers.config),
  gatewayUrl: field('Gateway URL', gatewayUrl),
};

/** The fields by which a query replaces those of its data source. */
export const OVERRIDES = {
  config: field('Config', headers.config),
  virtualKey: field('Virtual Key', headers.key),
};

const METADATA = field('Metadata', headers.metadata);
const MODEL = field('Model', values.trimmedText);
const MAX_TOKENS = field('Max Tokens', values.positiveInteger);
const TEMPERATURE = field('Temperature', values.number);
const OTHER_PARAMETERS = field('Other Parameters', values.parameters);

/** The fields of each operation by their keys, as operations.json declares them. */
export const OPERATIONS = {
  completion: {
    prompt: required('Prompt', values.prompt, 'enter the text to complete'),
    model: MODEL,
    max_tokens: MAX_TOKENS,
    temperature: TEMPERATURE,
    stop_sequences: field('Stop Sequences', values.stopSequences),
    metadata: METADATA,
    other_parameters: OTHER_PARAMETERS,
  },
  chat: {
    messages: required('Messages', messages, 'enter an array such as [{"role": "user", "content": "Hi"}]'),
    model: MODEL,
    max_tokens: MAX_TOKENS,
    temperature: TEMPERATURE,
    stop_sequence: field('Stop Sequence', values.stopSequences, 'stop_sequences'),
    metadata: METADATA,
    other_parameters: OTHER_PARAMETERS,
  },
  prompt_completion: {
    promptId: required('Prompt ID', values.promptId, 'enter the id of a saved prompt, such as pp-name-1a2b3c'),
    variables: field('Variables', values.jsonObject),
    prompt_parameters: field('Parameters', values.parameters, 'parameters'),
    metadata: METADATA,
  },
  create_embedding: {
    input: required('Input', values.embeddingInput, 'enter the text to embed'),
    model: MODEL,
    metadata: METADATA,
    other_parameters: OTHER_PARAMETERS,
  },
};

/** The selector above those fields. */
export const SELECTOR = { operation: field('Operation', String) };

type Table = Record<string, Field<unknown> | RequiredField<unknown>>;
type ValueOf<F> = F extends RequiredField<infer T> ? T : F extends Field<infer T> ? T | undefined : never;

/**
 * Reads a form by its table: the returned function takes a field's key and gives its typed value, undefined for an
 * empty field (missing, null or blank text).
 *
 * @param form what the host handed over; anything that is no object counts as an empty form
 * @throws QueryError (from the returned function) that names the field by its label, and by its key in `data.field`
 */
export function reader<T extends Table>(table: T, form: unknown) {
  const held = isObject(form) ? form : {};
  return <Key extends keyof T & string>(key: Key): ValueOf<T[Key]> => {
    const { parse, olderKey, ...more } = table[key] as Field<unknown> | RequiredField<unknown>;
    const holder = olderKey && isEmpty(held[key]) ? olderKey : key;
    const value = held[holder];
    try {
      const parsed = isEmpty(value) ? undefined : parse(values.bounded(value));
      if (parsed === undefined && 'hint' in more) throw new Misfit(missing(key in held, value, more.hint));
      return parsed as ValueOf<T[Key]>;
    } catch (error) {
      if (!(error instanceof Misfit)) throw error;
      throw fieldError(table, key, error.message, holder);
    }
  };
}

/** ToolJet reads an expression only up to the first `}}`: https://github.com/ToolJet/ToolJet/issues/12554 */
function missing(isThere: boolean, value: unknown, hint: string): string {
  if (!isThere || value !== undefined) return `is required: ${hint}`;
  return 'is undefined: its {{ }} expression gave no value. If }} stands inside of the expression, write } } there';
}

/** The error of a wrong field: a sentence that begins with its label, and in `data.field` the key that held the value. */
export function fieldError<T extends Table>(table: T, key: keyof T & string, rest: string, holder = key): QueryError {
  const sentence = `${table[key]?.label} ${rest}`;
  return new QueryError(sentence, sentence, { field: holder });
}
