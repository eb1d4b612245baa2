import { useId } from 'react';
import type { Text } from '#kernel/texts';
import { ProblemNote } from '../feedback/problem-note.tsx';
import { useSay } from '../language/language.tsx';

interface WordsFormProps {
  readonly label: Text;
  readonly hint: Text;
  /** Of the button. */
  readonly send: Text;
  readonly onSend: (words: string) => void;
  readonly busy: boolean;
  /** What went wrong with the last one that was sent. */
  readonly problem: unknown;
}

/** An answer in words, given once: a field with its hint, a button, and what went wrong. */
export function WordsForm({ label, hint, send, onSend, busy, problem }: WordsFormProps) {
  const say = useSay();
  const field = useId();
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        onSend(String(new FormData(event.currentTarget).get('words') ?? ''));
      }}
    >
      <div className="field">
        <label htmlFor={field}>{say(label)}</label>
        <span id={`${field}-hint`} className="hint">
          {say(hint)}
        </span>
        <textarea
          id={field}
          className="textarea"
          name="words"
          required
          minLength={2}
          maxLength={1000}
          rows={4}
          aria-describedby={`${field}-hint`}
        />
      </div>
      <div className="row">
        <button type="submit" className="button primary" disabled={busy}>
          {say(send)}
        </button>
      </div>
      {problem !== null && problem !== undefined && <ProblemNote problem={problem} />}
    </form>
  );
}
