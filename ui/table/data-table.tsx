import { useId, type ReactNode } from 'react';
import { useSay } from '../language/language.tsx';
import { turnOrder } from './list-state.ts';
import type { Column } from './list-types.ts';

const texts = {
  select: { zh: '选中', en: 'Select' },
  selectAll: { zh: '选中本页全部', en: 'Select all on this page' },
};

interface TableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly order: string | undefined;
  readonly onOrder: (order: string | undefined) => void;
  /** What stands in the first cell: a link that opens the row. */
  readonly openCell: (row: Row, shown: ReactNode) => ReactNode;
  readonly openKey?: string | undefined;
  readonly onRow?: ((key: string) => void) | undefined;
  readonly chosen?: ReadonlySet<string> | undefined;
  readonly onChoose?: ((keys: ReadonlySet<string>) => void) | undefined;
  readonly busy: boolean;
}

/** Rows and columns as a real table; on a phone every row folds into a small sheet, still a table to a screen reader. */
export function DataTable<Row>(props: TableProps<Row>) {
  const say = useSay();
  const { rows, keyOf, columns, chosen, onChoose } = props;
  const keys = rows.map(keyOf);
  const all = keys.length > 0 && keys.every((key) => chosen?.has(key));
  return (
    // What scrolls must be reachable by keyboard (WCAG 2.1.1).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="table-scroll" role="region" aria-label={props.label} tabIndex={0}>
      <table className="data-table" role="table" aria-label={props.label} aria-busy={props.busy}>
        <thead role="rowgroup">
          <tr role="row">
            {onChoose && (
              <th role="columnheader" scope="col" className="check-cell">
                <input
                  type="checkbox"
                  aria-label={say(texts.selectAll)}
                  checked={all}
                  onChange={() => onChoose(new Set(all ? [] : keys))}
                />
              </th>
            )}
            {columns.map((column) => (
              <HeadCell key={column.name} column={column} order={props.order} onOrder={props.onOrder} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <BodyRow key={keyOf(row)} row={row} {...props} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface HeadProps<Row> {
  readonly column: Column<Row>;
  readonly order: string | undefined;
  readonly onOrder: (order: string | undefined) => void;
}

function directionOf(order: string | undefined, name: string) {
  if (order === name) return 'ascending';
  return order === `-${name}` ? 'descending' : 'none';
}

function HeadCell<Row>({ column, order, onOrder }: HeadProps<Row>) {
  const say = useSay();
  const name = column.order;
  const direction = name === undefined ? undefined : directionOf(order, name);
  return (
    <th role="columnheader" scope="col" className={column.end ? 'end' : undefined} aria-sort={direction}>
      {name ? (
        <button type="button" className="order-button" onClick={() => onOrder(turnOrder(order, name))}>
          {say(column.label)}
          <span aria-hidden="true" className={`order-sign ${direction}`} />
        </button>
      ) : (
        say(column.label)
      )}
    </th>
  );
}

function BodyRow<Row>({ row, ...props }: TableProps<Row> & { readonly row: Row }) {
  const say = useSay();
  const id = useId();
  const { columns, chosen, onChoose, onRow } = props;
  const key = props.keyOf(row);
  const choose = () => {
    const next = new Set(chosen);
    if (!next.delete(key)) next.add(key);
    onChoose?.(next);
  };
  return (
    <tr
      role="row"
      data-key={key}
      className={key === props.openKey ? 'open' : undefined}
      onClick={(event) => {
        const inner = (event.target as Element).closest('a, button, input, label, select');
        if (!inner && !getSelection()?.toString()) onRow?.(key);
      }}
    >
      {onChoose && (
        <td role="cell" className="check-cell">
          <input
            id={`${id}choose`}
            type="checkbox"
            checked={chosen?.has(key) ?? false}
            aria-label={say(texts.select)}
            aria-labelledby={`${id}choose ${id}first`}
            onChange={choose}
          />
        </td>
      )}
      {columns.map((column, index) => (
        <td
          role="cell"
          key={column.name}
          id={index === 0 ? `${id}first` : undefined}
          data-label={say(column.label)}
          className={column.end ? 'end' : undefined}
        >
          {index === 0 ? props.openCell(row, column.show(row)) : column.show(row)}
        </td>
      ))}
    </tr>
  );
}
