import { type ReactNode, useRef } from 'react';
import type { Text } from '#kernel/texts';
import { ProblemNote } from '../feedback/problem-note.tsx';
import { useSay } from '../language/language.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { type BulkAction, BulkBar } from './bulk-bar.tsx';
import { shownColumns } from './column-choice.tsx';
import type { Column, Filter, ListPage, ListSource } from './list-types.ts';
import { SidePane } from './side-pane.tsx';
import { TableBody } from './table-body.tsx';
import { TableTools } from './table-tools.tsx';
import { TotalLine } from './total-line.tsx';
import { useChosen } from './use-chosen.ts';
import { useList } from './use-list.ts';
import { useRowSteps } from './use-row-steps.ts';

/** Another way to look at the same rows, in place of the table while `?view=` says so. */
export interface TableView<Row> {
  readonly label: Text;
  readonly show: (page: ListPage<Row> | undefined, open: (key: string) => void) => ReactNode;
}

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
  /** The last is the primary one. */
  readonly actions?: ReactNode;
  readonly bulk?: readonly BulkAction[];
  /** The opened thing, shown on the right. */
  readonly detail?: (key: string) => ReactNode;
  /** Where a row leads when it has a page instead. */
  readonly rowPath?: (row: Row) => string;
  readonly views?: Readonly<Record<string, TableView<Row>>>;
  readonly empty?: { readonly title: Text; readonly hint?: Text; readonly action?: ReactNode };
}

const noFilters: readonly Filter[] = [];

/** A list in the house style: what it shows is its address; rows on the left, the opened thing on the right. */
export function TablePage<Row>(props: TablePageProps<Row>) {
  const { columns, filters = noFilters, bulk, detail } = props;
  const say = useSay();
  const list = useList(props.source, filters);
  const { state, rows, change } = list;
  const chosen = useChosen(rows.data);
  const body = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const shown = shownColumns(columns, state.columns);
  const open = detail ? state.open : undefined;
  const close = () => {
    change({ open: undefined });
    body.current?.querySelector<HTMLElement>(`tr[data-key="${CSS.escape(open ?? '')}"] a`)?.focus();
  };
  useRowSteps({
    body,
    search,
    close: open === undefined ? undefined : close,
    forward: list.forward,
    back: list.back,
  });
  const lead = <TotalLine page={rows.data}>{props.lead}</TotalLine>;
  return (
    <div className={open === undefined ? 'table-page' : 'table-page with-pane'}>
      <div className="table-part" ref={body}>
        <PageHead title={say(props.title)} lead={lead} actions={props.actions} />
        <TableTools {...props} list={list} shown={shown} searchRef={search} />
        {bulk && chosen.keys.size > 0 && (
          // What was planned was planned for these rows.
          <BulkBar
            key={[...chosen.keys].join(' ')}
            chosen={chosen.keys}
            actions={bulk}
            onDone={chosen.clear}
          />
        )}
        {rows.isError && <ProblemNote problem={rows.error} onRetry={() => void rows.refetch()} />}
        <TableBody {...props} list={list} shown={shown} chosen={chosen} />
      </div>
      {open !== undefined && (
        <SidePane key={open} onClose={close}>
          {detail?.(open)}
        </SidePane>
      )}
    </div>
  );
}
