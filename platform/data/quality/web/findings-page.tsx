import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { AnyRecord, RecordOf } from '#kernel/record';
import type { Language } from '#kernel/texts';
import {
  recordColumns,
  RecordDetail,
  RecordListPage,
  SimulatedTag,
  useLanguage,
  useMay,
  type AnyRow,
  type Column,
} from '#ui';
import { Finding } from '../records.ts';
import { officeActions, ownersActions } from './bulk.tsx';
import { Due } from './due.tsx';
import { findingDetail } from './finding-detail.tsx';
import { MendBar } from './mend-bar.tsx';
import { Value } from './value.tsx';

const record = Finding as AnyRecord as RecordOf;

const special: Readonly<Record<string, (row: AnyRow) => React.ReactNode>> = {
  titleZh: (row) => <Title row={row} words={row['titleZh']} />,
  titleEn: (row) => <Title row={row} words={row['titleEn']} />,
  value: (row) => <Value tone="seal" value={row['value']} />,
  suggestion: (row) => <Value tone="leaf" value={row['suggestion']} />,
  dueOn: (row) => <Due on={String(row['dueOn'])} status={String(row['status'])} />,
};

function Title({ row, words }: { readonly row: AnyRow; readonly words: unknown }) {
  return (
    <>
      {String(words)} {row.meta.simulated && <SimulatedTag />}
    </>
  );
}

/** The record's own columns, some of them shown in a way of our own. */
const columnsIn = (language: Language): readonly Column<AnyRow>[] =>
  recordColumns(record, language).map((column) => ({ ...column, show: special[column.name] ?? column.show }));

/** What was returned to the department: the list on the left, the finding with its reason on the right. */
export function FindingsPage() {
  const { language } = useLanguage();
  const may = useMay();
  const [search] = useSearchParams();
  const columns = useMemo(() => columnsIn(language), [language]);
  return (
    <RecordListPage
      record={record}
      columns={columns}
      bulk={[...(may('quality:mend') ? ownersActions : []), ...(may('quality:manage') ? officeActions : [])]}
      actions={
        <MendBar dataset={search.get('dataset') ?? undefined} batch={search.get('batch') ?? undefined} />
      }
      detail={(key) => <RecordDetail record={record} rowKey={key} {...findingDetail} />}
    />
  );
}
