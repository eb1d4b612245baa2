import { useId, type ReactNode } from 'react';
import type { Text } from '#kernel/texts';
import { useSay } from '#ui';
import { words as pageWords } from '../words.ts';
import { words } from './words.ts';

export interface Choice {
  readonly value: string;
  readonly title: Text;
}

interface PickProps {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly onValue: (value: string) => void;
  /** Text of the choice of nothing; without it something must be chosen. */
  readonly none?: Text;
}

/** A list to choose from, with its label. What stands there and is not offered stays. */
export function Pick({ label, value, choices, onValue, none }: PickProps) {
  const say = useSay();
  const id = useId();
  const offered = choices.some((each) => each.value === value);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="input"
        required={!none}
        value={value}
        onChange={(event) => onValue(event.currentTarget.value)}
      >
        <option value="">{say(none ?? pageWords.none)}</option>
        {!offered && value !== '' && <option value={value}>{value}</option>}
        {choices.map((each) => (
          <option key={each.value} value={each.value}>
            {say(each.title)}
          </option>
        ))}
      </select>
    </div>
  );
}

interface LineProps {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly hint?: string;
  readonly required?: boolean;
  readonly kind?: 'text' | 'number';
  readonly fixed?: boolean;
}

/** One line of text, with its label. */
export function Line({ label, value, onValue, hint, required = true, kind = 'text', fixed }: LineProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <input
        id={id}
        type={kind}
        step={kind === 'number' ? 'any' : undefined}
        className="input"
        required={required}
        readOnly={fixed}
        value={value}
        onChange={(event) => onValue(event.currentTarget.value)}
        {...(hint ? { 'aria-describedby': `${id}-hint` } : {})}
      />
    </div>
  );
}

interface RowsProps<T> {
  readonly label: Text;
  readonly hint?: Text;
  readonly items: readonly T[];
  readonly fresh: T;
  readonly most: number;
  readonly onItems: (items: readonly T[]) => void;
  /** One of them; labels of its controls are told apart by `name`. */
  readonly children: (item: T, put: (item: T) => void, name: (label: Text) => string) => ReactNode;
}

/** Several of one kind, each of which can be taken away. */
export function Rows<T>({ label, hint, items, fresh, most, onItems, children }: RowsProps<T>) {
  const say = useSay();
  return (
    <fieldset className="parts">
      <legend>{say(label)}</legend>
      {hint && <p className="hint">{say(hint)}</p>}
      {items.map((item, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- they have no name of their own, and stay in their order
        <div className="row" key={index}>
          {children(
            item,
            (put) => onItems(items.map((each, at) => (at === index ? put : each))),
            (text) => say(words.which, { label: say(text), count: index + 1 }),
          )}
          <button
            type="button"
            className="button"
            aria-label={`${say(label)}: ${say(words.remove, { count: index + 1 })}`}
            onClick={() => onItems(items.filter((_each, at) => at !== index))}
          >
            ×
          </button>
        </div>
      ))}
      {items.length < most && (
        <div>
          <button type="button" className="button" onClick={() => onItems([...items, fresh])}>
            {say(words.add, { what: say(label) })}
          </button>
        </div>
      )}
    </fieldset>
  );
}
