import { useMemo, useState } from 'preact/hooks';
import { CopyButton } from '../copy';
import { keysOf } from './shapes';

const STEP = 500;
const LONGEST_LINE = 2_000;

/** A value as JSON, as many lines of it as somebody asks for. `what` names it for who copies it. */
export function Raw({ value, what }: { value: unknown; what: string }) {
  const [shown, setShown] = useState(STEP);
  const { text, more } = useMemo(() => firstLines(value, shown), [value, shown]);
  return (
    <div class="raw">
      <CopyButton text={() => JSON.stringify(value, null, 2)} what={what} />
      <pre>{text}</pre>
      {more && (
        <button type="button" class="more" onClick={() => setShown(shown + STEP)}>
          Show {STEP} more lines
        </button>
      )}
    </div>
  );
}

function firstLines(value: unknown, count: number): { text: string; more: boolean } {
  const lines: string[] = [];
  for (const line of jsonLines(value)) {
    if (lines.length === count) return { text: lines.join('\n'), more: true };
    lines.push(line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)} …` : line);
  }
  return { text: lines.join('\n'), more: false };
}

/** As much of a text as a line shows, and a little more, by which it is seen to be cut. */
function shorten(value: unknown): unknown {
  return typeof value === 'string' ? value.slice(0, LONGEST_LINE) : value;
}

/**
 * The lines of `JSON.stringify(value, null, 2)`, made one by one: an answer can have hundreds of thousands. Of a long
 * one there is only the beginning.
 */
function* jsonLines(value: unknown, before = '', after = '', indent = ''): Generator<string> {
  const keys = typeof value === 'object' && value !== null ? keysOf(value) : [];
  if (!keys.length) {
    yield indent + before + String(JSON.stringify(shorten(value))) + after;
    return;
  }
  const inArray = Array.isArray(value);
  yield indent + before + (inArray ? '[' : '{');
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] ?? '';
    const comma = index < keys.length - 1 ? ',' : '';
    const child = (value as Record<string, unknown>)[key];
    yield* jsonLines(child, inArray ? '' : `${JSON.stringify(key)}: `, comma, `${indent}  `);
  }
  yield indent + (inArray ? ']' : '}') + after;
}
