import { useId, type ReactNode } from 'react';
import type { Text } from '#kernel/texts';
import { useSay } from '#ui';

interface Ids {
  readonly id: string;
  readonly 'aria-describedby'?: string;
}

/** A control with its label and hint. */
export function Labelled(props: {
  readonly label: Text;
  readonly hint?: Text | undefined;
  readonly children: (ids: Ids) => ReactNode;
}) {
  const { label, hint, children } = props;
  const say = useSay();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{say(label)}</label>
      {hint && (
        <span id={`${id}-hint`} className="hint">
          {say(hint)}
        </span>
      )}
      {children({ id, ...(hint && { 'aria-describedby': `${id}-hint` }) })}
    </div>
  );
}

export interface Option {
  readonly value: string;
  readonly label: Text;
}

export const optionsOf = (names: Readonly<Record<string, Text>>): Option[] =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

/** A native select; without a value it begins with "choose". */
export function Select(props: {
  readonly label: Text;
  readonly name: string;
  readonly options: readonly Option[];
  readonly value?: string | undefined;
  readonly hint?: Text;
  readonly optional?: Text;
  readonly onChange?: (value: string) => void;
}) {
  const { label, name, options, value, hint, optional, onChange } = props;
  const say = useSay();
  return (
    <Labelled label={label} hint={hint}>
      {(ids) => (
        <select
          {...ids}
          name={name}
          className="select"
          required={optional === undefined}
          defaultValue={value ?? ''}
          onChange={onChange && ((event) => onChange(event.currentTarget.value))}
        >
          <option value="">{say(optional ?? { zh: '请选择', en: 'Choose' })}</option>
          {options.map((each) => (
            <option key={each.value} value={each.value}>
              {say(each.label)}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}
