import { useId, useState } from 'react';
import { ProblemNote, useAct, useMay, useSay } from '#ui';
import { operations } from '../contract.ts';

const texts = {
  contest: { zh: '有异议', en: 'Contest' },
  waive: { zh: '认可异议', en: 'Waive' },
  reopen: { zh: '驳回异议', en: 'Reopen' },
  reason: { zh: '理由', en: 'Reason' },
  send: { zh: '提交', en: 'Send' },
  cancel: { zh: '取消', en: 'Cancel' },
};
type Move = 'contest' | 'waive' | 'reopen';

const movesFor = (
  status: string,
  may: (permission: 'quality:mend' | 'quality:manage') => boolean,
): Move[] => {
  if (status === 'open') return may('quality:mend') ? ['contest'] : [];
  if (status === 'contested') return may('quality:manage') ? ['waive', 'reopen'] : [];
  return status === 'waived' && may('quality:manage') ? ['reopen'] : [];
};

/** What a person may do with a finding besides mending it, with the reason asked for in its place. */
export function ContestForm({ id, status }: { readonly id: string; readonly status: string }) {
  const say = useSay();
  const may = useMay();
  const field = useId();
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
        const reason = String(new FormData(event.currentTarget).get('reason') ?? '');
        act.mutate({ params: { id }, body: { reason } });
      }}
    >
      <div className="field">
        <label htmlFor={field}>
          {say(texts[move])}: {say(texts.reason)}
        </label>
        <textarea
          id={field}
          className="input"
          name="reason"
          required
          minLength={2}
          maxLength={500}
          rows={3}
        />
      </div>
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
