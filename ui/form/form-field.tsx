import type { Field } from '#kernel/record';
import { useSay } from '../language/language.tsx';
import { words } from '../words.ts';
import { FieldControl } from './field-control.tsx';
import { ObjectControl } from './object-control.tsx';

export interface FormFieldProps {
  readonly name: string;
  readonly field: Field;
  /** Text it begins with. */
  readonly value: string;
  readonly wrong?: string | undefined;
  /** The masked value, when the reader cannot see what stands there. */
  readonly masked?: string | undefined;
  readonly fixed?: boolean;
}

const keep = { zh: '现值 {value}；不填则保持不变', en: 'Now {value}; leave empty to keep it' };

/** Id of a field's control, for the summary's links. */
export const fieldId = (name: string): string => `field-${name}`;

/** Said of an object as a whole, over its parts. */
function ObjectField({ parts, ...props }: FormFieldProps & { readonly parts: NonNullable<Field['parts']> }) {
  const { name, field, wrong } = props;
  const say = useSay();
  const id = fieldId(name);
  return (
    <fieldset
      id={id}
      className="parts"
      tabIndex={-1}
      {...(wrong ? { 'aria-describedby': `${id}-wrong` } : {})}
    >
      <legend>{say(field.label)}</legend>
      {field.hint && <p className="hint">{say(field.hint)}</p>}
      {wrong && (
        <p id={`${id}-wrong`} className="wrong">
          {wrong}
        </p>
      )}
      <ObjectControl id={id} name={name} parts={parts} value={props.value} />
    </fieldset>
  );
}

const partsToFill = ({ kind, parts }: Field) => (kind === 'object' ? parts : undefined);

/** A field with its label, hint, unit and what is wrong with it. */
export function FormField(props: FormFieldProps) {
  const { name, field, wrong, masked } = props;
  const say = useSay();
  const id = fieldId(name);
  const parts = masked ? undefined : partsToFill(field);
  if (parts) return <ObjectField {...props} parts={parts} />;
  const unit = field.kind === 'money' ? words.yuan : field.unit;
  const hint = [field.hint, field.kind === 'date' ? words.dayForm : undefined]
    .flatMap((text) => (text ? [say(text)] : []))
    .join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>
        {say(field.label)}
        {unit && <span className="unit"> ({say(unit)})</span>}
        {field.optional && <span className="unit"> {say(words.optional)}</span>}
      </label>
      {hint && (
        <span id={`${id}-hint`} className="hint">
          {hint}
        </span>
      )}
      {masked && (
        <span id={`${id}-masked`} className="hint">
          {say(keep, { value: masked })}
        </span>
      )}
      {wrong && (
        <span id={`${id}-wrong`} className="wrong">
          {wrong}
        </span>
      )}
      <FieldControl {...props} id={id} />
    </div>
  );
}
