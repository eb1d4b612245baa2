import { type ReactNode, useId } from 'react';
import { ProblemNote, useSay } from '#ui';
import { texts } from './words.ts';

export const given = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
};

interface ActFormProps {
  readonly label: string;
  readonly act: { readonly isPending: boolean; readonly isError: boolean; readonly error: unknown };
  readonly onAct: (form: FormData, done: () => void) => void;
  readonly children?: ReactNode;
}

/** One thing that is done to a task with a word to it; closed until it is wanted. */
export function ActForm({ label, act, onAct, children }: ActFormProps) {
  return (
    <details>
      <summary>{label}</summary>
      <form
        className="stack tight"
        onSubmit={(event) => {
          event.preventDefault();
          const form = event.currentTarget;
          onAct(new FormData(form), () => form.reset());
        }}
      >
        {children}
        <div className="row">
          <button type="submit" className="button small" disabled={act.isPending}>
            {label}
          </button>
        </div>
        {act.isError && <ProblemNote problem={act.error} />}
      </form>
    </details>
  );
}

interface WordsProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
}

/** A few lines that must be written. */
export function Words({ name, label, hint }: WordsProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <span id={`${id}-hint`} className="hint">
          {hint}
        </span>
      )}
      <textarea
        id={id}
        className="textarea"
        name={name}
        required
        maxLength={1000}
        rows={2}
        {...(hint ? { 'aria-describedby': `${id}-hint` } : {})}
      />
    </div>
  );
}

/** A reason that must be given. */
export function Reason() {
  return <Words name="reason" label={useSay()(texts.reason)} />;
}
