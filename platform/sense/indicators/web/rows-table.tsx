import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { ScrollRegion, SimulatedTag, useSay } from '#ui';
import type { RowsPage } from '../contract.ts';
import { RowCell } from './row-cell.tsx';
import { words } from './words.ts';

interface Row {
  readonly key: string;
  readonly path: string;
  readonly simulated: boolean;
  readonly values: Readonly<Record<string, unknown>>;
}

interface RowsTableProps<R extends Row> {
  readonly columns: RowsPage['columns'];
  readonly rows: readonly R[];
  /** What each row weighs in the figure; no such column without it. */
  readonly weight?: (row: R) => ReactNode;
}

/** Rows behind a figure; the first column leads to the row. */
export function RowsTable<R extends Row>({ columns, rows, weight }: RowsTableProps<R>) {
  const say = useSay();
  return (
    <ScrollRegion label={say(words.rows)}>
      <table className="data-table">
        <thead>
          <tr>
            {columns.map(({ name, title }) => (
              <th key={name} scope="col">
                {say(title)}
              </th>
            ))}
            {weight && <th scope="col">{say(words.weight)}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              {columns.map(({ name, kind }, index) => (
                <td key={name}>
                  {index === 0 ? (
                    <Link to={row.path}>
                      <RowCell kind={kind} value={row.values[name] ?? row.key} />
                    </Link>
                  ) : (
                    <RowCell kind={kind} value={row.values[name]} />
                  )}
                  {index === 0 && row.simulated && <SimulatedTag />}
                </td>
              ))}
              {weight && <td>{weight(row)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
