import type { CallResult } from '../../api';

/** Where the time went. */
export function Timings({ total, load, gateway }: CallResult['timings']) {
  const parts = [
    { name: 'Loading the bundle', class: 'load', took: load },
    { name: 'The plugin', class: 'plugin', took: Math.max(0, total - load - gateway) },
    { name: 'Gateway', class: 'gateway', took: gateway },
  ];
  return (
    <div class="timings">
      <div class="bar" aria-hidden="true">
        {parts.map((part) => (
          <span key={part.class} class={part.class} style={{ flexGrow: part.took }} />
        ))}
      </div>
      <dl>
        {parts.map((part) => (
          <div key={part.class}>
            <dt class={part.class}>{part.name}</dt>
            <dd>{milliseconds(part.took)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

export function milliseconds(took: number): string {
  return `${took < 10 ? took.toFixed(1) : Math.round(took)} ms`;
}
