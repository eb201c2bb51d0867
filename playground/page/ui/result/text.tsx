import { useState } from 'preact/hooks';

/** How many characters the browser lays out without being noticed. */
const STEP = 20_000;

/** A text of any length, of which more is shown when somebody asks. */
export function LongText({ text }: { text: string }) {
  const [shown, setShown] = useState(STEP);
  return (
    <>
      <p class="text" dir="auto">
        {text.slice(0, shown)}
      </p>
      {shown < text.length && (
        <button type="button" onClick={() => setShown(shown + STEP)}>
          Show more of {text.length.toLocaleString('en')} characters
        </button>
      )}
    </>
  );
}
