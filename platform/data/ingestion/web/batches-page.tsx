import { Link } from 'react-router';
import { call } from '#kernel/call';
import {
  Lamp,
  number,
  SimulatedTag,
  TablePage,
  Time,
  useLanguage,
  useMay,
  useSay,
  type Column,
  type Filter,
  type ListSource,
} from '#ui';
import { BatchStatus, operations, type Batch } from '../contract.ts';
import { batchState } from './batch-state.ts';

const texts = {
  title: { zh: '数据汇集', en: 'Collected batches' },
  dataset: { zh: '数据集', en: 'Dataset' },
  file: { zh: '文件', en: 'File' },
  state: { zh: '状态', en: 'State' },
  rows: { zh: '行数', en: 'Rows' },
  bad: { zh: '退回', en: 'Returned' },
  at: { zh: '提交时间', en: 'Handed in' },
  handIn: { zh: '提交数据', en: 'Hand in data' },
  empty: { zh: '还没有提交过数据', en: 'Nothing was handed in yet' },
  hint: {
    zh: '提交一份 CSV 或 XLSX，列会自动对应到目录。',
    en: 'Hand in a CSV or XLSX; its columns are matched to the catalogue.',
  },
};

const source: ListSource<Batch> = {
  key: ['ingestion', 'batches'],
  load: async (query, signal) => {
    const { limit, after, dataset, status } = query;
    const asked = { limit, after, dataset, status } as Parameters<
      typeof call<typeof operations.list>
    >[2]['query'];
    return call('ingestion', operations.list, { query: asked }, { signal });
  },
};

const filters: readonly Filter[] = [
  {
    name: 'status',
    label: texts.state,
    kind: 'choice',
    choices: BatchStatus.options
      .filter((each) => each !== 'previewed')
      .map((value) => ({ value, label: batchState(value).words })),
  },
];

function Count({ value }: { readonly value: number | null }) {
  const { language } = useLanguage();
  return <>{value === null ? '—' : number(value, language)}</>;
}

function State({ batch }: { readonly batch: Batch }) {
  const say = useSay();
  const { colour, words } = batchState(batch.status);
  return <Lamp colour={colour}>{say(words)}</Lamp>;
}

function DatasetName({ batch }: { readonly batch: Batch }) {
  const say = useSay();
  return (
    <>
      {say(batch.datasetTitle)} {batch.simulated && <SimulatedTag />}
    </>
  );
}

const columns: readonly Column<Batch>[] = [
  { name: 'dataset', label: texts.dataset, show: (batch) => <DatasetName batch={batch} /> },
  {
    name: 'filename',
    label: texts.file,
    show: (batch) => <Link to={`/ingestion/batches/${batch.id}`}>{batch.filename}</Link>,
  },
  { name: 'status', label: texts.state, show: (batch) => <State batch={batch} /> },
  { name: 'rows', label: texts.rows, end: true, show: (batch) => <Count value={batch.rows} /> },
  { name: 'bad', label: texts.bad, end: true, show: (batch) => <Count value={batch.bad} /> },
  { name: 'handedInAt', label: texts.at, show: (batch) => <Time at={batch.handedInAt} /> },
];

/** What was handed in, the newest first. */
export function BatchesPage() {
  const say = useSay();
  const may = useMay();
  const handIn = may('ingestion:collect') && (
    <Link className="button primary" to="/ingestion/hand-in">
      {say(texts.handIn)}
    </Link>
  );
  return (
    <TablePage
      id="ingestion.batches"
      title={texts.title}
      source={source}
      columns={columns}
      filters={filters}
      keyOf={(batch) => batch.id}
      actions={handIn}
      empty={{ title: texts.empty, hint: texts.hint, action: handIn }}
    />
  );
}
