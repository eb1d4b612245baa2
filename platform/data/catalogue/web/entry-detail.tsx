import { Link } from 'react-router';
import { useMyPages, useSay, type AnyRow, type DetailSection, type Say } from '#ui';
import { Entry } from '../records.ts';
import { FieldsTable } from './fields-table.tsx';

const title = { zh: '信息项', en: 'Fields' };
const ask = { zh: '申请共享', en: 'Ask for it' };
const apart = new Set(['fields']);

/** The way to ask for a dataset, where the city shares by request and it is shared at all. */
function AskForIt({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const shares = useMyPages().some(({ pages }) => pages.some(({ path }) => path === '/exchange/requests'));
  if (!shares || row['kind'] !== 'dataset' || row['share'] === 'none') return null;
  return (
    <Link
      className="button second"
      to={`/exchange/ask?${new URLSearchParams({ dataset: String(row['code']) })}`}
    >
      {say(ask)}
    </Link>
  );
}

/** An entry with its fields as a table of their own. */
export const entryDetail = {
  fields: Object.keys(Entry.fields).filter((name) => !apart.has(name)),
  actions: (row: AnyRow) => <AskForIt row={row} />,
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    { title: say(title), content: <FieldsTable fields={row['fields']} share={String(row['share'])} /> },
  ],
};
