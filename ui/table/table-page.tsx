import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { Text } from '#kernel/texts';
import { EmptyState } from '../feedback/empty-state.tsx';
import { ProblemNote } from '../feedback/problem-note.tsx';
import { Skeleton } from '../feedback/skeleton.tsx';
import { useSay } from '../language/language.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { type BulkAction, BulkBar } from './bulk-bar.tsx';
import { shownColumns } from './column-choice.tsx';
import { DataTable } from './data-table.tsx';
import { changeList } from './list-state.ts';
import type { Column, Filter, ListPage, ListSource } from './list-types.ts';
import { Pager } from './pager.tsx';
import { SidePane } from './side-pane.tsx';
import { TableTools } from './table-tools.tsx';
import { TotalLine } from './total-line.tsx';
import { useList } from './use-list.ts';
import { useRowSteps } from './use-row-steps.ts';

export interface TablePageProps<Row> {
  /** Name of the list, for saved views: `registers.person`. */
  readonly id: string;
  readonly title: Text;
  readonly source: ListSource<Row>;
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string;
  readonly filters?: readonly Filter[];
  /** What the search box looks into; no box without it. */
  readonly search?: Text;
  /** More beside the count: where the rows come from, say. */
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly bulk?: readonly BulkAction[];
  /** The opened thing, shown on the right. */
  readonly detail?: (key: string) => ReactNode;
  /** Where a row leads when it has a page instead. */
  readonly rowPath?: (row: Row) => string;
  /** Another way to look at the same rows, instead of the table while `?view=` says so. */
  readonly views?: Readonly<Record<string, { readonly label: Text; readonly show: (page: ListPage<Row> | undefined, open: (key: string) => void) => ReactNode }>>;
  readonly empty?: { readonly title: Text; readonly hint?: Text; readonly action?: ReactNode };
}

const texts = {
  empty: { zh: '这里还没有内容', en: 'Nothing here yet' },
  emptyFiltered: { zh: '没有符合条件的内容', en: 'Nothing matches' },
  loosen: { zh: '放宽筛选，或清除全部条件。', en: 'Loosen the filters, or clear them all.' },
  clear: { zh: '清除全部条件', en: 'Clear all filters' },
};

/** A list in the house style: what it shows is its address; rows on the left, the opened thing on the right. */
export function TablePage<Row>(props: TablePageProps<Row>) {
  const { columns, keyOf, filters = [], bulk, detail, views } = props;
  const say = useSay();
  const list = useList(props.source, filters);
  const { state, rows, change } = list;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const body = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const items = rows.data?.items ?? [];
  const shown = shownColumns(columns, state.columns);
  const open = detail ? state.open : undefined;
  const openRow = (key: string) => change({ open: key }, state.open !== undefined);
  const close = () => {
    change({ open: undefined });
    body.current?.querySelector<HTMLElement>(`tr[data-key="${CSS.escape(open ?? '')}"] a`)?.focus();
  };
  useRowSteps({ body, search, close: open === undefined ? undefined : close, forward: list.forward, back: list.back });
  useEffect(() => setChosen(new Set()), [rows.data]);

  const openCell = (row: Row, cell: ReactNode) => {
    if (props.rowPath) return <Link to={props.rowPath(row)}>{cell}</Link>;
    if (!detail) return cell;
    const to = { search: changeList(list.search, { open: keyOf(row) }).toString() };
    return (
      <Link to={to} aria-current={keyOf(row) === open ? 'true' : undefined}>
        {cell}
      </Link>
    );
  };
  const view = state.view === undefined ? undefined : views?.[state.view];
  return (
    <div className={open === undefined ? 'table-page' : 'table-page with-pane'}>
      <div className="table-part" ref={body}>
        <PageHead title={say(props.title)} lead={<TotalLine page={rows.data}>{props.lead}</TotalLine>} />
        <TableTools {...props} list={list} shown={shown} searchRef={search} />
        {bulk && chosen.size > 0 && <BulkBar chosen={chosen} actions={bulk} onDone={() => setChosen(new Set())} />}
        {rows.isError && <ProblemNote problem={rows.error} onRetry={() => void rows.refetch()} />}
        {view && view.show(rows.data, openRow)}
        {!view && rows.isPending && <Skeleton lines={10} />}
        {!view && rows.data && items.length === 0 && <NothingHere {...props} list={list} />}
        {!view && items.length > 0 && (
          <DataTable
            label={say(props.title)}
            columns={shown}
            rows={items}
            keyOf={keyOf}
            order={state.order}
            onOrder={(order) => change({ order })}
            openCell={openCell}
            openKey={open}
            onRow={detail ? openRow : undefined}
            busy={rows.isPlaceholderData}
            {...(bulk ? { chosen, onChoose: setChosen } : {})}
          />
        )}
        {!view && rows.data && (items.length > 0 || state.after) && (
          <Pager state={state} page={rows.data} onBack={list.back} onForward={list.forward} onLimit={(limit) => change({ limit })} />
        )}
      </div>
      {open !== undefined && detail && (
        <SidePane key={open} onClose={close}>
          {detail(open)}
        </SidePane>
      )}
    </div>
  );
}

function NothingHere<Row>({ list, empty }: TablePageProps<Row> & { readonly list: ReturnType<typeof useList<Row>> }) {
  const say = useSay();
  const { q, filters } = list.state;
  if (!q && Object.keys(filters).length === 0)
    return <EmptyState title={say(empty?.title ?? texts.empty)} hint={empty?.hint && say(empty.hint)} action={empty?.action} />;
  const cleared = Object.fromEntries(Object.keys(filters).map((name) => [name, undefined]));
  return (
    <EmptyState
      title={say(texts.emptyFiltered)}
      hint={say(texts.loosen)}
      action={
        <button type="button" className="button" onClick={() => list.change({ q: '', filters: cleared })}>
          {say(texts.clear)}
        </button>
      }
    />
  );
}
