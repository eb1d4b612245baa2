import { ProblemNote, useAct, useSay, type AnyRow } from '#ui';
import { operations } from '../contract.ts';
import { WhyForm } from './why-form.tsx';
import { texts } from './words.ts';

function Actions({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const act = useAct('payments', operations.settle, { renews: ['tasks'] });
  if (row['status'] !== 'open') return null;
  return (
    <>
      <WhyForm
        act={say(texts.settle)}
        busy={act.isPending}
        onAct={(why) => act.mutate({ params: { id: String(row['id']) }, body: { why } })}
      />
      {act.isError && <ProblemNote problem={act.error} />}
    </>
  );
}

/** What becomes of a difference. */
export const differenceDetail = { actions: (row: AnyRow) => <Actions row={row} /> };
