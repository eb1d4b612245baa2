import { type ActForm, ActForms, type AnyRow, useAct } from '#ui';
import { operations } from '../contract.ts';
import { requestTexts as texts } from './request-texts.ts';

const permission = 'open-data:grant';

const because = (during: string, word: typeof texts.refuse): ActForm<{ readonly reason: string }> => ({
  during: [during],
  permission,
  asks: [{ kind: 'words', name: 'reason', label: texts.reason }],
  buttons: [{ word, danger: true, make: (said) => ({ reason: said.words('reason') }) }],
});

const granting = (months: number): ActForm<{ readonly terms: string; readonly months: number }> => ({
  during: ['asked'],
  permission,
  asks: [
    { kind: 'words', name: 'terms', label: texts.terms },
    { kind: 'number', name: 'months', label: texts.months, begin: months },
  ],
  buttons: [
    {
      word: texts.grant,
      will: texts.grantWill,
      make: (said) => ({ terms: said.words('terms'), months: said.number('months') }),
    },
  ],
});

/** The provider grants under terms, refuses with a reason, or takes a grant back. */
function Actions({ row }: { readonly row: AnyRow }) {
  const options = { renews: ['tasks', 'records'] };
  const grants = useAct('open-data', operations.grantRequest, options);
  const refuses = useAct('open-data', operations.refuseRequest, options);
  const recalls = useAct('open-data', operations.recallGrant, options);
  const params = { id: String(row['id']) };
  const state = String(row['state']);
  return (
    <>
      <ActForms
        acts={[granting(Number(row['months']))]}
        state={state}
        onAct={(body) => grants.mutate({ params, body })}
        busy={grants.isPending}
        problem={grants.error}
      />
      <ActForms
        acts={[because('asked', texts.refuse)]}
        state={state}
        onAct={(body) => refuses.mutate({ params, body })}
        busy={refuses.isPending}
        problem={refuses.error}
      />
      <ActForms
        acts={[because('granted', texts.recall)]}
        state={state}
        onAct={(body) => recalls.mutate({ params, body })}
        busy={recalls.isPending}
        problem={recalls.error}
      />
    </>
  );
}

/** A request with what its provider decides about it. */
export const requestDetail = { actions: (row: AnyRow) => <Actions row={row} /> };
