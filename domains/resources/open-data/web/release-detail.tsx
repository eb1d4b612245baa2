import { ActForms, useAct, type ActForm, type AnyRow, type DetailSection, type Say } from '#ui';
import { operations } from '../contract.ts';
import { Release } from '../records.ts';
import { ColumnsTable } from './columns-table.tsx';
import { RiskSection } from './risk-section.tsx';
import { texts } from './words.ts';

const apart = new Set(['choices', 'columns', 'risk']);
const permission = 'open-data:approve';

const approve: ActForm<object> = {
  during: ['proposed'],
  permission,
  asks: [],
  buttons: [{ word: texts.approve, will: texts.approveWill, make: () => ({}) }],
};

const because = (during: string, word: typeof texts.approve): ActForm<{ readonly reason: string }> => ({
  during: [during],
  permission,
  asks: [{ kind: 'words', name: 'reason', label: texts.reason }],
  buttons: [{ word, danger: true, make: (said) => ({ reason: said.words('reason') }) }],
});

/** The data office opens, sends back or withdraws. */
function Actions({ row }: { readonly row: AnyRow }) {
  const options = { renews: ['tasks', 'records'] };
  const opening = useAct('open-data', operations.approve, options);
  const returning = useAct('open-data', operations.sendBack, options);
  const closing = useAct('open-data', operations.withdraw, options);
  const params = { code: String(row['code']) };
  const state = String(row['state']);
  return (
    <>
      <ActForms
        acts={[approve]}
        state={state}
        onAct={() => opening.mutate({ params })}
        busy={opening.isPending}
        problem={opening.error}
      />
      <ActForms
        acts={[because('proposed', texts.sendBack)]}
        state={state}
        onAct={(body) => returning.mutate({ params, body })}
        busy={returning.isPending}
        problem={returning.error}
      />
      <ActForms
        acts={[because('open', texts.withdraw)]}
        state={state}
        onAct={(body) => closing.mutate({ params, body })}
        busy={closing.isPending}
        problem={closing.error}
      />
    </>
  );
}

/** A release with what leaves, what was measured, and what the data office does about it. */
export const releaseDetail = {
  fields: Object.keys(Release.fields).filter((name) => !apart.has(name)),
  actions: (row: AnyRow) => <Actions row={row} />,
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    { title: say(texts.risk), content: <RiskSection risk={row['risk']} /> },
    { title: say(texts.columns), content: <ColumnsTable columns={row['columns']} /> },
  ],
};
