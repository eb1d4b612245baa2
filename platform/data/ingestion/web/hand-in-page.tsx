import { useMemo } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { addressOf, call, upload } from '#kernel/call';
import { operations as catalogue, type Dataset } from '#platform/data/catalogue/contract';
import {
  DrillPath,
  EmptyState,
  ImportWizard,
  PageHead,
  ProblemNote,
  Skeleton,
  useCall,
  useSay,
  type ImportAdapter,
} from '#ui';
import { operations, type BatchMode } from '../contract.ts';

const texts = {
  where: { zh: '所在位置', en: 'Where you are' },
  batches: { zh: '数据汇集', en: 'Collected batches' },
  title: { zh: '提交：{name}', en: 'Hand in: {name}' },
  run: { zh: '开始汇集', en: 'Collect' },
  faults: {
    zh: '有问题的行照样收下，检查后退回本单位并给出原因和建议。',
    en: 'Rows with faults are taken too; after the check they come back with the reason and a suggestion.',
  },
  update: {
    zh: '新的行加入，已有编号的行更新；同一文件接连提交两次只算一次。',
    en: 'New rows are added, rows with a known key are updated; the same file twice in a row counts once.',
  },
  foreign: {
    zh: '这个数据集由另一个单位提供，您不能提交',
    en: 'Another organisation provides this dataset; you cannot hand it in',
  },
  askOwner: {
    zh: '要用它的数据，请在目录中申请共享；发现有误，请在共享协议里报告。',
    en: 'To use its data ask for it in the catalogue; what is wrong in it is reported by the agreement.',
  },
  correction: {
    zh: '提交改好的行。改对的问题会自动销号，并记下证明。',
    en: 'Hand in the mended rows. Findings that are mended close themselves, with proof.',
  },
};

function adapterOf(dataset: Dataset, mode: BatchMode): ImportAdapter {
  return {
    module: 'ingestion',
    accept: '.csv,.xlsx,.txt,.tsv,.json,.ndjson,.jsonl,.geojson,.parquet',
    fields: dataset.fields.map(({ name, label, required }) => ({ name, label, required })),
    template: () => addressOf('ingestion', operations.template, { params: { dataset: dataset.code } }),
    upload: (file, on) =>
      upload(
        'ingestion',
        operations.upload,
        { params: { dataset: dataset.code }, query: { filename: file.name, mode } },
        { file, ...on },
      ),
    remap: (batch, mapping) =>
      call('ingestion', operations.remap, { params: { batch }, body: { mapping: { ...mapping } } }),
    run: (batch, mapping) =>
      call('ingestion', operations.run, { params: { batch }, body: { mapping: { ...mapping } } }),
    recent: async () => [],
    says: { run: texts.run, faults: texts.faults },
    resultPath: (batch) => `/ingestion/batches/${batch}`,
    errorFile: () => undefined,
  };
}

/** A file for one dataset: chosen, its columns checked, taken in. */
export function HandInPage() {
  const say = useSay();
  const { dataset: code = '' } = useParams();
  const [search] = useSearchParams();
  const mode: BatchMode = search.get('mode') === 'correction' ? 'correction' : 'update';
  const dataset = useCall('catalogue', catalogue.dataset, { params: { code } });
  const own = useCall('ingestion', operations.own, {});
  const adapter = useMemo(() => dataset.data && adapterOf(dataset.data, mode), [dataset.data, mode]);
  if (dataset.isError) return <ProblemNote problem={dataset.error} onRetry={() => void dataset.refetch()} />;
  if (own.isError) return <ProblemNote problem={own.error} onRetry={() => void own.refetch()} />;
  if (!adapter || !dataset.data || own.isPending) return <Skeleton lines={6} />;
  const isOwn = own.data?.items.some((each) => each.code === code);
  const name = say(dataset.data.title);
  return (
    <div className="stack">
      <DrillPath
        label={say(texts.where)}
        steps={[{ label: say(texts.batches), to: '/ingestion/batches' }, { label: name }]}
      />
      <PageHead title={say(texts.title, { name })} lead={say(texts[mode])} />
      {isOwn ? (
        <ImportWizard adapter={adapter} />
      ) : (
        <EmptyState title={say(texts.foreign)} hint={say(texts.askOwner)} />
      )}
    </div>
  );
}
