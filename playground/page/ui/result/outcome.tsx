import type { Ref } from 'preact';
import { memo } from 'preact/compat';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Boundary } from '../boundary';
import type { Run } from '../runs';
import { Seconds, seconds } from '../seconds';
import { Answered } from './answered';

interface OutcomeProps {
  reference: Ref<HTMLElement>;
  kind: 'test' | 'query';
  /** What the form's connection is called. */
  via: string;
  runs: Run[];
  shown: Run | undefined;
  /** The form is no longer what the shown run asked. */
  stale: boolean;
  onChoose(id: number): void;
  onStop(): void;
}

/** What came of the form, or is coming. An answer stands under the form that asked, and says when that has changed. */
export function Outcome({ reference, kind, via, runs, shown, stale, onChoose, onStop }: OutcomeProps) {
  const isTest = shown ? shown.of === 'connection' : kind === 'test';
  const running = shown?.state === 'running';
  // While a query runs, the answer before it can still be read.
  const before = running && runs.find(({ of, state }) => of === shown.of && state === 'answered');
  const visible = before || shown;
  return (
    <section class="card outcome" aria-label="Outcome" aria-busy={running} ref={reference} tabIndex={-1}>
      <div class="outcome-head">
        <h2>{isTest ? 'Connection test' : 'Result'}</h2>
        <span class="via">via {shown?.via ?? via}</span>
        {runs.length > 1 && (
          <select
            aria-label="Earlier runs"
            value={shown?.id ?? ''}
            onChange={(event) => onChoose(Number(event.currentTarget.value))}
          >
            {!shown && <option value="">Earlier runs</option>}
            {runs.map((run) => (
              <option key={run.id} value={run.id}>
                {summary(run)}
              </option>
            ))}
          </select>
        )}
      </div>
      {running && <Running since={shown.at} onStop={onStop} />}
      {stale && !running && (
        <p class="stale" role="note">
          Out of date: the form or the plugin has changed since this ran.
        </p>
      )}
      {shown?.state === 'lost' && (
        <p class="alert" role="alert">
          {shown.problem}
        </p>
      )}
      {shown?.state === 'stopped' && (
        <p class="verdict stopped" role="status">
          Stopped after {seconds(shown.took ?? 0)}. The plugin’s request was ended.
        </p>
      )}
      {visible?.result ? (
        <div class={before ? 'old' : undefined}>
          <Boundary of={visible}>
            <Result key={visible.id} run={visible} />
          </Boundary>
        </div>
      ) : (
        !shown && (
          <p class="quiet">
            {kind === 'test' ? 'Test the connection' : 'Run the query'} to see what ToolJet would show, what went to the
            gateway, and how long it took.
          </p>
        )
      )}
    </section>
  );
}

/** A keystroke in the form draws nothing of an answer, however big it is. */
const Result = memo(({ run }: { run: Run }) => run.result && <Answered run={run} result={run.result} />);

function Running({ since, onStop }: { since: Date; onStop(): void }) {
  const button = useRef<HTMLButtonElement>(null);
  // The button goes once the run is over: whoever is on it stays at the result.
  useLayoutEffect(
    () => () => {
      if (button.current === document.activeElement) button.current?.closest('section')?.focus();
    },
    []
  );
  return (
    <div class="running">
      <p role="status">Running …</p>
      <Seconds since={since} />
      <button type="button" ref={button} onClick={onStop}>
        Stop
      </button>
    </div>
  );
}

/** Made once: that takes longer than to draw a small answer. */
const CLOCK = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

function summary({ name, at, state, result }: Run): string {
  const ended = result?.outcome.status === 'failed' ? 'failed' : result ? 'completed' : state;
  return `${CLOCK.format(at)} · ${name} · ${ended}`;
}
