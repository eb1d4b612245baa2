import { Link } from 'react-router';
import type { AnyRow } from '#ui';
import { ContestForm } from './contest-form.tsx';
import { Reason } from './reason.tsx';

/** What a finding shows: its reason and the two values first, then whose it is and until when. */
export const findingDetail = {
  fields: [
    'dataset',
    'owner',
    'status',
    'severity',
    'dimension',
    'rule',
    'rowKey',
    'foundAt',
    'dueOn',
    'closedAt',
    'note',
  ],
  lead: (row: AnyRow) => <Reason row={row} />,
  actions: (row: AnyRow) => (
    <>
      <ContestForm id={String(row['id'])} status={String(row['status'])} />
      <Link className="button" to={`/ingestion/batches/${String(row['batch'])}`}>
        {String(row['batch']).slice(0, 9)}… #{String(row['row'])}
      </Link>
    </>
  ),
};
