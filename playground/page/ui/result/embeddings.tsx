import { useMemo } from 'preact/hooks';
import { CopyButton } from '../copy';
import { asExpression } from '../path';
import { More } from './more';
import { readVector } from './shapes';

/** How many columns a picture has at most. Each is ten units wide, so that whole numbers are exact enough. */
const COLUMNS = 120;
const COLUMN = 10;
const HEIGHT = 280;

/** Vectors, each as its size, its first numbers and a picture of all of them. */
export function Embeddings({ items, path }: { items: Record<string, unknown>[]; path: string }) {
  return (
    <ol class="embeddings">
      <More items={items} name="more vectors">
        {({ embedding }, index) => (
          <li key={index}>
            <Vector embedding={embedding} path={`${path}[${index}].embedding`} />
          </li>
        )}
      </More>
    </ol>
  );
}

function Vector({ embedding, path }: { embedding: unknown; path: string }) {
  const vector = useMemo(() => readVector(embedding), [embedding]);
  const line = useMemo(() => vector && sparkline(vector), [vector]);
  if (!vector) return <span class="quiet">Not a vector</span>;
  return (
    <>
      <code>
        [{vector.length}] {firstNumbers(vector)}
      </code>
      <svg
        class="sparkline"
        viewBox={`0 0 ${COLUMNS * COLUMN} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <path d={line} />
      </svg>
      <CopyButton text={() => asExpression(path)} what={asExpression(path)} name="Copy expression" />
    </>
  );
}

function firstNumbers(vector: ArrayLike<number>): string {
  const shown = Array.from({ length: Math.min(6, vector.length) }, (_, index) =>
    (vector[index] ?? 0).toFixed(2).replace('-', '−')
  );
  return shown.join(', ') + (vector.length > shown.length ? ', …' : '');
}

/** A line through the vector. Of one that is longer than the picture is wide, each column spans its least and most. */
function sparkline(vector: ArrayLike<number>): string {
  const columns = Math.min(vector.length, COLUMNS);
  const ranges = Array.from({ length: columns }, (_, column) => {
    const from = Math.floor((column * vector.length) / columns);
    const to = Math.floor(((column + 1) * vector.length) / columns);
    let [least, most] = [Infinity, -Infinity];
    for (let index = from; index < to; index++) {
      const value = vector[index] ?? 0;
      if (value < least) least = value;
      if (value > most) most = value;
    }
    return [least, most] as const;
  });
  const highest = Math.max(...ranges.map(([least, most]) => Math.max(-least, most))) || 1;
  const y = (value: number) => Math.round(((1 - value / highest) * HEIGHT) / 2);
  const x = (column: number) => Math.round((columns > 1 ? column / (columns - 1) : 0.5) * COLUMNS * COLUMN);
  return ranges.map(([least, most], column) => `${column ? 'L' : 'M'}${x(column)} ${y(most)}V${y(least)}`).join('');
}
