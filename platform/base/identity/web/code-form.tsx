import { useId } from 'react';
import { ProblemNote, useSay } from '#ui';
import { factorWords as words } from './second-factor-words.ts';

interface CodeFormProps {
  readonly button: string;
  readonly busy: boolean;
  readonly problem: unknown;
  readonly danger?: boolean;
  readonly onCode: (code: string) => void;
}

/** A code of the second factor, and what is done with it. */
export function CodeForm({ button, busy, problem, danger = false, onCode }: CodeFormProps) {
  const say = useSay();
  const id = useId();
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        onCode(String(new FormData(form).get('code') ?? ''));
        form.reset();
      }}
    >
      <div className="field">
        <label htmlFor={id}>{say(words.code)}</label>
        <span id={`${id}-hint`} className="hint">
          {say(words.codeHint)}
        </span>
        <input
          id={id}
          className="input mono"
          name="code"
          aria-describedby={`${id}-hint`}
          autoComplete="one-time-code"
          required
          minLength={6}
          maxLength={20}
        />
      </div>
      <div className="row">
        <button type="submit" className={`button small ${danger ? 'danger' : 'primary'}`} disabled={busy}>
          {button}
        </button>
      </div>
      {problem !== null && <ProblemNote problem={problem} />}
    </form>
  );
}
