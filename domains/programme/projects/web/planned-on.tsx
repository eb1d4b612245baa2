import { Link, useSearchParams } from 'react-router';
import { Tag, useCall, useSay, type AnyRow } from '#ui';
import { operations, type LateContracts } from '../contract.ts';
import { partWords as words } from './part-words.ts';

type Late = LateContracts['items'][number];

function LateTag({ late: { signedOn, days } }: { readonly late: Late }) {
  const say = useSay();
  return signedOn === null ? (
    <Tag tone="seal">{say(words.notSigned, { days })}</Tag>
  ) : (
    <Tag tone="amber">{say(words.signedLate, { days })}</Tag>
  );
}

interface PlannedOnProps {
  readonly row: AnyRow;
  /** What all cells of one table ask for together; the row alone when absent, on the day that the page shows. */
  readonly of?: { readonly undertaking?: string };
}

/** The day planned for a contract's signing, and by how many working days it is late. */
export function PlannedOn({ row, of }: PlannedOnProps) {
  const say = useSay();
  const [search] = useSearchParams();
  const number = String(row['number']);
  const asOf = search.get('asOf');
  const query = of ?? { number, ...(asOf ? { asOf } : {}) };
  const found = useCall('projects', operations.lateContracts, { query });
  const late = found.data?.items.find((each) => each.number === number);
  if (!row['plannedOn']) return <>—</>;
  return (
    <>
      {String(row['plannedOn'])} {late && <LateTag late={late} />}
      {found.isError && <Tag>{say(words.lateUnknown)}</Tag>}
    </>
  );
}

/** What stands above an undertaking whose contracts were signed late, or wait to be. */
export function LateSigning({ code }: { readonly code: string }) {
  const say = useSay();
  const [search] = useSearchParams();
  const asOf = search.get('asOf');
  const query = { undertaking: code, ...(asOf ? { asOf } : {}) };
  const found = useCall('projects', operations.lateContracts, { query });
  const items = found.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <div className="notice warn stack tight">
      <p>{say(words.lateSigning)}</p>
      <ul>
        {items.map((late) => (
          <li key={late.number}>
            <Link to={`/projects/contracts/${encodeURIComponent(late.number)}`}>{late.number}</Link>{' '}
            {say(words.toBeSigned, { day: late.plannedOn })} <LateTag late={late} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Of the list and of one contract, the cell that says so. */
export const contractList = { cells: { plannedOn: (row: AnyRow) => <PlannedOn row={row} of={{}} /> } };
export const contractDetail = { values: { plannedOn: (row: AnyRow) => <PlannedOn row={row} /> } };
