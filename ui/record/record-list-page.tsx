import { type ReactNode, useMemo } from 'react';
import { Link, useSearchParams } from 'react-router';
import { call } from '#kernel/call';
import { isPersonal, recordOperations, revealRights, type RecordOf } from '#kernel/record';
import type { Language, Text } from '#kernel/texts';
import { ExportButton, type ExportFormat } from '../job/export-button.tsx';
import { useLanguage, useSay } from '../language/language.tsx';
import { useMay } from '../session/session.tsx';
import type { BulkAction } from '../table/bulk-bar.tsx';
import { shownColumns } from '../table/column-choice.tsx';
import { readList } from '../table/list-state.ts';
import { type Column, type Filter, namesOf } from '../table/list-types.ts';
import { TablePage, type TableView } from '../table/table-page.tsx';
import { words } from '../words.ts';
import { recordPath } from './known-records.tsx';
import { type AnyRow, keyOfRow, recordColumns, recordFilters } from './record-columns.tsx';
import { RecordDetail } from './record-detail.tsx';
import { RecordMapView } from './record-map-view.tsx';
import { recordSource } from './record-source.ts';

export interface RecordListProps {
  readonly record: RecordOf;
  readonly title?: Text;
  readonly lead?: ReactNode;
  /** Instead of the record's own; start from `recordColumns(record, language)`. */
  readonly columns?: readonly Column<AnyRow>[];
  /** How a field's cells are shown instead of the record's own way, by its name. */
  readonly cells?: Readonly<Record<string, (row: AnyRow) => ReactNode>>;
  readonly filters?: readonly Filter[];
  /** Narrows the list to what it is about. */
  readonly fixed?: Readonly<Record<string, string>>;
  /** Beside the record's own actions. */
  readonly actions?: ReactNode;
  readonly bulk?: readonly BulkAction[];
  /** The opened row on the right, instead of the record's own. */
  readonly detail?: (key: string) => ReactNode;
}

const texts = {
  search: { zh: '查找{fields}', en: 'Find by {fields}' },
  emptyHint: { zh: '新增一条，或从文件导入。', en: 'Add one, or import a file.' },
  emptyRead: {
    zh: '部门报送或业务办理后，会出现在这里。',
    en: 'Rows appear here as departments hand them in or the work is done.',
  },
};

const withCells = (columns: readonly Column<AnyRow>[], cells: RecordListProps['cells']) =>
  columns.map((column) => {
    const show = cells?.[column.name];
    return show ? { ...column, show } : column;
  });

/** The list of a record, whole: filters, search, columns, export, import, map, and the opened row on the right. */
export function RecordListPage(props: RecordListProps) {
  const { record, fixed } = props;
  const source = useMemo(() => recordSource(record, fixed), [record, fixed]);
  const { language } = useLanguage();
  const may = useMay();
  const reveals = revealRights(record.rights).some(may);
  const columns = useMemo(
    () => withCells(props.columns ?? recordColumns(record, language), props.cells),
    [props.columns, props.cells, record, language],
  );
  const filters = useMemo(
    () => props.filters ?? recordFilters(record, reveals),
    [props.filters, record, reveals],
  );
  const writes = may(record.rights.write) && isWritten(record);
  return (
    <TablePage<AnyRow>
      id={record.id}
      title={props.title ?? record.title}
      source={source}
      columns={columns}
      filters={filters}
      keyOf={(row) => keyOfRow(record, row)}
      lead={props.lead}
      {...searchHint(record, reveals)}
      {...(props.bulk ? { bulk: props.bulk } : {})}
      actions={<RecordActions {...props} columns={columns} filters={filters} writes={writes} />}
      detail={props.detail ?? ((key) => <RecordDetail record={record} rowKey={key} />)}
      {...mapOf(record)}
      empty={{
        title: { zh: `还没有${record.title.zh}`, en: `No ${record.title.en.toLowerCase()} yet` },
        hint: writes ? texts.emptyHint : texts.emptyRead,
        action: writes && <ImportLink record={record} className="button primary" />,
      }}
    />
  );
}

/** Whether rows come by form and file, and not by the module's own intake alone. */
const isWritten = (record: RecordOf): boolean => record.rights.write !== undefined && record.import !== false;

/** What the search box looks into; none where it would look into what the reader may not see. */
function searchHint(record: RecordOf, reveals: boolean): { readonly search?: Text } {
  const fields = record.list.search?.flatMap((name) => record.fields[name] ?? []) ?? [];
  if (fields.length === 0 || (!reveals && fields.some(isPersonal))) return {};
  const labelsIn = (language: Language) =>
    fields.filter((field) => (field.language ?? language) === language).map(({ label }) => label[language]);
  return {
    search: {
      zh: texts.search.zh.replace('{fields}', labelsIn('zh').join('、')),
      en: texts.search.en.replace('{fields}', labelsIn('en').join(', ')),
    },
  };
}

function mapOf(record: RecordOf): { readonly views?: Readonly<Record<string, TableView<AnyRow>>> } {
  if (!record.map) return {};
  const show: TableView<AnyRow>['show'] = (page, open) => (
    <RecordMapView record={record} page={page} onOpen={open} />
  );
  return { views: { map: { label: words.map, show } } };
}

function ImportLink({ record, className }: { readonly record: RecordOf; readonly className: string }) {
  const say = useSay();
  return (
    <Link className={className} to={`${recordPath(record)}/import`}>
      {say(words.import)}
    </Link>
  );
}

interface ActionsProps extends RecordListProps {
  readonly columns: readonly Column<AnyRow>[];
  readonly filters: readonly Filter[];
  readonly writes: boolean;
}

function RecordActions({ record, columns, filters, fixed, actions, writes }: ActionsProps) {
  const say = useSay();
  const [address] = useSearchParams();
  const start = (format: ExportFormat) => {
    const state = readList(address, filters.flatMap(namesOf));
    const shown = shownColumns(columns, state.columns).map(({ name }) => name);
    const query = {
      ...state.filters,
      ...fixed,
      ...(state.q ? { q: state.q } : {}),
      ...(state.order ? { order: state.order } : {}),
    };
    const known = shown.filter((name) => name in record.fields);
    return call(record.module, recordOperations(record).exportRows, {
      body: { format, columns: known, query },
    });
  };
  return (
    <>
      {actions}
      <ExportButton start={start} />
      {writes && (
        <>
          <ImportLink record={record} className="button second" />
          <Link className="button primary" to={`${recordPath(record)}/new`}>
            {say(words.add)}
          </Link>
        </>
      )}
    </>
  );
}
