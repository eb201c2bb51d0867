import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

interface FieldProps {
  /** The label has the id `<id>-label`, by which the input is named. */
  id: string;
  label: string;
  /** What a click on the label tells. ToolJet underlines the labels that have something to tell. */
  help?: string | undefined;
  badge?: ComponentChildren;
  children: ComponentChildren;
}

/** A row of a form as ToolJet lays it out: the label on the left, its field on the right. */
export function Field({ id, label, help, badge, children }: FieldProps) {
  const [open, setOpen] = useState(false);
  return (
    <div class="field">
      <div class="label">
        {help === undefined ? (
          <label id={`${id}-label`} for={id}>
            {label}
          </label>
        ) : (
          <button
            type="button"
            id={`${id}-label`}
            class="helped"
            aria-expanded={open}
            aria-controls={`${id}-help`}
            onClick={() => setOpen(!open)}
            onKeyDown={(event) => {
              if (event.key !== 'Escape' || !open) return;
              event.preventDefault();
              setOpen(false);
            }}
          >
            {label}
          </button>
        )}
        {badge}
      </div>
      <div class="control">
        {help !== undefined && (
          <p class="tooltip" id={`${id}-help`} hidden={!open}>
            {help}
          </p>
        )}
        {children}
      </div>
    </div>
  );
}
