import { Editor } from './editor';

interface StateFormProps {
  text: string;
  error: string | undefined;
  onChange(text: string): void;
  onReset(): void;
}

/** What `{{ }}` can see: in ToolJet the app's components, queries and so on, here JSON to be edited. */
export function StateForm({ text, error, onChange, onReset }: StateFormProps) {
  return (
    <>
      <p class="about" id="state-about">
        What <code>{'{{ }}'}</code> can see, as JSON. The values below the query’s fields follow it.
      </p>
      <h2 id="state-label" class="hidden">
        App state
      </h2>
      <Editor
        labelledBy="state-label"
        describedBy={error ? 'state-note' : 'state-about'}
        invalid={error !== undefined}
        name="state"
        text={text}
        height="420px"
        onChange={onChange}
      />
      {error && (
        <p class="note bad" id="state-note">
          {error}
        </p>
      )}
      <p>
        <button type="button" onClick={onReset}>
          Back to the sample
        </button>
      </p>
    </>
  );
}

/** The state, empty while its text is none; `error` says why. */
export function parseState(text: string): { value: object; error?: string } {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { value };
    return { value: {}, error: 'The app’s state must be a JSON object.' };
  } catch (error) {
    return { value: {}, error: `The app’s state is not JSON: ${(error as Error).message}` };
  }
}
