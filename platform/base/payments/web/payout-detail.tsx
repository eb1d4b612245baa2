import { useId } from 'react';
import { ProblemNote, useAct, useMay, useSay, type AnyRow } from '#ui';
import { operations } from '../contract.ts';
import { WhyForm } from './why-form.tsx';
import { texts } from './words.ts';

/** The account was wrong: whoever asks names the right one, and it is approved anew. */
function Correct({ id }: { readonly id: string }) {
  const say = useSay();
  const field = useId();
  const act = useAct('payments', operations.correctPayOut, { renews: ['tasks'] });
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        const account = String(new FormData(event.currentTarget).get('account') ?? '').trim();
        act.mutate({ params: { id }, body: { payeeAccount: account } });
      }}
    >
      <div className="field">
        <label htmlFor={field}>{say(texts.account)}</label>
        <input
          id={field}
          name="account"
          className="input"
          required
          inputMode="numeric"
          pattern="[0-9]{8,30}"
        />
      </div>
      <button type="submit" className="button" disabled={act.isPending}>
        {say(texts.correct)}
      </button>
      {act.isError && <ProblemNote problem={act.error} />}
    </form>
  );
}

function Decide({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const may = useMay();
  const params = { id: String(row['id']) };
  const act = useAct('payments', operations.decidePayOut, { renews: ['tasks'] });
  const again = useAct('payments', operations.retryPayOut);
  if (!may('payments:payout-approve')) return null;
  return (
    <>
      {row['status'] === 'asked' && (
        <>
          <WhyForm
            act={say(texts.approve)}
            busy={act.isPending}
            onAct={(why) => act.mutate({ params, body: { approve: true, why } })}
          />
          <WhyForm
            act={say(texts.refuse)}
            danger
            busy={act.isPending}
            onAct={(why) => act.mutate({ params, body: { approve: false, why } })}
          />
        </>
      )}
      {['approved', 'failed'].includes(String(row['status'])) && (
        <button
          type="button"
          className="button primary"
          disabled={again.isPending}
          onClick={() => again.mutate({ params })}
        >
          {say(texts.again)}
        </button>
      )}
      {act.isError && <ProblemNote problem={act.error} />}
      {again.isError && <ProblemNote problem={again.error} />}
    </>
  );
}

function Actions({ row }: { readonly row: AnyRow }) {
  const may = useMay();
  const stopped = ['returned', 'failed', 'refused'].includes(String(row['status']));
  return (
    <>
      <Decide row={row} />
      {stopped && may('payments:payout-ask') && <Correct id={String(row['id'])} />}
    </>
  );
}

/** The second person's decision, and another account when it did not get there. */
export const payOutDetail = { actions: (row: AnyRow) => <Actions row={row} /> };
