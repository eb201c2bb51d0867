import { isObject } from './json';
import { describe, json, Misfit, type Filled } from './values';

/** A message of a chat. Whatever else it holds goes out untouched. */
export interface Message {
  role: string;
  [property: string]: unknown;
}

/** Who speaks, by the `type` that ToolJet's Chat component gives its items. */
const ROLES = new Map<unknown, string>([
  ['message', 'user'],
  ['response', 'assistant'],
]);

/**
 * The messages of a chat: an array of objects with a role, or JSON text of one; a single message counts as an array of
 * one. An array that is no text may also hold items of ToolJet's Chat component, as `{{components.chat1.history}}` does.
 * Plain text is refused: what a visitor of the app typed must never be read as messages.
 */
export function messages(value: Filled): Message[] {
  if (typeof value !== 'string') return chat(value, Array.isArray(value));
  if (/^\s*[[{]/.test(value)) return chat(json(value), false);
  throw new Misfit('must be an array, not plain text: write {{[{ role: "user", content: … }]}}');
}

function chat(list: unknown, mayHoldChatItems: boolean): Message[] {
  const items: unknown = isObject(list) ? [list] : list;
  if (!Array.isArray(items)) return refuse(items);
  const found = items.flatMap((item: unknown, index) => {
    const message = isMessage(item) ? [item] : mayHoldChatItems ? spokenIn(item) : undefined;
    if (message) return message;
    throw new Misfit(`must each have a role such as "user"; number ${index + 1} is ${describe(item)}`);
  });
  return found.length ? found : refuse([]);
}

function isMessage(item: unknown): item is Message {
  return isObject(item) && typeof item.role === 'string' && item.role !== '';
}

/** What an item of the Chat component says: one message, or none when it shows an error; undefined for anything else. */
function spokenIn(item: unknown): Message[] | undefined {
  if (!isObject(item) || item.role !== undefined) return undefined;
  if (item.type === 'error') return [];
  const role = ROLES.get(item.type);
  return role && typeof item.message === 'string' ? [{ role, content: item.message }] : undefined;
}

function refuse(value: unknown): never {
  throw new Misfit(`must be an array such as [{"role": "user", "content": "Hi"}], got ${describe(value)}`);
}
