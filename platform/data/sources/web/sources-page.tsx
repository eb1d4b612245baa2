import {
  RecordDetail,
  RecordListPage,
  recordColumns,
  Time,
  useCall,
  useLanguage,
  useSay,
  type AnyRow,
  type Column,
} from '#ui';
import { causeNames, operations } from '../contract.ts';
import type { RecordOf } from '#kernel/record';
import { Source } from '../records.ts';
import { RunLamp } from './run-lamp.tsx';
import { sourceDetail } from './source-detail.tsx';
import { words } from './words.ts';

const everyMs = 5000;

/** One question for all rows of the list. */
function useStateOf(row: AnyRow) {
  const all = useCall('sources', operations.overview, {}, { everyMs });
  return all.data?.items.find(({ code }) => code === row['code']);
}

function Last({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const last = useStateOf(row)?.last;
  return last ? <RunLamp state={last.state} /> : <span className="quiet">{say(words.never)}</span>;
}

function Next({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const state = useStateOf(row);
  if (state?.nextAt) return <Time at={state.nextAt} as="near" />;
  if (row['enabled'] && (state?.follows.length ?? 0) > 0)
    return <span className="quiet">{say(causeNames.after)}</span>;
  return <span className="quiet">{say(row['enabled'] ? words.byHand : words.off)}</span>;
}

const record = Source as unknown as RecordOf;

const hidden = new Set(['enabled', 'schedule']);
const own: readonly Column<AnyRow>[] = [
  { name: 'state', label: words.state, show: (row) => <Last row={row} /> },
  { name: 'next', label: words.next, show: (row) => <Next row={row} /> },
];

/** All sources, each with how its last run went and when the next one is. */
export function SourcesPage() {
  const { language } = useLanguage();
  const columns = [...recordColumns(record, language).filter(({ name }) => !hidden.has(name)), ...own];
  return (
    <RecordListPage
      record={record}
      title={words.sources}
      columns={columns}
      detail={(key) => <RecordDetail record={record} rowKey={key} {...sourceDetail} />}
    />
  );
}
