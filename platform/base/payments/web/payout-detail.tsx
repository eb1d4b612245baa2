import { ProblemNote, useAct, useMay, useSay, type AnyRow } from '#ui';
import { operations } from '../contract.ts';
import { WhyForm } from './why-form.tsx';
import { texts } from './words.ts';

function Actions({ row }: { readonly row: AnyRow }) {
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

/** The second person's decision. */
export const payOutDetail = { actions: (row: AnyRow) => <Actions row={row} /> };
