import { useId } from 'preact/hooks';
import { asText, evaluate, expressionsIn, type AppState, type Problem } from '../../../tooljet/expressions';
import type { Operation, QueryField } from '../../api';
import { Boundary } from '../boundary';
import type { Run } from '../runs';
import type { FormState, Values } from '../session';
import { Editor } from './editor';
import { Field } from './field';

interface QueryFormProps {
  operations: Operation[];
  /** That of the operation's field. */
  label: string;
  operation: string;
  fields: QueryField[];
  values: Values;
  state: AppState;
  /** The last run of this operation: it may have been refused because of a field. */
  answer: Run | undefined;
  onChange(change: Partial<FormState>): void;
}

/** The fields of operations.json for one operation. */
export function QueryForm(props: QueryFormProps) {
  const { operations, label, operation, fields, values, state, answer, onChange } = props;
  const refused = refusal(answer);
  return (
    <>
      <Field id="operation" label={label}>
        <select
          id="operation"
          value={operation}
          onChange={(event) => onChange({ operation: event.currentTarget.value })}
        >
          {operations.map(({ value, name }) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </Field>
      {fields.map((field) => (
        <QueryInput
          key={`${operation}.${field.key}`}
          field={field}
          text={values[field.key] ?? ''}
          state={state}
          refused={refused?.key === field.key ? refused : undefined}
          onChange={(changed) => onChange({ values: { ...values, [field.key]: changed } })}
        />
      ))}
    </>
  );
}

interface Refusal {
  key: string;
  /** What the field was worth. */
  value: unknown;
  why: string;
}

/** The plugin names a wrong field in its error's data. */
function refusal(run: Run | undefined): Refusal | undefined {
  const { data, description } = run?.result?.outcome ?? {};
  if (typeof data !== 'object' || data === null || !('field' in data)) return undefined;
  const key = String(data.field);
  // A field that nobody ever filled in is not given.
  const { [key]: value } = { [key]: '', ...run?.given };
  return { key, value, why: String(description) };
}

interface QueryInputProps {
  field: QueryField;
  text: string;
  state: AppState;
  /** What the plugin last complained about in this field. */
  refused: Refusal | undefined;
  onChange(text: string): void;
}

/** A codehinter of operations.json: text or `{{ }}`, with what it evaluates to below. */
function QueryInput({ field, text, state, refused, onChange }: QueryInputProps) {
  const id = useId();
  const { key, label, placeholder, tooltip, height } = field;
  const { value, problems } = evaluate(text, state);
  const broken = problems.find(({ kind }) => kind !== 'unresolved');
  const isRefused = refused && typeof refused.value === typeof value && asText(refused.value) === asText(value);
  const complaint = broken ? inWords(broken) : isRefused ? refused.why : undefined;
  const dynamic = expressionsIn(text).length > 0;
  return (
    <Field id={id} label={label} help={tooltip}>
      <Editor
        labelledBy={`${id}-label`}
        describedBy={complaint || dynamic ? `${id}-note` : undefined}
        invalid={complaint !== undefined}
        name={key}
        text={text}
        placeholder={placeholder}
        height={height}
        state={state}
        onChange={onChange}
      />
      {complaint ? (
        <p class="note bad" id={`${id}-note`}>
          {complaint}
        </p>
      ) : (
        dynamic && (
          <Boundary of={value}>
            <Worth id={`${id}-note`} value={value} problem={problems[0]} />
          </Boundary>
        )
      )}
    </Field>
  );
}

/** What the text is worth now. Any object of the browser may be looked at here. */
function Worth({ id, value, problem }: { id: string; value: unknown; problem: Problem | undefined }) {
  return (
    <p class="note worth" id={id}>
      <span class="type">{typeName(value)}</span>
      <code>{preview(value)}</code>
      {problem && <span class="warn">{problem.message}</span>}
    </p>
  );
}

function inWords({ kind, message }: Problem): string {
  return kind === 'cut'
    ? `${message}: an expression ends at its first }}. Put a space between those braces: } }`
    : `ToolJet cannot read this expression: ${message}`;
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function preview(value: unknown): string {
  const text = value === undefined ? '' : asText(value);
  return text.length > 240 ? `${text.slice(0, 240)}…` : text;
}
