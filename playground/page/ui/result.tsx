import { useId, useState } from 'preact/hooks';
import type { CallResult, Outcome, WireRecord } from '../api';

/** What ToolJet would show, and what it would not: the requests and the time. */
export function Result({ result, kind }: { result: CallResult; kind: 'query' | 'test' }) {
  const { outcome, wire, timings } = result;
  const failed = outcome.status === 'failed';
  return (
    <>
      {failed ? <Failure outcome={outcome} /> : <Success kind={kind} />}
      <Timings {...timings} />
      <Tabs
        tabs={[
          {
            name: failed ? 'Error data' : 'Preview',
            hidden: outcome.data === undefined,
            body: <Tree value={outcome.data} open={5} />,
          },
          { name: 'Raw', body: <Raw value={outcome} /> },
          {
            name: 'Metadata',
            hidden: outcome.metadata === undefined,
            body: <Tree value={outcome.metadata} open={3} />,
          },
          { name: `Sent (${wire.length})`, body: <Wire wire={wire} /> },
        ]}
      />
    </>
  );
}

function Success({ kind }: { kind: 'query' | 'test' }) {
  return (
    <p class="verdict good" role="status">
      <span aria-hidden="true">✓</span> {kind === 'test' ? 'Connection verified' : 'Query completed'}
    </p>
  );
}

function Failure({ outcome: { message, description } }: { outcome: Outcome }) {
  return (
    <div class="verdict bad" role="status">
      <p>
        <span aria-hidden="true">✗</span> {message}
      </p>
      {description !== undefined && (
        <p class="description">{typeof description === 'string' ? description : JSON.stringify(description)}</p>
      )}
    </div>
  );
}

function Timings({ total, load, gateway }: CallResult['timings']) {
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
        <div>
          <dt>Total</dt>
          <dd>{milliseconds(total)}</dd>
        </div>
      </dl>
    </div>
  );
}

function milliseconds(took: number): string {
  return `${took < 10 ? took.toFixed(1) : Math.round(took)} ms`;
}

interface Tab {
  name: string;
  hidden?: boolean;
  body: preact.ComponentChild;
}

function Tabs({ tabs }: { tabs: Tab[] }) {
  const id = useId();
  const shown = tabs.filter(({ hidden }) => !hidden);
  const [wanted, setWanted] = useState('');
  const index = Math.max(
    0,
    shown.findIndex(({ name }) => name === wanted)
  );
  const move = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = step && shown[(index + step + shown.length) % shown.length];
    if (!next) return;
    setWanted(next.name);
    document.getElementById(`${id}-${shown.indexOf(next)}`)?.focus();
  };
  return (
    <>
      <div class="tabs" role="tablist" aria-label="The outcome" onKeyDown={move}>
        {shown.map(({ name }, position) => (
          <button
            key={name}
            id={`${id}-${position}`}
            type="button"
            role="tab"
            aria-selected={position === index}
            aria-controls={`${id}-panel`}
            tabIndex={position === index ? 0 : -1}
            onClick={() => setWanted(name)}
          >
            {name}
          </button>
        ))}
      </div>
      <div class="panel" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${index}`} tabIndex={0}>
        {shown[index]?.body}
      </div>
    </>
  );
}

function Raw({ value }: { value: unknown }) {
  return <pre>{JSON.stringify(value, null, 2)}</pre>;
}

function Wire({ wire }: { wire: WireRecord[] }) {
  if (!wire.length) return <p class="quiet">Nothing was sent.</p>;
  return (
    <>
      {wire.map(({ method, origin, path, headers, body, status, took }, index) => (
        <section key={index} class="wire">
          <h3>
            <span class="type">{method}</span> {path}
          </h3>
          <p class="quiet">
            {origin} · {status === undefined ? 'no answer' : `answered ${status}`} in {milliseconds(took)}
          </p>
          <dl class="headers">
            {Object.entries(headers).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {body !== undefined && <Raw value={body} />}
        </section>
      ))}
    </>
  );
}

/** JSON to fold and unfold; the first levels are open. */
function Tree({ value, name, open }: { value: unknown; name?: string; open: number }) {
  const label = name !== undefined && <span class="key">{name}</span>;
  if (typeof value !== 'object' || value === null) {
    return (
      <div class="leaf">
        {label} <span class={typeof value}>{JSON.stringify(value)}</span>
      </div>
    );
  }
  const entries = Object.entries(value);
  const size = Array.isArray(value) ? `[${entries.length}]` : `{${entries.length}}`;
  const children = entries.map(([key, child]) => <Tree key={key} name={key} value={child} open={open - 1} />);
  if (name === undefined) return <div class="tree">{children}</div>;
  return (
    <details open={open > 0 && entries.length <= 20}>
      <summary>
        {label} <span class="quiet">{size}</span>
      </summary>
      {children}
    </details>
  );
}
