import { type InputHTMLAttributes, useState } from 'react';
import type { Field } from '#kernel/record';
import { useSay } from '../language/language.tsx';
import { useCodes } from '../lib/codes.ts';
import { useKnownRecord } from '../record/known-records.tsx';
import { useLabel } from '../record/labels.ts';
import { useRowChoices } from '../record/row-choices.ts';
import type { Choice } from '../table/list-types.ts';
import { words } from '../words.ts';
import { choicesOf } from './choices-of.ts';
import { DateInput } from './date-input.tsx';
import type { FormFieldProps } from './form-field.tsx';

type ControlProps = FormFieldProps & { readonly id: string };

const place = { zh: '经度, 纬度（CGCS2000）', en: 'longitude, latitude (CGCS2000)' };
const perLine = { zh: '每行一项', en: 'one a line' };

/** What every control says of itself. */
function common({ id, name, field, wrong, masked, value, fixed }: ControlProps) {
  const described = [
    (field.hint || field.kind === 'date') && `${id}-hint`,
    masked && `${id}-masked`,
    wrong && `${id}-wrong`,
  ].filter(Boolean);
  return {
    id,
    name,
    defaultValue: value,
    readOnly: fixed ?? false,
    'aria-invalid': wrong !== undefined,
    'aria-required': !field.optional && !masked,
    ...(described.length > 0 ? { 'aria-describedby': described.join(' ') } : {}),
  };
}

const long = new Set<Field['kind']>(['object', 'geometry', 'list']);

/** The native control of a field's kind. */
export function FieldControl(props: ControlProps) {
  const { field, fixed } = props;
  const choices = choicesOf(field);
  if (fixed) return <input className="input" {...common(props)} />;
  if (field.kind === 'code') return <CodeControl {...props} />;
  if (field.kind === 'reference') return <ReferenceControl {...props} />;
  if (choices) return <ChoiceControl {...props} choices={choices} />;
  if (field.kind === 'date') return <DateInput {...common(props)} />;
  // A line would lose the breaks that stand in the text.
  const many = long.has(field.kind) || props.value.includes('\n');
  return many ? <LongControl {...props} /> : <LineControl {...props} />;
}

const inputs: Readonly<Partial<Record<Field['kind'], InputHTMLAttributes<HTMLInputElement>>>> = {
  integer: { inputMode: 'decimal' },
  number: { inputMode: 'decimal' },
  money: { inputMode: 'decimal' },
};

function LineControl(props: ControlProps) {
  const say = useSay();
  const { kind } = props.field;
  return (
    <input
      className="input"
      placeholder={kind === 'point' ? say(place) : undefined}
      {...inputs[kind]}
      {...common(props)}
    />
  );
}

function LongControl(props: ControlProps) {
  const say = useSay();
  return (
    <textarea
      className="textarea"
      placeholder={props.field.kind === 'list' ? say(perLine) : undefined}
      {...common(props)}
    />
  );
}

function ChoiceControl({ choices, ...props }: ControlProps & { readonly choices: readonly Choice[] }) {
  const say = useSay();
  const { readOnly: _, ...rest } = common(props);
  const known = choices.some(({ value }) => value === props.value);
  // What has one answer is answered.
  const only = choices.length === 1 && !props.field.optional;
  return (
    <select className="select" {...rest}>
      {!only && <option value="">{props.field.optional ? say(words.none) : ''}</option>}
      {!known && props.value !== '' && <option value={props.value}>{props.value}</option>}
      {choices
        .filter((choice) => !choice.retired || choice.value === props.value)
        .map((choice) => (
          <option key={choice.value} value={choice.value}>
            {say(choice.label)}
          </option>
        ))}
    </select>
  );
}

function CodeControl(props: ControlProps) {
  const { data, isPending } = useCodes(props.field.codes);
  if (isPending) return <input className="input" {...common(props)} />;
  return <ChoiceControl {...props} choices={data ?? []} />;
}

/** A reference is its key; typing looks for rows and offers their names. */
function ReferenceControl(props: ControlProps) {
  const known = useKnownRecord(props.field.record);
  const [typed, setTyped] = useState(props.value);
  const choices = useRowChoices(known, known && typed ? typed : undefined);
  const { data: label } = useLabel(known, typed || undefined);
  const say = useSay();
  const list = `${props.id}-rows`;
  return (
    <>
      <input
        className="input"
        list={list}
        autoComplete="off"
        {...common(props)}
        onChange={(event) => setTyped(event.target.value)}
      />
      <datalist id={list}>
        {choices?.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {say(choice.label)}
          </option>
        ))}
      </datalist>
      {label && <span className="hint">{say(label)}</span>}
    </>
  );
}
