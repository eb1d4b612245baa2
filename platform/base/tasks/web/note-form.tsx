import { ProblemNote, useAct, useSay } from '#ui';
import { operations } from '../contract.ts';
import { texts } from './words.ts';

/** A word for whoever works on it next. */
export function NoteForm({ id }: { readonly id: string }) {
  const say = useSay();
  const act = useAct('tasks', operations.note);
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        const words = String(new FormData(form).get('words') ?? '');
        act.mutate({ params: { id }, body: { words } }, { onSuccess: () => form.reset() });
      }}
    >
      <textarea
        className="textarea"
        name="words"
        aria-label={say(texts.addNote)}
        required
        maxLength={1000}
        rows={2}
      />
      <div className="row">
        <button type="submit" className="button small" disabled={act.isPending}>
          {say(texts.addNote)}
        </button>
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
    </form>
  );
}
