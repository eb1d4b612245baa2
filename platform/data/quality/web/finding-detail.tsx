import { Link } from 'react-router';
import type { AnyRow, DetailSection, Say } from '#ui';
import { ContestForm } from './contest-form.tsx';
import { Reason } from './reason.tsx';

const texts = {
  reason: { zh: '问题与建议', en: 'Reason and suggestion' },
};

/** What a finding shows beside its fields, and what one can do about it. */
export const findingDetail = {
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    { title: say(texts.reason), content: <Reason row={row} /> },
  ],
  actions: (row: AnyRow) => (
    <>
      <ContestForm id={String(row['id'])} status={String(row['status'])} />
      <Link className="button" to={`/ingestion/batches/${String(row['batch'])}`}>
        {String(row['batch'])}
      </Link>
    </>
  ),
};
