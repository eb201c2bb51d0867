import { useId, useState } from 'preact/hooks';
import type { ConnectionField, Forms } from '../../api';
import { presetOf, type Values } from '../session';
import { Field } from './field';

interface ConnectionFormProps {
  forms: Forms;
  source: Values;
  onChange(source: Values): void;
}

/** The fields of manifest.json, and connections to choose from. */
export function ConnectionForm({ forms: { connection, presets }, source, onChange }: ConnectionFormProps) {
  const preset = presetOf(source, presets);
  return (
    <>
      <div class="presets" role="group" aria-label="Presets">
        {presets.map(({ name, values }) => (
          <button
            key={name}
            type="button"
            aria-pressed={preset?.name === name}
            onClick={() => onChange({ ...connection.defaults, ...values })}
          >
            {name}
          </button>
        ))}
      </div>
      <p class="about">{preset?.about ?? 'A connection of your own.'}</p>
      {connection.fields.map((field) => (
        <ConnectionInput
          // What a preset fills in is locked again.
          key={`${field.key} ${preset?.name}`}
          field={field}
          encrypted={connection.encrypted.includes(field.key)}
          value={source[field.key] ?? ''}
          onChange={(value) => onChange({ ...source, [field.key]: value })}
        />
      ))}
    </>
  );
}

interface ConnectionInputProps {
  field: ConnectionField;
  encrypted: boolean;
  value: string;
  onChange(value: string): void;
}

/** As ToolJet's V1 forms draw it: `description` is the placeholder, help is below, and no secret comes back. */
function ConnectionInput({ field, encrypted, value, onChange }: ConnectionInputProps) {
  const id = useId();
  const { key, label, type, description, helpText } = field;
  const [locked, setLocked] = useState(encrypted && value !== '');
  const common = {
    id,
    'data-key': key,
    'aria-describedby': helpText ? `${id}-help` : undefined,
    placeholder: locked ? '**************' : description,
    value: locked ? '' : value,
    disabled: locked,
    spellcheck: false,
    onInput: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  };
  const badge = encrypted && (
    <span class="encrypted" title="ToolJet stores this field encrypted">
      Encrypted
    </span>
  );
  return (
    <Field id={id} label={label} badge={badge}>
      <div class="with-button">
        {type === 'textarea' ? (
          <textarea {...common} rows={2} />
        ) : type === 'password' ? (
          <input {...common} type="password" autocomplete="new-password" />
        ) : (
          <input {...common} type="text" autocomplete="off" />
        )}
        {locked && (
          <button
            type="button"
            aria-label={`Edit ${label}`}
            onClick={() => {
              setLocked(false);
              onChange('');
            }}
          >
            Edit
          </button>
        )}
      </div>
      {helpText && (
        // The manifest's own HTML, which ToolJet puts there just so.
        <p class="help" id={`${id}-help`} dangerouslySetInnerHTML={{ __html: helpText }} />
      )}
    </Field>
  );
}
