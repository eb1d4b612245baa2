import { useState } from 'react';
import { useSay } from '#ui';
import type { Text } from '#kernel/texts';
import { aggregates, kindNames, type MeasureSource } from '../../contract.ts';
import { words } from './words.ts';

interface PickProps {
  readonly name: string;
  readonly label: Text;
  readonly choices: readonly { readonly value: string; readonly title: Text }[];
  /** Text of the choice of nothing; without it something must be chosen. */
  readonly none?: Text;
  readonly onChoose?: (value: string) => void;
}

/** A list to choose from, with its label. */
export function Pick({ name, label, choices, none, onChoose }: PickProps) {
  const say = useSay();
  const id = `measure-${name}`;
  return (
    <div className="field">
      <label htmlFor={id}>{say(label)}</label>
      <select
        id={id}
        name={name}
        className="input"
        required={!none}
        onChange={(event) => onChoose?.(event.currentTarget.value)}
      >
        <option value="">{say(none ?? words.none)}</option>
        {choices.map(({ value, title }) => (
          <option key={value} value={value}>
            {say(title)}
          </option>
        ))}
      </select>
    </div>
  );
}

interface LineProps {
  readonly name: string;
  readonly label: Text;
  readonly hint?: Text;
  readonly required?: boolean;
  readonly kind?: 'text' | 'number';
}

/** One line of text, with its label. */
export function Line({ name, label, hint, required = true, kind = 'text' }: LineProps) {
  const say = useSay();
  const id = `measure-${name}`;
  return (
    <div className="field">
      <label htmlFor={id}>{say(label)}</label>
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {say(hint)}
        </span>
      )}
      <input
        id={id}
        name={name}
        type={kind}
        className="input"
        required={required}
        {...(hint ? { 'aria-describedby': `${id}-hint` } : {})}
      />
    </div>
  );
}

const days = new Set(['date', 'instant']);

interface Props {
  readonly side: 'numerator' | 'denominator';
  readonly sources: readonly MeasureSource[];
  readonly onSource?: (source: MeasureSource | undefined) => void;
}

/** One side of a measure: which rows of which record, added up how. */
export function AggregateFields({ side, sources, onSource }: Props) {
  const say = useSay();
  const [record, setRecord] = useState('');
  const source = sources.find((each) => each.record === record);
  const fields = (source?.fields ?? []).map(({ name, title }) => ({ value: name, title }));
  const times = (source?.fields ?? []).filter(({ kind }) => days.has(kind));
  return (
    <fieldset className="parts stack">
      <legend>{say(words[side])}</legend>
      <Pick
        name={`${side}.record`}
        label={words.source}
        choices={sources.map((each) => ({ value: each.record, title: each.title }))}
        onChoose={(value) => {
          setRecord(value);
          onSource?.(sources.find((each) => each.record === value));
        }}
      />
      <Pick
        name={`${side}.aggregate`}
        label={words.aggregate}
        choices={aggregates.map((value) => ({ value, title: kindNames[value] ?? { zh: value, en: value } }))}
      />
      <Pick name={`${side}.field`} label={words.field} choices={fields} none={words.none} />
      <Pick
        name={`${side}.time`}
        label={words.time}
        choices={times.map(({ name, title }) => ({ value: name, title }))}
      />
      {[0, 1, 2].map((index) => (
        <div className="row" key={index}>
          <Pick name={`${side}.where.${index}`} label={words.condition} choices={fields} none={words.none} />
          <Line name={`${side}.among.${index}`} label={words.among} required={false} />
        </div>
      ))}
    </fieldset>
  );
}
