import { useId } from 'react';
import { ProblemNote, useAct, useMay, useSay, type AnyRow } from '#ui';
import { operations } from '../contract.ts';
import { texts } from './words.ts';

function Actions({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const may = useMay();
  const field = useId();
  const act = useAct('publishing', operations.answerObjection, { renews: ['tasks'] });
  if (row['state'] !== 'open' || !may('publishing:review')) return null;
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        const button = (event.nativeEvent as SubmitEvent).submitter as HTMLButtonElement | null;
        const words = String(new FormData(event.currentTarget).get('words') ?? '');
        const upheld = button?.value === 'upheld';
        act.mutate({ params: { id: String(row['id']) }, body: { upheld, words } });
      }}
    >
      <div className="field">
        <label htmlFor={field}>{say(texts.answer)}</label>
        <textarea
          id={field}
          name="words"
          className="input"
          rows={3}
          required
          minLength={2}
          maxLength={1000}
        />
      </div>
      <div className="row">
        <button type="submit" value="dismissed" className="button" disabled={act.isPending}>
          {say(texts.dismissed)}
        </button>
        <button type="submit" value="upheld" className="button danger" disabled={act.isPending}>
          {say(texts.upheld)}
        </button>
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
    </form>
  );
}

/** An objection, with its answer. */
export const objectionDetail = { actions: (row: AnyRow) => <Actions row={row} /> };
