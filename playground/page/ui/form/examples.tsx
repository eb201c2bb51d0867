import type { Example, Preset } from '../../api';
import { gatewayOf, type FormState } from '../session';
import { Field } from './field';

interface ExamplesProps {
  examples: Example[];
  form: FormState;
  presets: Preset[];
  onChoose(query: Example['query']): void;
}

/** The menu of examples, on the one whose values the form has. */
export function Examples({ examples, presets, form: { source, operation, values }, onChoose }: ExamplesProps) {
  const filled = Object.entries(values).filter(([, text]) => text !== '');
  const active = examples.find(({ query: { operation: wanted, ...texts } }) => {
    if (wanted !== operation || filled.length !== Object.keys(texts).length) return false;
    return filled.every(([key, text]) => texts[key] === text);
  });
  const { name: gateway = '', needs } = gatewayOf(source, presets) ?? {};
  const missing = needs && !source[needs.key] ? needs : undefined;
  const hindrance = missing?.why ?? active?.cannot?.[gateway];
  const choose = (name: string) => {
    const example = examples.find((candidate) => candidate.name === name);
    if (example) onChoose(example.query);
  };
  return (
    <Field id="example" label="Example">
      <select
        id="example"
        value={active?.name ?? ''}
        aria-describedby="example-about"
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {!active && <option value="">A query of your own</option>}
        {examples.map(({ name, tag, cannot }) => (
          <option key={name} value={name}>
            {[name, tag, missing?.tag ?? (cannot?.[gateway] && `not with ${gateway}`)].filter(Boolean).join(' · ')}
          </option>
        ))}
      </select>
      <p class={hindrance ? 'note warn' : 'note'} id="example-about">
        {active?.tag && <span class="type">{active.tag}</span>}{' '}
        {hindrance ?? active?.about ?? 'Choose one to fill in the form.'}
      </p>
    </Field>
  );
}
