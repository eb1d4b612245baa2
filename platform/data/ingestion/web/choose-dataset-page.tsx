import { Link } from 'react-router';
import { EmptyState, PageHead, ProblemNote, Skeleton, useCall, useSay } from '#ui';
import { operations } from '../contract.ts';

const texts = {
  title: { zh: '提交数据', en: 'Hand in data' },
  lead: {
    zh: '选择要提交的数据集。列表来自目录中由本单位提供的资源。',
    en: 'Choose the dataset. Listed is what the catalogue says your organisation provides.',
  },
  none: {
    zh: '目录中没有由本单位提供的数据集',
    en: 'The catalogue has no dataset that your organisation provides',
  },
  ask: {
    zh: '请数据主管部门先在目录中登记。',
    en: 'Ask the data office to enter it in the catalogue first.',
  },
  fields: { zh: '{count} 个信息项', en: '{count} fields' },
};

/** Which dataset is handed in: those of one's own organisation, or all for whoever works for the city. */
export function ChooseDatasetPage() {
  const say = useSay();
  const datasets = useCall('ingestion', operations.own, {});
  if (datasets.isPending) return <Skeleton lines={5} />;
  if (datasets.isError)
    return <ProblemNote problem={datasets.error} onRetry={() => void datasets.refetch()} />;
  const { items } = datasets.data;
  return (
    <div className="stack">
      <PageHead title={say(texts.title)} lead={say(texts.lead)} />
      {items.length === 0 && <EmptyState title={say(texts.none)} hint={say(texts.ask)} />}
      <ul className="plain stack">
        {items.map((dataset) => (
          <li key={dataset.code} className="sheet">
            <h2>
              <Link to={`/ingestion/hand-in/${dataset.code}`}>{say(dataset.title)}</Link>
            </h2>
            <p className="quiet">{say(dataset.abstract)}</p>
            <p className="small quiet">
              <code>{dataset.code}</code> · {say(texts.fields, { count: dataset.fields })}
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}
