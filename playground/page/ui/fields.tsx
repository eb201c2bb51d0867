import { useId, useState } from 'preact/hooks';
import type { ConnectionField, QueryField } from '../api';
import type { Evaluated } from './evaluate';

interface ConnectionInputProps {
  field: ConnectionField;
  encrypted: boolean;
  value: string;
  onChange(value: string): void;
}

/** A field of manifest.json, as ToolJet's V1 forms draw it: `description` is the placeholder, help is below. */
export function ConnectionInput({ field, encrypted, value, onChange }: ConnectionInputProps) {
  const id = useId();
  const { label, type, description, helpText } = field;
  const common = {
    id,
    value,
    placeholder: description,
    'aria-describedby': helpText ? `${id}-help` : undefined,
    'data-key': field.key,
    spellcheck: false,
    autocomplete: type === 'password' ? 'new-password' : 'off',
  };
  return (
    <div class="field">
      <div class="label-row">
        <label for={id}>{label}</label>
        {encrypted && (
          <span class="badge" title="ToolJet stores this field encrypted">
            Encrypted
          </span>
        )}
      </div>
      {type === 'textarea' ? (
        <textarea {...common} rows={2} onInput={(event) => onChange(event.currentTarget.value)} />
      ) : type === 'password' ? (
        <input {...common} type="password" onInput={(event) => onChange(event.currentTarget.value)} />
      ) : (
        <input {...common} type="text" onInput={(event) => onChange(event.currentTarget.value)} />
      )}
      {helpText && (
        // The manifest's own HTML, which ToolJet puts there just so.
        <p class="help" id={`${id}-help`} dangerouslySetInnerHTML={{ __html: helpText }} />
      )}
    </div>
  );
}

interface QueryInputProps {
  field: QueryField;
  value: string;
  evaluated: Evaluated;
  /** The plugin's complaint about this very field. */
  refused?: string | undefined;
  onChange(value: string): void;
}

/** A codehinter of operations.json: text or `{{ }}`, with what it evaluates to below. */
export function QueryInput({ field, value, evaluated, refused, onChange }: QueryInputProps) {
  const id = useId();
  const { label, placeholder, tooltip, height } = field;
  const problem = evaluated.error ?? refused;
  return (
    <div class="field">
      <div class="label-row">
        <label for={id}>{label}</label>
        {tooltip && <Tip id={`${id}-tip`} label={label} text={tooltip} />}
      </div>
      <textarea
        id={id}
        class="code"
        data-key={field.key}
        rows={1}
        style={{ minHeight: height }}
        value={value}
        placeholder={placeholder}
        spellcheck={false}
        aria-invalid={problem !== undefined}
        aria-describedby={problem || evaluated.dynamic ? `${id}-note` : undefined}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      {problem ? (
        <p class="note bad" id={`${id}-note`}>
          {problem}
        </p>
      ) : (
        evaluated.dynamic && (
          <p class="note" id={`${id}-note`}>
            <span class="type">{typeName(evaluated.value)}</span>
            <code>{preview(evaluated.value)}</code>
            {evaluated.unresolved && <span class="warn">{evaluated.unresolved}</span>}
          </p>
        )
      )}
    </div>
  );
}

function Tip({ id, label, text }: { id: string; label: string; text: string }) {
  const [open, setOpen] = useState(false);
  return (
    <span class="tip" onMouseEnter={() => setOpen(true)} onMouseLeave={() => setOpen(false)}>
      <button
        type="button"
        aria-label={`About ${label}`}
        aria-describedby={open ? id : undefined}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}
      >
        ?
      </button>
      {open && (
        <span class="tip-text" role="tooltip" id={id}>
          {text}
        </span>
      )}
    </span>
  );
}

export function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function preview(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > 240 ? `${text.slice(0, 240)}…` : text;
}
