// The forms of the gateway's answers, as far as the page shows them as what they are.
// https://platform.openai.com/docs/api-reference

export interface Message {
  role: string;
  /** The text, with the text parts of a list of parts one below the other. */
  text: string;
  /** What else is in it, such as an image, or a call of a tool with its arguments. */
  others: { name: string; detail?: string }[];
}

/** The value as an object whose fields can be looked at, whatever it is. */
export function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

const listed = new WeakMap<object, string[]>();

/**
 * The keys of an object or list of an answer, which never changes: to list a hundred thousand of them takes longer than
 * to draw a hundred, so all tabs share one list.
 */
export function keysOf(value: object): string[] {
  const known = listed.get(value);
  if (known) return known;
  const keys = Object.keys(value);
  listed.set(value, keys);
  return keys;
}

export function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

export function readMessage(value: unknown): Message {
  const { role = 'assistant', content, refusal, tool_calls } = fieldsOf(value);
  const parts = listOf(content);
  const texts = typeof content === 'string' ? [content] : parts.map(({ text }) => text);
  return {
    role: String(role),
    text: [...texts, refusal].filter((text) => typeof text === 'string').join('\n\n'),
    others: [
      ...parts.filter(({ text }) => text === undefined).map(({ type }) => ({ name: String(type) })),
      ...listOf(tool_calls).map(({ function: called }) => {
        const { name, arguments: given } = fieldsOf(called);
        return { name: `calls ${String(name)}`, detail: String(given ?? '') };
      }),
    ],
  };
}

/** An embedding's numbers: as they are, or from base64, which holds 32-bit floats. Anything else is no vector. */
export function readVector(embedding: unknown): ArrayLike<number> | undefined {
  const vector = typeof embedding === 'string' ? floatsOf(embedding) : embedding;
  const isList = Array.isArray(vector) || vector instanceof Float32Array;
  return isList && vector.every(Number.isFinite) ? vector : undefined;
}

function floatsOf(base64: string): Float32Array | undefined {
  try {
    return new Float32Array(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)).buffer);
  } catch {
    // It is not base64, or ends in the midst of a number.
    return undefined;
  }
}
