import { Link } from 'react-router';
import { useSay, type AnyRow } from '#ui';
import { ContestForm } from './contest-form.tsx';
import { Reason } from './reason.tsx';

function SeeBatch() {
  return useSay()({ zh: '看批次', en: 'See the batch' });
}

/** What a finding shows: its reason and the two values first, then whose it is and until when. */
export const findingDetail = {
  fields: [
    'dataset',
    'owner',
    'status',
    'severity',
    'dimension',
    'rowKey',
    'foundAt',
    'dueOn',
    'closedAt',
    'note',
    'waivedUntil',
  ],
  lead: (row: AnyRow) => <Reason row={row} />,
  actions: (row: AnyRow) => (
    <>
      <ContestForm id={String(row['id'])} status={String(row['status'])} />
      <Link className="button" to={`/ingestion/batches/${String(row['batch'])}`}>
        <SeeBatch />
      </Link>
    </>
  ),
};
