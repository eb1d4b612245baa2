import { type Field, recordOperations, type RecordOf } from '#kernel/record';
import type { Text } from '#kernel/texts';
import { FieldValue } from '../detail/field-value.tsx';
import { ProblemNote } from '../feedback/problem-note.tsx';
import { Skeleton } from '../feedback/skeleton.tsx';
import { SourceTag } from '../feedback/tags.tsx';
import { type Happening, Timeline } from '../feedback/timeline.tsx';
import { useLanguage, useSay } from '../language/language.tsx';
import { useCall } from '../lib/use-call.ts';
import { words } from '../words.ts';
import { fieldsIn } from './record-columns.tsx';

const texts = {
  first: { zh: '登记', en: 'Recorded' },
  changed: { zh: '修改了 {count} 项', en: '{count} changed' },
  same: { zh: '再次确认，内容未变', en: 'Confirmed, nothing changed' },
  withdrawn: { zh: '撤销', en: 'Withdrawn' },
};

/** Too much to be shown as before and after. */
const whole: ReadonlySet<Field['kind']> = new Set(['object', 'list', 'geometry']);
const ofItself: Readonly<Record<string, Text>> = {
  system: { zh: '平台', en: 'the platform' },
  simulator: { zh: '模拟器', en: 'the simulator' },
};

interface HistoryProps {
  readonly record: RecordOf;
  readonly rowKey: string;
}
interface Change {
  readonly revision: number;
  readonly recordedAt: string;
  readonly recordedBy: string;
  readonly recordedByName: Text | null;
  readonly source: string;
  readonly reason?: string | null;
  readonly withdrawn?: boolean;
  readonly changes: readonly {
    readonly field: string;
    readonly before?: unknown;
    readonly after?: unknown;
  }[];
}

/** Every version of a row: who, when, from where, and what stood there before. */
export function RecordHistory({ record, rowKey }: HistoryProps) {
  const say = useSay();
  const history = useCall(record.module, recordOperations(record).history, {
    params: { key: rowKey },
    query: {},
  } as never);
  if (history.isPending) return <Skeleton lines={4} />;
  if (history.isError) return <ProblemNote problem={history.error} onRetry={() => void history.refetch()} />;
  const items = (history.data.items as readonly Change[]).toSorted((a, b) => b.revision - a.revision);
  const writers = new Map(items.map((change) => [change.recordedBy, nameOf(change, say)]));
  const told = items.map((change): Happening => ({
    key: String(change.revision),
    at: change.recordedAt,
    title: titleOf(change, say),
    by: (
      <>
        {nameOf(change, say)} · <SourceTag source={change.source} />
      </>
    ),
    ...(change.withdrawn ? { tone: 'seal' as const } : {}),
    body: <Differences record={record} change={change} writers={writers} />,
  }));
  return <Timeline items={told} label={say(words.history)} />;
}

const nameOf = ({ recordedBy, recordedByName }: Change, say: ReturnType<typeof useSay>): string => {
  const known = recordedByName ?? ofItself[recordedBy];
  return known ? say(known) : recordedBy;
};

function titleOf(change: Change, say: ReturnType<typeof useSay>): string {
  if (change.withdrawn) return say(texts.withdrawn);
  if (change.revision === 1) return say(texts.first);
  return change.changes.length === 0 ? say(texts.same) : say(texts.changed, { count: change.changes.length });
}

interface DifferencesProps {
  readonly record: RecordOf;
  readonly change: Change;
  /** Names of those who wrote the row: a field that says who did something says it by the name, too. */
  readonly writers: ReadonlyMap<string, string>;
}

function Differences({ record, change, writers }: DifferencesProps) {
  const say = useSay();
  const { language } = useLanguage();
  const fields = fieldsIn(record, language);
  const shown =
    change.revision === 1
      ? []
      : change.changes.filter(({ field }) => fields[field] && !whole.has(fields[field].kind));
  return (
    <>
      {change.reason && (
        <p className="small">
          {say(words.reason)}
          {say({ zh: '：', en: ': ' })}
          {change.reason}
        </p>
      )}
      {shown.length > 0 && (
        <ul className="plain changes">
          {shown.map(({ field: name, before, after }) => {
            const field = record.fields[name];
            return (
              <li key={name}>
                <span className="quiet small">{field ? say(field.label) : name}</span>{' '}
                {field && (
                  <>
                    <del className="before">
                      <FieldValue field={field} value={writers.get(String(before)) ?? before} />
                    </del>{' '}
                    <ins className="after">
                      <FieldValue field={field} value={writers.get(String(after)) ?? after} />
                    </ins>
                  </>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}
