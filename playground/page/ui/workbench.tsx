import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { evaluate } from '../../tooljet/expressions';
import type { Forms } from '../api';
import { ConnectionForm } from './form/connection';
import { Examples } from './form/examples';
import { QueryForm } from './form/query';
import { parseState, StateForm } from './form/state';
import { Outcome } from './result/outcome';
import { RunButton } from './run-button';
import { run, test } from './server';
import { presetOf, useFormState } from './session';
import { useRuns, type Question } from './runs';

const VIEWS = { connection: 'Connection', query: 'Query', state: 'App state' };

type View = keyof typeof VIEWS;

/** Left what one fills in, right what came of it. */
export function Workbench({ forms }: { forms: Forms }) {
  const { form, change, fresh } = useFormState(forms);
  const { runs, start, stop } = useRuns();
  const [view, setView] = useState<View>('query');
  const [chosen, setChosen] = useState<number>();
  const outcome = useRef<HTMLElement>(null);

  const { source, operation, values, stateText } = form;
  const state = useMemo(() => parseState(stateText), [stateText]);
  const preset = presetOf(source, forms.presets);
  const { name = operation, fields = [] } = forms.query.operations.find(({ value }) => value === operation) ?? {};

  const via = preset?.name ?? 'a connection of your own';
  const question: Question =
    view === 'connection'
      ? { of: 'connection', name: 'Connection test', via, asked: JSON.stringify([source, forms.bundle.id]) }
      : { of: operation, name, via, asked: JSON.stringify([source, operation, values, stateText, forms.bundle.id]) };
  const running = runs.find((one) => one.state === 'running');
  const own = runs.filter(({ of }) => of === question.of);
  const shown = runs.find(({ id }) => id === chosen) ?? own[0];

  const go = () => {
    setChosen(undefined);
    if (view === 'connection') return void start(question, (signal) => test({ source }, signal));
    // As ToolJet does, every field that was ever filled in goes along, whichever operation it belongs to.
    const evaluated = Object.entries(values).map(([key, text]) => [key, evaluate(text, state.value).value] as const);
    const unresolved = evaluated.filter(([, value]) => value === undefined).map(([key]) => key);
    const given: Record<string, unknown> = Object.fromEntries(evaluated);
    void start({ ...question, given }, (signal) => run({ source, query: { operation, ...given }, unresolved }, signal));
  };

  // An earlier run that was chosen is not that of another form.
  useLayoutEffect(() => setChosen(undefined), [question.of]);

  // A page that nobody has used yet shows an answer at once.
  useEffect(() => {
    if (fresh) go();
  }, []);

  // Before the next event: a quick Ctrl+Enter must not run what was there before the last change.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // In a field of one line, as in any form, Enter is enough.
      const isEnough = event.ctrlKey || event.metaKey || event.target instanceof HTMLInputElement;
      if (event.key === 'Enter' && isEnough) {
        event.preventDefault();
        go();
      } else if (event.key === 'Escape' && !event.defaultPrevented) {
        stop();
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });

  // Where both stand below each other, an answer comes into sight by itself.
  const answered = own[0]?.state !== 'running' && own[0]?.id;
  useEffect(() => {
    const { top = 0 } = outcome.current?.getBoundingClientRect() ?? {};
    if (answered && (top < 0 || top > innerHeight / 2)) outcome.current?.scrollIntoView();
  }, [answered]);

  return (
    <div class="workbench">
      <section class="card form" aria-label="Form">
        <div class="form-bar">
          <nav class="views" aria-label="Forms">
            {Object.entries(VIEWS).map(([key, title]) => (
              <button key={key} type="button" aria-pressed={view === key} onClick={() => setView(key as View)}>
                {title}
              </button>
            ))}
          </nav>
          <RunButton
            does={view === 'connection' ? ['Test', 'connection'] : ['Run', 'query']}
            since={running?.at}
            go={go}
            stop={stop}
          />
        </div>
        <form>
          {view === 'connection' && (
            <ConnectionForm forms={forms} source={source} onChange={(changed) => change({ source: changed })} />
          )}
          {view === 'query' && (
            <>
              <Examples
                examples={forms.examples}
                presets={forms.presets}
                form={form}
                onChoose={({ operation: wanted, ...filled }) => change({ operation: wanted, values: filled })}
              />
              <QueryForm
                operations={forms.query.operations}
                label={forms.query.label}
                operation={operation}
                fields={fields}
                values={values}
                state={state.value}
                answer={own[0]}
                onChange={change}
              />
            </>
          )}
          {view === 'state' && (
            <StateForm
              text={stateText}
              error={state.error}
              onChange={(text) => change({ stateText: text })}
              onReset={() => change({ stateText: JSON.stringify(forms.state, null, 2) })}
            />
          )}
        </form>
      </section>
      <Outcome
        reference={outcome}
        kind={question.of === 'connection' ? 'test' : 'query'}
        via={via}
        runs={runs}
        shown={shown}
        stale={shown !== undefined && shown.asked !== question.asked}
        onChoose={setChosen}
        onStop={stop}
      />
    </div>
  );
}
