import { useId } from 'react';
import type { Text } from '#kernel/texts';
import { useSay } from '#ui';

interface WriteProps {
  readonly label: Text;
  readonly hint?: Text;
  readonly value: string;
  readonly long?: boolean;
  readonly required?: boolean;
  readonly onWrite: (value: string) => void;
}

/** Words that are kept as they are written. */
export function Write({ label, hint, value, long = false, required = true, onWrite }: WriteProps) {
  const say = useSay();
  const id = useId();
  const common = { id, value, required, ...(hint ? { 'aria-describedby': `${id}-hint` } : {}) };
  return (
    <div className="field">
      <label htmlFor={id}>{say(label)}</label>
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {say(hint)}
        </span>
      )}
      {long ? (
        <textarea className="textarea" {...common} onChange={(event) => onWrite(event.currentTarget.value)} />
      ) : (
        <input className="input" {...common} onChange={(event) => onWrite(event.currentTarget.value)} />
      )}
    </div>
  );
}

interface CountProps {
  readonly label: Text;
  readonly value: number;
  readonly from: number;
  readonly to: number;
  readonly onWrite: (value: number) => void;
}

/** A whole number between two others; what is none is not taken over. */
export function Count({ label, value, from, to, onWrite }: CountProps) {
  const say = useSay();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{say(label)}</label>
      <input
        id={id}
        className="input"
        type="number"
        min={from}
        max={to}
        value={value}
        onChange={(event) => {
          const next = event.currentTarget.valueAsNumber;
          if (Number.isInteger(next) && next >= from && next <= to) onWrite(next);
        }}
      />
    </div>
  );
}
