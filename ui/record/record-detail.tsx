import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { call } from '#kernel/call';
import { isPersonal, recordOperations, revealRights, type RecordOf } from '#kernel/record';
import type { Text } from '#kernel/texts';
import { AsOf, endOfDay } from '../detail/as-of.tsx';
import { DetailPage, type DetailSection } from '../detail/detail-page.tsx';
import { FieldList } from '../detail/field-list.tsx';
import { FieldValue } from '../detail/field-value.tsx';
import { Reveal } from '../detail/reveal.tsx';
import { ProblemNote } from '../feedback/problem-note.tsx';
import { Skeleton } from '../feedback/skeleton.tsx';
import { SimulatedTag, SourceTag, Tag } from '../feedback/tags.tsx';
import { type Say, useLanguage, useSay } from '../language/language.tsx';
import { Time } from '../language/time.tsx';
import { useMay } from '../session/session.tsx';
import { words } from '../words.ts';
import { labelOf } from './labels.ts';
import { recordPath } from './known-records.tsx';
import { type AnyRow, fieldsIn } from './record-columns.tsx';
import { RecordHistory } from './record-history.tsx';
import { WithdrawRow } from './withdraw-row.tsx';

export interface RecordDetailProps {
  readonly record: RecordOf;
  readonly rowKey: string;
  /** A page of its own, not beside its list. */
  readonly page?: boolean;
  /** What stands above it; told the row's name once that is known, as those see it who stated no purpose. */
  readonly head?: (label: Text | undefined) => ReactNode;
  /** Fields to show, in this order; all of them when absent. */
  readonly fields?: readonly string[] | ((row: AnyRow) => readonly string[]);
  /** What a module shows in place of the value of a field: the name of what it stands for. */
  readonly values?: Readonly<Record<string, (row: AnyRow) => ReactNode>>;
  /** What a module says of the row before its fields. */
  readonly lead?: (row: AnyRow) => ReactNode;
  /** What a module shows of the row besides. */
  readonly sections?: (row: AnyRow, say: Say) => readonly DetailSection[];
  readonly actions?: (row: AnyRow) => ReactNode;
}

const texts = {
  withdrawn: { zh: '已撤销', en: 'Withdrawn' },
  since: { zh: '生效时间', en: 'Holds since' },
  version: { zh: '版本', en: 'Version' },
  page: { zh: '打开整页', en: 'Open as a page' },
};

/** The row as it stood on a day, masked unless a purpose is stated. */
function useRow(record: RecordOf, rowKey: string, day: string | undefined, purpose: string | undefined) {
  const query = { ...(day ? { asOf: endOfDay(day) } : {}), ...(purpose ? { reveal: 'yes' as const } : {}) };
  return useQuery({
    queryKey: [record.module, record.id, 'get', rowKey, query, purpose],
    // What was shown for a purpose is not kept once it is no longer looked at, nor looked at again by itself.
    ...(purpose ? { gcTime: 0, staleTime: 'static' as const } : {}),
    // People count the looks at their data: coming back to the window is none.
    ...(hasPersonal(record) ? { refetchOnWindowFocus: false } : {}),
    queryFn: async ({ signal }) => {
      const options = { signal, ...(purpose ? { purpose } : {}) };
      const got = await call(
        record.module,
        recordOperations(record).get,
        { params: { key: rowKey }, query },
        options,
      );
      return got as unknown as AnyRow;
    },
  });
}

/** One row: its fields, masked until a purpose is stated; as of any day; what happened to it. */
export function RecordDetail(props: RecordDetailProps) {
  const { record, rowKey } = props;
  const [purpose, setPurpose] = useState<string>();
  const [search] = useSearchParams();
  const day = search.get('asOf') ?? undefined;
  const row = useRow(record, rowKey, day, purpose);
  const problem = row.isError && <ProblemNote problem={row.error} onRetry={() => void row.refetch()} />;
  return (
    <>
      {props.head?.(purpose || !row.data ? undefined : labelOf(record, row.data))}
      {row.isPending && <Skeleton lines={8} />}
      {/* What was read stays when it cannot be read again. */}
      {row.data ? (
        <>
          {problem}
          <RowDetail {...props} row={row.data} day={day} purpose={purpose} onPurpose={setPurpose} />
        </>
      ) : (
        problem && <NotRead {...props} problem={problem} purpose={purpose} onPurpose={setPurpose} />
      )}
    </>
  );
}

interface NotReadProps extends RecordDetailProps, Pick<RowProps, 'purpose' | 'onPurpose'> {
  readonly problem: ReactNode;
}

/** Another day, or another purpose, may give it. */
function NotRead({ record, page, problem, purpose, onPurpose }: NotReadProps) {
  const say = useSay();
  return (
    <div className="stack">
      {page && <h1>{say(record.title)}</h1>}
      <DaySwitch record={record} />
      {problem}
      {purpose && <Reveal purpose={purpose} onPurpose={onPurpose} />}
    </div>
  );
}

const hasPersonal = (record: RecordOf): boolean => Object.values(record.fields).some(isPersonal);

interface RowProps extends RecordDetailProps {
  readonly row: AnyRow;
  readonly day: string | undefined;
  readonly purpose: string | undefined;
  readonly onPurpose: (purpose: string | undefined) => void;
}

function RowDetail({ record, rowKey, row, page = false, ...more }: RowProps) {
  const say = useSay();
  const may = useMay();
  const now = more.day === undefined;
  const changes = now && isChangeable(record, may) && row.meta.withdrawnAt === null;
  return (
    <DetailPage
      page={page}
      title={say(labelOf(record, row))}
      tags={<RowTags record={record} rowKey={rowKey} row={row} page={page} />}
      actions={actionsOf(
        more.actions?.(row),
        changes && <RowActions record={record} rowKey={rowKey} row={row} />,
      )}
      sections={sectionsOf(more.sections?.(row, say), historyOf(record, rowKey, say))}
    >
      {now && isRevealable(record, may) && (
        <div>
          <Reveal purpose={more.purpose} onPurpose={more.onPurpose} />
        </div>
      )}
      {more.lead?.(row)}
      <RowLines record={record} row={row} shown={more.fields} values={more.values} />
      <DaySwitch record={record} />
    </DetailPage>
  );
}

/** The module's own actions before the record's; nothing when there is neither. */
const actionsOf = (given: ReactNode, own: ReactNode): ReactNode =>
  (given || own) && (
    <>
      {given}
      {own}
    </>
  );

const sectionsOf = (
  given: readonly DetailSection[] | undefined,
  own: readonly DetailSection[],
): readonly DetailSection[] => [...(given ?? []), ...own];

const historyOf = (record: RecordOf, rowKey: string, say: Say): readonly DetailSection[] =>
  record.versions === 'none'
    ? []
    : [{ title: say(words.history), content: <RecordHistory record={record} rowKey={rowKey} /> }];

/** Whether the reader may see personal fields of the record unmasked. */
const isRevealable = (record: RecordOf, may: ReturnType<typeof useMay>): boolean =>
  revealRights(record.rights).some(may) && hasPersonal(record);

/** Whether the reader may change rows of the record by its form. */
const isChangeable = (record: RecordOf, may: ReturnType<typeof useMay>): boolean =>
  record.rights.write !== undefined && record.import !== false && may(record.rights.write);

interface TagsProps {
  readonly record: RecordOf;
  readonly rowKey: string;
  readonly row: AnyRow;
  readonly page: boolean;
}

function RowTags({ record, rowKey, row: { meta }, page }: TagsProps) {
  const say = useSay();
  return (
    <>
      {!page && (
        <Link className="small no-print to-page" to={recordPath(record, rowKey)}>
          {say(texts.page)}
        </Link>
      )}
      {meta.simulated && <SimulatedTag />}
      {meta.withdrawnAt && <Tag tone="seal">{say(texts.withdrawn)}</Tag>}
    </>
  );
}

interface LinesProps {
  readonly record: RecordOf;
  readonly row: AnyRow;
  readonly shown: RecordDetailProps['fields'];
  readonly values: RecordDetailProps['values'];
}

/** The fields of a row in the reader's language, then where this version of it came from. */
function RowLines({ record, row, shown, values }: LinesProps) {
  const say = useSay();
  const { language } = useLanguage();
  const fields = fieldsIn(record, language);
  const wanted = typeof shown === 'function' ? shown(row) : (shown ?? Object.keys(fields));
  const lines = fieldLines(
    record,
    row,
    say,
    wanted.filter((name) => fields[name]),
  ).map((line) => ({ ...line, value: values?.[line.name]?.(row) ?? line.value }));
  return <FieldList lines={[...lines, ...metaLines(row, say)]} />;
}

function fieldLines(record: RecordOf, row: AnyRow, say: Say, shown: readonly string[]) {
  return shown.flatMap((name) => {
    const field = record.fields[name];
    if (!field) return [];
    const masked = row.meta.masked.includes(name);
    return [
      {
        name,
        label: say(field.label),
        value: <FieldValue field={field} value={row[name]} masked={masked} />,
      },
    ];
  });
}

const metaLines = ({ meta }: AnyRow, say: Say) => [
  { name: 'meta.source', label: say(words.source), value: <SourceTag source={meta.source} /> },
  { name: 'meta.since', label: say(texts.since), value: <Time at={meta.validFrom} /> },
  { name: 'meta.revision', label: say(texts.version), value: meta.revision },
];

function RowActions({
  record,
  rowKey,
  row,
}: {
  readonly record: RecordOf;
  readonly rowKey: string;
  readonly row: AnyRow;
}) {
  const say = useSay();
  return (
    <>
      <Link className="button second" to={`${recordPath(record, rowKey)}/change`}>
        {say(words.edit)}
      </Link>
      <WithdrawRow record={record} rowKey={rowKey} revision={row.meta.revision} />
    </>
  );
}

/** The choice of a day, where versions are kept. */
function DaySwitch({ record }: { readonly record: RecordOf }) {
  const [search, setSearch] = useSearchParams();
  if (record.versions !== 'valid-time') return null;
  const put = (date: string | undefined) =>
    setSearch((now) => {
      const next = new URLSearchParams(now);
      if (date) next.set('asOf', date);
      else next.delete('asOf');
      return next;
    });
  return <AsOf date={search.get('asOf') ?? undefined} onDate={put} />;
}
