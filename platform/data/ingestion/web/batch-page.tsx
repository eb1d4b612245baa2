import { Link, useParams } from 'react-router';
import {
  bytes,
  DetailPage,
  DrillPath,
  FieldList,
  JobProgress,
  Lamp,
  number,
  PageTitle,
  ProblemNote,
  SimulatedTag,
  Skeleton,
  Time,
  useCall,
  useJob,
  useLanguage,
  useSay,
} from '#ui';
import type { Text } from '#kernel/texts';
import { operations, type Batch } from '../contract.ts';
import { batchState, underWay } from './batch-state.ts';
import { BatchRows } from './batch-rows.tsx';
import { UnreadableLines } from './unreadable-lines.tsx';

const texts = {
  where: { zh: '所在位置', en: 'Where you are' },
  batches: { zh: '数据汇集', en: 'Collected batches' },
  dataset: { zh: '数据集', en: 'Dataset' },
  state: { zh: '状态', en: 'State' },
  rows: { zh: '读出', en: 'Rows read' },
  good: { zh: '合格', en: 'Good' },
  bad: { zh: '退回', en: 'Returned' },
  unreadable: { zh: '读不出', en: 'Unreadable' },
  file: { zh: '文件', en: 'File' },
  at: { zh: '提交时间', en: 'Handed in' },
  batch: { zh: '批次', en: 'Batch' },
  again: { zh: '重新提交文件', en: 'Hand the file in again' },
  findings: { zh: '看退回的问题', en: 'See what was returned' },
  rowsTitle: { zh: '收下的行', en: 'The rows as handed in' },
  unreadableTitle: { zh: '读不出的行', en: 'Lines that could not be read' },
};

const everyMs = 1500;

function useLines(batch: Batch) {
  const say = useSay();
  const { language } = useLanguage();
  const count = (value: number | null) => (value === null ? '—' : number(value, language));
  const { colour, words } = batchState(batch.status);
  const line = (name: keyof typeof texts, value: React.ReactNode) => ({
    name,
    label: say(texts[name]),
    value,
  });
  return [
    line('state', <Lamp colour={colour}>{say(words)}</Lamp>),
    line('rows', count(batch.rows)),
    line('good', count(batch.good)),
    line('bad', count(batch.bad)),
    line('unreadable', count(batch.unreadable)),
    line(
      'file',
      `${batch.filename} · ${bytes(batch.bytes, language)}${batch.encoding ? ` · ${batch.encoding}` : ''}`,
    ),
    line('at', <Time at={batch.handedInAt} />),
    line('batch', <code>{batch.id}</code>),
  ];
}

/** Why it came to nothing, and the way on: the same file can be handed in again. */
function Why({ batch }: { readonly batch: Batch }) {
  const say = useSay();
  if (batch.status !== 'failed' && batch.status !== 'cancelled') return null;
  const { detail } = (batch.problem ?? {}) as { readonly detail?: Text };
  return (
    <div className="notice wrong stack tight">
      {detail && <p>{say(detail)}</p>}
      <div>
        <Link className="button small" to={`/ingestion/hand-in/${batch.dataset}?mode=${batch.mode}`}>
          {say(texts.again)}
        </Link>
      </div>
    </div>
  );
}

function Found({ batch }: { readonly batch: Batch }) {
  const say = useSay();
  const lines = useLines(batch);
  const job = useJob(batch.status === 'collecting' ? batch.job : undefined);
  const unreadable =
    batch.unreadable > 0
      ? [{ title: say(texts.unreadableTitle), content: <UnreadableLines batch={batch.id} /> }]
      : [];
  const rows = batch.rows ? [{ title: say(texts.rowsTitle), content: <BatchRows batch={batch} /> }] : [];
  return (
    <DetailPage
      page
      title={say(batch.datasetTitle)}
      tags={batch.simulated && <SimulatedTag />}
      actions={
        (batch.bad ?? 0) > 0 && (
          <Link className="button primary" to={`/quality/findings?batch=${batch.id}`}>
            {say(texts.findings)}
          </Link>
        )
      }
      sections={[...unreadable, ...rows]}
    >
      {job.data && <JobProgress job={job.data} />}
      <Why batch={batch} />
      <FieldList lines={lines} />
    </DetailPage>
  );
}

/** One delivery: how far it is, what was read, what was returned. */
export function BatchPage() {
  const say = useSay();
  const { batch: id = '' } = useParams();
  const first = useCall('ingestion', operations.get, { params: { batch: id } });
  const busy = first.data ? underWay(first.data.status) : false;
  const live = useCall('ingestion', operations.get, { params: { batch: id } }, busy ? { everyMs } : {});
  if (live.isPending) return <Skeleton lines={8} />;
  if (live.isError) return <ProblemNote problem={live.error} onRetry={() => void live.refetch()} />;
  return (
    <div className="stack">
      <PageTitle title={say(live.data.datasetTitle)} />
      <DrillPath
        label={say(texts.where)}
        steps={[{ label: say(texts.batches), to: '/ingestion/batches' }, { label: live.data.filename }]}
      />
      <Found batch={live.data} />
    </div>
  );
}
