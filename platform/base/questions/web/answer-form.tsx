import { useId } from 'react';
import { ProblemNote, useAct, useSay } from '#ui';
import { operations } from '../contract.ts';
import { texts } from './words.ts';

/** The answer to a citizen, given once. */
export function AnswerForm({ id }: { readonly id: string }) {
  const say = useSay();
  const field = useId();
  const act = useAct('questions', operations.answer, { renews: ['tasks'] });
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        const words = String(new FormData(event.currentTarget).get('words') ?? '');
        act.mutate({ params: { id }, body: { words } });
      }}
    >
      <div className="field">
        <label htmlFor={field}>{say(texts.answer)}</label>
        <span id={`${field}-hint`} className="hint">
          {say(texts.hint)}
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
        <button type="submit" className="button primary" disabled={act.isPending}>
          {say(texts.send)}
        </button>
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
    </form>
  );
}
