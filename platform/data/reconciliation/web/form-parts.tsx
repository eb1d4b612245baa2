import type { ReactNode } from 'react';
import type { Text } from '#kernel/texts';
import { useSay } from '#ui';

interface PickProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** What stands there while nothing is chosen; without it something always is. */
  readonly none?: string;
  readonly onPick: (value: string) => void;
}

export function Pick({ label, value, options, none, onPick }: PickProps) {
  return (
    <label className="field">
      <span>{label}</span>
      <select className="select" required value={value} onChange={(event) => onPick(event.target.value)}>
        {none !== undefined && <option value="">{none}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}

interface WriteProps {
  readonly label: string;
  readonly value: string;
  readonly type?: 'number';
  readonly hint?: string;
  readonly pattern?: string;
  readonly required?: boolean;
  readonly fixed?: boolean;
  readonly onWrite: (value: string) => void;
}

export function Write({ label, value, type, hint, pattern, required, fixed, onWrite }: WriteProps) {
  return (
    <label className="field">
      <span>{label}</span>
      {hint && <span className="hint">{hint}</span>}
      <input
        className="input"
        value={value}
        type={type ?? 'text'}
        {...(type === 'number' ? { min: 0, step: 'any' } : { maxLength: 100 })}
        {...(pattern ? { pattern } : {})}
        required={required}
        readOnly={fixed}
        onChange={(event) => onWrite(event.target.value)}
      />
    </label>
  );
}

/** A choice among what people call the values of an enumeration. */
export function Named({
  names,
  ...props
}: Omit<PickProps, 'options' | 'none'> & { readonly names: Readonly<Record<string, Text>> }) {
  const say = useSay();
  const options = Object.entries(names).map(([value, name]) => ({ value, label: say(name) }));
  return <Pick {...props} options={options} />;
}

/** One of several alike, which can be taken out. */
export function Part({
  title,
  drop,
  onDrop,
  children,
}: {
  readonly title: string;
  readonly drop: string;
  readonly onDrop: (() => void) | undefined;
  readonly children: ReactNode;
}) {
  return (
    <fieldset className="parts">
      <legend>{title}</legend>
      {children}
      {onDrop && (
        <button type="button" className="button small" onClick={onDrop}>
          {drop}
        </button>
      )}
    </fieldset>
  );
}
