import { useParams } from 'react-router';
import { DrillPath } from '../feedback/drill-path.tsx';
import { useSay } from '../language/language.tsx';
import { PageTitle } from '../shell/page-head.tsx';
import { recordPath } from './known-records.tsx';
import { RecordDetail, type RecordDetailProps } from './record-detail.tsx';

const label = { zh: '所在位置', en: 'Where you are' };

/** One row on a page of its own, at `/<module>/<plural>/:key`. */
export function RecordDetailPage(props: Omit<RecordDetailProps, 'rowKey' | 'page'>) {
  const say = useSay();
  const { key = '' } = useParams();
  const { record } = props;
  return (
    <div className="stack">
      <PageTitle title={`${say(record.title)} ${key}`} />
      <DrillPath
        label={say(label)}
        steps={[{ label: say(record.title), to: recordPath(record) }, { label: key }]}
      />
      <RecordDetail {...props} rowKey={key} page />
    </div>
  );
}
