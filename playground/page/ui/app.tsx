import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { CallResult, Forms } from '../api';
import { evaluate, type Evaluated } from './evaluate';
import { ConnectionInput, QueryInput } from './fields';
import { Result } from './result';
import { getForms, run, test } from './server';

type Values = Record<string, string>;

export function App() {
  const [forms, setForms] = useState<Forms>();
  const [problem, setProblem] = useState<string>();
  const load = () =>
    getForms().then(
      (loaded) => (setForms(loaded), setProblem(undefined)),
      (error: Error) => setProblem(error.message)
    );
  useEffect(() => void load(), []);

  return (
    <>
      <header>
        <h1>Portkey for ToolJet</h1>
        <p>
          The plugin’s two forms, its built bundle in ToolJet’s loader, and a real gateway. Nothing typed here is kept.
        </p>
      </header>
      <main>
        {forms ? (
          <Workbench forms={forms} />
        ) : (
          problem && (
            <div class="card">
              <p class="alert" role="alert">
                {problem}
              </p>
              <button type="button" onClick={load}>
                Try again
              </button>
            </div>
          )
        )}
      </main>
    </>
  );
}

type View = 'test' | 'query';

function Workbench({ forms }: { forms: Forms }) {
  const { connection, query, presets, examples } = forms;
  const [view, setView] = useState<View>('query');
  const [source, setSource] = useState<Values>({ ...connection.defaults, ...presets[0]?.values });
  const [operation, setOperation] = useState(query.first);
  const [values, setValues] = useState<Values>({});
  const [stateText, setStateText] = useState(JSON.stringify(forms.state, null, 2));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [results, setResults] = useState<{ [view in View]?: CallResult | undefined }>({});

  const state = parseState(stateText);
  const evaluated = Object.fromEntries(
    Object.entries(values).map(([key, text]) => [key, evaluate(text, state.value ?? {})])
  );
  const fields = query.operations.find(({ value }) => value === operation)?.fields ?? [];
  const unparsable = fields.filter(({ key }) => evaluated[key]?.error);
  const preset = presets.find(({ values: filled }) =>
    Object.entries(source).every(([key, value]) => (filled[key] ?? '') === value)
  );
  const result = results[view];
  const refused = view === 'query' ? refusedField(result) : undefined;

  const go = async () => {
    if (busy) return;
    if (view === 'query' && state.error) return setProblem(`The app’s state is not JSON: ${state.error}`);
    if (view === 'query' && unparsable.length) {
      const labels = unparsable.map(({ label }) => label).join(', ');
      return setProblem(`Not run. An expression cannot be parsed in: ${labels}`);
    }
    setBusy(true);
    setProblem(undefined);
    try {
      // As ToolJet does, every field that was ever filled in goes along, whichever operation it belongs to.
      const filled = Object.fromEntries(Object.entries(evaluated).map(([key, { value }]) => [key, value]));
      const outcome = view === 'test' ? await test({ source }) : await run({ source, query: { operation, ...filled } });
      setResults((before) => ({ ...before, [view]: outcome }));
    } catch (error) {
      setResults((before) => ({ ...before, [view]: undefined }));
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };

  // Before the next event: a quick Ctrl+Enter must not run what was there before the last change.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      void go();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });

  const show = (next: View) => {
    setView(next);
    setProblem(undefined);
  };
  const fill = (example: Values & { operation: string }) => {
    const { operation: chosen, ...filled } = example;
    setOperation(chosen);
    setValues(filled);
    setProblem(undefined);
    setResults((before) => ({ ...before, query: undefined }));
  };
  const fitting = examples.filter((example) => example.query.operation === operation);

  return (
    <div class="workbench">
      <section class="card form" aria-label="Form">
        <nav class="views" aria-label="Forms">
          <button type="button" aria-pressed={view === 'test'} onClick={() => show('test')}>
            Connection
          </button>
          <button type="button" aria-pressed={view === 'query'} onClick={() => show('query')}>
            Query
          </button>
          <span class="via">
            via <strong>{preset?.name ?? 'a connection of your own'}</strong>
          </span>
        </nav>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void go();
          }}
        >
          {view === 'test' ? (
            <>
              <div class="chips" role="group" aria-label="Presets">
                {presets.map(({ name, about, values: filled }) => (
                  <button
                    key={name}
                    type="button"
                    title={about}
                    aria-pressed={preset?.name === name}
                    onClick={() => setSource({ ...connection.defaults, ...filled })}
                  >
                    {name}
                  </button>
                ))}
              </div>
              {preset && <p class="quiet about">{preset.about}</p>}
              {connection.fields.map((field) => (
                <ConnectionInput
                  key={field.key}
                  field={field}
                  encrypted={connection.encrypted.includes(field.key)}
                  value={source[field.key] ?? ''}
                  onChange={(value) => setSource({ ...source, [field.key]: value })}
                />
              ))}
            </>
          ) : (
            <>
              <div class="field">
                <label for="operation">{query.label}</label>
                <select id="operation" value={operation} onChange={(event) => setOperation(event.currentTarget.value)}>
                  {query.operations.map(({ value, name }) => (
                    <option key={value} value={value}>
                      {name}
                    </option>
                  ))}
                </select>
              </div>
              <div class="chips" role="group" aria-label="Examples">
                {fitting.map((example, index) => (
                  <button key={example.name} type="button" onClick={() => fill(example.query)}>
                    {index ? example.name : 'Fill in an example'}
                  </button>
                ))}
              </div>
              {fields.map((field) => (
                <QueryInput
                  key={`${operation}.${field.key}`}
                  field={field}
                  value={values[field.key] ?? ''}
                  evaluated={evaluated[field.key] ?? NOTHING}
                  refused={refused?.key === field.key ? refused.why : undefined}
                  onChange={(value) => setValues({ ...values, [field.key]: value })}
                />
              ))}
            </>
          )}
          <div class="actions">
            <button type="submit" class="primary" disabled={busy}>
              {busy ? 'Working …' : view === 'test' ? 'Test connection' : 'Run query'}
            </button>
            <span class="quiet">
              <kbd>Ctrl</kbd> + <kbd>Enter</kbd>
            </span>
          </div>
        </form>
      </section>

      <div class="side">
        <section class="card outcome" aria-label="Outcome" aria-busy={busy}>
          <h2>{view === 'test' ? 'Connection test' : 'Result'}</h2>
          {problem && (
            <p class="alert" role="alert">
              {problem}
            </p>
          )}
          {result ? (
            <Result key={view} result={result} kind={view} />
          ) : (
            !problem && (
              <p class="quiet">
                {view === 'test'
                  ? 'Test the connection to see what ToolJet would show.'
                  : 'Fill in an example and run it: what ToolJet shows, what went to the gateway, and how long it took.'}
              </p>
            )
          )}
        </section>
        {view === 'query' && (
          <section class="card" aria-label="App state">
            <h2>
              <label for="state">App state</label>
            </h2>
            <p class="quiet" id="state-about">
              What <code>{'{{ }}'}</code> can see, as JSON. Edit it: the values below the fields follow.
            </p>
            <textarea
              id="state"
              class="code"
              rows={12}
              spellcheck={false}
              value={stateText}
              aria-invalid={state.error !== undefined}
              aria-describedby={state.error ? 'state-note' : 'state-about'}
              onInput={(event) => setStateText(event.currentTarget.value)}
            />
            {state.error && (
              <p class="note bad" id="state-note">
                {state.error}
              </p>
            )}
          </section>
        )}
      </div>
    </div>
  );
}

const NOTHING: Evaluated = { value: undefined, dynamic: false };

function parseState(text: string): { value?: Record<string, unknown>; error?: string } {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return { error: 'It must be an object' };
    return { value: value as Record<string, unknown> };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/** The plugin names a wrong field in its error's data. */
function refusedField(result: CallResult | undefined): { key: unknown; why: string } | undefined {
  const { data, description } = result?.outcome ?? {};
  if (typeof data !== 'object' || data === null || !('field' in data)) return undefined;
  return { key: data.field, why: String(description) };
}
