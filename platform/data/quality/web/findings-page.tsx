import { useSearchParams } from 'react-router';
import { recordColumns, RecordDetail, RecordListPage, useLanguage, type AnyRow, type Column } from '#ui';
import type { AnyRecord, RecordOf } from '#kernel/record';
import { Finding } from '../records.ts';
import { findingDetail } from './finding-detail.tsx';
import { MendBar } from './mend-bar.tsx';
import { Due } from './due.tsx';

const record = Finding as AnyRecord as RecordOf;

/** The words of a finding stand in both languages; the reader's is shown. */
function InLanguage({ zh, en }: { readonly zh: unknown; readonly en: unknown }) {
  const { language } = useLanguage();
  return <>{String(language === 'zh' ? zh : en)}</>;
}

const label = { zh: '问题', en: 'Problem' };
const fieldLabel = { zh: '信息项', en: 'Field' };

function columnsOf(): readonly Column<AnyRow>[] {
  const own = recordColumns(record).filter(
    ({ name }) =>
      !['titleZh', 'titleEn', 'fieldZh', 'fieldEn', 'value', 'suggestion', 'dueOn'].includes(name),
  );
  return [
    { name: 'title', label, show: (row) => <InLanguage zh={row['titleZh']} en={row['titleEn']} /> },
    {
      name: 'field',
      label: fieldLabel,
      show: (row) => <InLanguage zh={row['fieldZh']} en={row['fieldEn']} />,
    },
    {
      name: 'value',
      label: { zh: '现值', en: 'Present' },
      show: (row) => <Value tone="seal" value={row['value']} />,
    },
    {
      name: 'suggestion',
      label: { zh: '建议', en: 'Suggested' },
      show: (row) => <Value tone="leaf" value={row['suggestion']} />,
    },
    {
      name: 'dueOn',
      label: { zh: '期限', en: 'Due' },
      order: 'dueOn',
      show: (row) => <Due on={String(row['dueOn'])} status={String(row['status'])} />,
    },
    ...own,
  ];
}

/** A value beside the one proposed: what stands, and what it may have been. */
export function Value({ tone, value }: { readonly tone: 'seal' | 'leaf'; readonly value: unknown }) {
  return typeof value === 'string' && value !== '' ? (
    <span className={`value value-${tone} mono`}>{value}</span>
  ) : (
    <>—</>
  );
}

const columns = columnsOf();

/** What was returned to the department: the list on the left, the finding with its reason on the right. */
export function FindingsPage() {
  const [search] = useSearchParams();
  return (
    <RecordListPage
      record={record}
      columns={columns}
      actions={<MendBar dataset={search.get('dataset') ?? undefined} />}
      detail={(key) => <RecordDetail record={record} rowKey={key} {...findingDetail} />}
    />
  );
}
