import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { recordOperations, type RecordOf } from '#kernel/record';
import {
  FieldValue,
  ProblemNote,
  recordPath,
  ScrollRegion,
  SimulatedTag,
  Skeleton,
  useCall,
  useMay,
  useSay,
  type AnyRow,
} from '#ui';
import { partWords as words } from './part-words.ts';

/** Rows of a record that belong to something, at most 200 of them. */
export function usePart(record: object, filter: Readonly<Record<string, string>>, order?: string) {
  const { list, module } = { ...recordOperations(record as RecordOf), module: (record as RecordOf).module };
  const query = { ...filter, ...(order ? { order } : {}), limit: 200 };
  const found = useCall(module, list, { query } as never);
  return { ...found, rows: (found.data?.items ?? []) as readonly AnyRow[], more: found.data?.next !== null };
}

type Cells = Readonly<Record<string, (row: AnyRow) => ReactNode>>;

interface PartListProps {
  readonly record: object;
  readonly filter: Readonly<Record<string, string>>;
  readonly columns: readonly string[];
  readonly order?: string;
  /** How a field's cells are shown instead of the record's own way, by its name. */
  readonly cells?: Cells;
}

function Rows({
  record,
  rows,
  columns,
  cells,
}: {
  readonly record: RecordOf;
  readonly rows: readonly AnyRow[];
  readonly columns: readonly string[];
  readonly cells: Cells;
}) {
  const say = useSay();
  return (
    <ScrollRegion label={say(record.title)}>
      <table className="data-table" aria-label={say(record.title)}>
        <thead>
          <tr>
            {columns.map((name) => (
              <th scope="col" key={name}>
                {say(record.fields[name]?.label ?? record.title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const key = String(row[record.key]);
            return (
              <tr key={key}>
                {columns.map((name, at) => (
                  <td key={name}>
                    {at === 0 ? (
                      <>
                        <Link to={recordPath(record, key)}>{String(row[name])}</Link>{' '}
                        {row.meta.simulated && <SimulatedTag />}
                      </>
                    ) : (
                      (cells[name]?.(row) ??
                      (record.fields[name] && <FieldValue field={record.fields[name]} value={row[name]} />))
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** What of one record belongs to something: a table, the way to all of it, and to its form. */
export function PartList({ record: declared, filter, columns, order, cells = {} }: PartListProps) {
  const record = declared as RecordOf;
  const say = useSay();
  const may = useMay();
  const found = usePart(record, filter, order);
  if (found.isPending) return <Skeleton lines={3} />;
  if (found.isError) return <ProblemNote problem={found.error} onRetry={() => void found.refetch()} />;
  const adds = record.import !== false && record.rights.write !== undefined && may(record.rights.write);
  const title = say(record.title);
  return (
    <section className="stack tight">
      <h3>{title}</h3>
      {found.rows.length === 0 ? (
        <p className="quiet">{say(words.none)}</p>
      ) : (
        <Rows record={record} rows={found.rows} columns={columns} cells={cells} />
      )}
      <p className="row no-print">
        <Link to={`${recordPath(record)}?${new URLSearchParams(filter).toString()}`}>
          {say(words.all, { title })}
        </Link>
        {adds && <Link to={`${recordPath(record)}/new`}>{say(words.add, { title })}</Link>}
      </p>
    </section>
  );
}
