import { useId, useState } from 'react';
import { ProblemNote, useAct, useMay, useSay } from '#ui';
import { operations } from '../contract.ts';
import { Until, untilIn } from './bulk.tsx';
import { texts } from './contest-words.ts';

type Move = 'contest' | 'waive' | 'reopen';

const movesFor = (
  status: string,
  may: (permission: 'quality:mend' | 'quality:manage') => boolean,
): Move[] => {
  if (status === 'open')
    return [
      ...(may('quality:mend') ? (['contest'] as const) : []),
      ...(may('quality:manage') ? (['waive'] as const) : []),
    ];
  if (status === 'contested') return may('quality:manage') ? ['waive', 'reopen'] : [];
  return status === 'waived' && may('quality:manage') ? ['reopen'] : [];
};

function ReasonField({ move }: { readonly move: Move }) {
  const say = useSay();
  const field = useId();
  return (
    <div className="field">
      <label htmlFor={field}>
        {say(texts[move])}: {say(texts.reason)}
      </label>
      <textarea id={field} className="input" name="reason" required minLength={2} maxLength={500} rows={3} />
    </div>
  );
}

/** What a person may do with a finding besides mending it, with the reason asked for in its place. */
export function ContestForm({ id, status }: { readonly id: string; readonly status: string }) {
  const say = useSay();
  const may = useMay();
  const [move, setMove] = useState<Move>();
  const done = { renews: ['tasks'], done: () => setMove(undefined) };
  const acts = {
    contest: useAct('quality', operations.contest, done),
    waive: useAct('quality', operations.waive, done),
    reopen: useAct('quality', operations.reopen, done),
  };
  if (!move)
    return (
      <>
        {movesFor(status, may).map((each) => (
          <button key={each} type="button" className="button second" onClick={() => setMove(each)}>
            {say(texts[each])}
          </button>
        ))}
      </>
    );
  const act = acts[move];
  return (
    <form
      className="notice stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        const reason = String(form.get('reason') ?? '');
        if (move === 'waive') acts.waive.mutate({ params: { id }, body: { reason, ...untilIn(form) } });
        else acts[move].mutate({ params: { id }, body: { reason } });
      }}
    >
      <ReasonField move={move} />
      {move === 'waive' && (
        <div className="field">
          <Until />
        </div>
      )}
      <div className="row">
        <button type="submit" className="button primary small" disabled={act.isPending}>
          {say(texts.send)}
        </button>
        <button type="button" className="button small" onClick={() => setMove(undefined)}>
          {say(texts.cancel)}
        </button>
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
    </form>
  );
}
