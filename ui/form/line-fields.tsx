import { type ReactNode, useId } from 'react';
import { useSay } from '../language/language.tsx';
import type { Text } from '#kernel/texts';

interface LabelledProps {
  readonly label: Text;
  readonly hint?: Text | undefined;
  readonly children: (ids: { id: string; 'aria-describedby'?: string }) => ReactNode;
}

function Labelled({ label, hint, children }: LabelledProps) {
  const say = useSay();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{say(label)}</label>
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {say(hint)}
        </span>
      )}
      {children({ id, ...(hint ? { 'aria-describedby': `${id}-hint` } : {}) })}
    </div>
  );
}

interface FieldProps {
  readonly name: string;
  readonly label: Text;
  readonly hint?: Text;
  readonly begin?: string | number | undefined;
  readonly required?: boolean;
}

/** One line of text. */
export function Line({ name, label, hint, begin, required = true }: FieldProps) {
  return (
    <Labelled label={label} hint={hint}>
      {(ids) => <input {...ids} name={name} className="input" required={required} defaultValue={begin} />}
    </Labelled>
  );
}

/** A number; empty for none where it is not required. */
export function Amount({ name, label, hint, begin, required = false }: FieldProps) {
  return (
    <Labelled label={label} hint={hint}>
      {(ids) => (
        <input
          {...ids}
          type="number"
          step="any"
          name={name}
          className="input"
          required={required}
          defaultValue={begin}
        />
      )}
    </Labelled>
  );
}

interface PickProps extends FieldProps {
  readonly choices: readonly { readonly value: string; readonly title: Text }[];
  /** Words of the choice of nothing; without it something must be chosen. */
  readonly none?: Text;
  readonly onChoose?: (value: string) => void;
}

/** A list to choose from. */
export function Pick({ name, label, choices, none, begin, onChoose }: PickProps) {
  const say = useSay();
  return (
    <Labelled label={label}>
      {(ids) => (
        <select
          {...ids}
          name={name}
          className="input"
          required={!none}
          defaultValue={begin ?? ''}
          onChange={(event) => onChoose?.(event.currentTarget.value)}
        >
          <option value="">{none ? say(none) : '—'}</option>
          {choices.map(({ value, title }) => (
            <option key={value} value={value}>
              {say(title)}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}
