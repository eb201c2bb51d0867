import { useState } from 'preact/hooks';
import { useCopy } from '../copy';
import { asExpression, childPath } from '../path';
import { More } from './more';

/** How deep, and how wide, a branch may be that is open from the start. */
const OPEN_DEPTH = 5;
const OPEN_SIZE = 20;

/** JSON to fold and unfold; to choose a value copies the expression by which an app reads it. */
export function Tree({ value, path }: { value: unknown; path: string }) {
  return (
    <>
      <p class="hint">Choose a value to copy its expression.</p>
      <div class="tree">
        {isBranch(value) ? <Children value={value} path={path} depth={0} /> : <Leaf value={value} path={path} />}
      </div>
    </>
  );
}

function isBranch(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

interface NodeProps<Value> {
  value: Value;
  path: string;
  name?: string;
}

function Children({ value, path, depth }: NodeProps<object> & { depth: number }) {
  const inArray = Array.isArray(value);
  return (
    <More items={Object.keys(value)} name="more">
      {(key) => {
        const child = (value as Record<string, unknown>)[key];
        const props = { key, name: key, path: childPath(path, key, inArray) };
        return isBranch(child) ? (
          <Branch {...props} value={child} depth={depth + 1} />
        ) : (
          <Leaf {...props} value={child} />
        );
      }}
    </More>
  );
}

/** What is in a branch is made when it opens. */
function Branch({ value, path, name, depth }: NodeProps<object> & { depth: number }) {
  const size = Array.isArray(value) ? value.length : Object.keys(value).length;
  const [open, setOpen] = useState(depth < OPEN_DEPTH && size <= OPEN_SIZE);
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span class="key">{name}</span> <span class="size">{Array.isArray(value) ? `[${size}]` : `{${size}}`}</span>
      </summary>
      {open && <Children value={value} path={path} depth={depth} />}
    </details>
  );
}

function Leaf({ value, path, name }: NodeProps<unknown>) {
  const copy = useCopy();
  const expression = asExpression(path);
  return (
    <button type="button" class="leaf" title={`Copy ${expression}`} onClick={() => copy(expression)}>
      {name !== undefined && <span class="key">{name}</span>} <span class={typeof value}>{shorten(value)}</span>
    </button>
  );
}

function shorten(value: unknown): string {
  if (typeof value !== 'string' || value.length <= 500) return String(JSON.stringify(value));
  return `${JSON.stringify(value.slice(0, 500))} … ${value.length.toLocaleString('en')} characters`;
}
