import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Skeleton } from '../feedback/skeleton.tsx';
import { useSay } from '../language/language.tsx';
import { DataTable } from './data-table.tsx';
import { changeList } from './list-state.ts';
import type { Column, ListPage } from './list-types.ts';
import { NothingHere } from './nothing-here.tsx';
import { Pager } from './pager.tsx';
import type { TablePageProps } from './table-page.tsx';
import type { Chosen } from './use-chosen.ts';
import type { useList } from './use-list.ts';

export interface TableBodyProps<Row> extends TablePageProps<Row> {
  readonly list: ReturnType<typeof useList<Row>>;
  readonly shown: readonly Column<Row>[];
  readonly chosen: Chosen;
}

/** What stands below the tools: the rows, another view of them, their shape while they come, or why there are none. */
export function TableBody<Row>(props: TableBodyProps<Row>) {
  const { list, views } = props;
  const { state, rows, change } = list;
  const view = views?.[state.view ?? ''];
  const pager = rows.data && (
    <Pager
      state={state}
      page={rows.data}
      onBack={list.back}
      onForward={list.forward}
      onLimit={(limit) => change({ limit })}
    />
  );
  if (view)
    return (
      <>
        {view.show(rows.data, (key) => change({ open: key }, state.open !== undefined))}
        {pager}
      </>
    );
  if (rows.isPending) return <Skeleton lines={10} />;
  if (!rows.data) return null;
  if (rows.data.items.length === 0 && !state.after) return <NothingHere {...props} />;
  return (
    <>
      <Rows {...props} page={rows.data} />
      {pager}
    </>
  );
}

function Rows<Row>(props: TableBodyProps<Row> & { readonly page: ListPage<Row> }) {
  const { list, detail, keyOf, rowPath, chosen } = props;
  const { state, rows, change } = list;
  const say = useSay();
  const openCell = (row: Row, cell: ReactNode) => {
    if (rowPath) return <Link to={rowPath(row)}>{cell}</Link>;
    if (!detail) return cell;
    const to = { search: changeList(list.search, { open: keyOf(row) }).toString() };
    return (
      <Link to={to} aria-current={keyOf(row) === state.open ? 'true' : undefined}>
        {cell}
      </Link>
    );
  };
  return (
    <DataTable
      // Another page begins at its first row.
      key={state.after}
      label={say(props.title)}
      columns={props.shown}
      rows={props.page.items}
      keyOf={keyOf}
      order={state.order}
      onOrder={(order) => change({ order })}
      openCell={openCell}
      openKey={detail ? state.open : undefined}
      onRow={detail ? (key) => change({ open: key }, state.open !== undefined) : undefined}
      busy={rows.isPlaceholderData}
      {...(props.bulk ? { chosen: chosen.keys, onChoose: chosen.choose } : {})}
    />
  );
}
