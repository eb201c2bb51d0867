import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

const STEP = 100;

interface MoreProps<Item> {
  items: Item[];
  /** What there is more of. */
  name: string;
  /** Shows the last ones first. */
  from?: 'end';
  children(item: Item, index: number): ComponentChildren;
}

/** A list of any length, a hundred items at a time. */
export function More<Item>({ items, name, from, children }: MoreProps<Item>) {
  const [shown, setShown] = useState(STEP);
  const first = from === 'end' ? Math.max(0, items.length - shown) : 0;
  const part = items.slice(first, first + shown).map((item, index) => children(item, first + index));
  const left = items.length - shown;
  const button = left > 0 && (
    <button type="button" class="more" onClick={() => setShown(shown + STEP)}>
      Show {Math.min(left, STEP)} of {left.toLocaleString('en')} {name}
    </button>
  );
  return from === 'end' ? [button, part] : [part, button];
}
