import { useState } from 'preact/hooks';
import { useCopy } from '../copy';
import { asExpression, childPath } from '../path';
import { More } from './more';
import { keysOf } from './shapes';

/** How deep, and how wide, a branch may be that is open from the start. */
const OPEN_DEPTH = 5;
const OPEN_SIZE = 20;

/** How many values such branches may show in all: a hundred small ones may stand below each other. */
const OPEN_TOTAL = 200;

/** How many of those are left. Whoever opens a branch gets as many anew for what is in it. */
interface Allowance {
  left: number;
}

/** JSON to fold and unfold; to choose a value copies the expression by which an app reads it. */
export function Tree({ value, path }: { value: unknown; path: string }) {
  const [allowance] = useState({ left: OPEN_TOTAL });
  return (
    <>
      <p class="hint">Choose a value to copy its expression.</p>
      <div class="tree">
        {isBranch(value) ? (
          <Children value={value} path={path} depth={0} allowance={allowance} />
        ) : (
          <Leaf value={value} path={path} />
        )}
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

interface BranchProps extends NodeProps<object> {
  depth: number;
  allowance: Allowance;
}

function Children({ value, path, depth, allowance }: BranchProps) {
  const inArray = Array.isArray(value);
  return (
    <More items={keysOf(value)} name="more">
      {(key) => {
        const child = (value as Record<string, unknown>)[key];
        const props = { key, name: key, path: childPath(path, key, inArray) };
        return isBranch(child) ? (
          <Branch {...props} value={child} depth={depth + 1} allowance={allowance} />
        ) : (
          <Leaf {...props} value={child} />
        );
      }}
    </More>
  );
}

/** What is in a branch is made when it opens. */
function Branch({ value, path, name, depth, allowance }: BranchProps) {
  const size = Array.isArray(value) ? value.length : keysOf(value).length;
  // A branch is open while there is an allowance for what is in it.
  const [inside, setInside] = useState(() =>
    depth < OPEN_DEPTH && size <= OPEN_SIZE && spend(allowance, size) ? allowance : undefined
  );
  const toggle = (open: boolean) => setInside(open ? (inside ?? { left: OPEN_TOTAL }) : undefined);
  return (
    <details open={inside !== undefined} onToggle={(event) => toggle(event.currentTarget.open)}>
      <summary>
        <span class="key">{name}</span> <span class="size">{Array.isArray(value) ? `[${size}]` : `{${size}}`}</span>
      </summary>
      {inside && <Children value={value} path={path} depth={depth} allowance={inside} />}
    </details>
  );
}

function spend(allowance: Allowance, size: number): boolean {
  if (size > allowance.left) return false;
  allowance.left -= size;
  return true;
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
