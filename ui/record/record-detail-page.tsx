import { useParams } from 'react-router';
import { DrillPath } from '../feedback/drill-path.tsx';
import { useSay } from '../language/language.tsx';
import { PageTitle } from '../shell/page-head.tsx';
import { recordPath } from './known-records.tsx';
import { useLabel } from './labels.ts';
import { RecordDetail, type RecordDetailProps } from './record-detail.tsx';

const where = { zh: '所在位置', en: 'Where you are' };

/** One row on a page of its own, at `/<module>/<plural>/:key`. */
export function RecordDetailPage(props: Omit<RecordDetailProps, 'rowKey' | 'page'>) {
  const say = useSay();
  const { key = '' } = useParams();
  const { record } = props;
  const { data: label } = useLabel(record, key);
  // Until the name is there, and where there is none, the key says which row it is.
  const name = label ? say(label) : key;
  return (
    <div className="stack">
      <PageTitle title={`${say(record.title)} ${name}`} />
      <DrillPath
        label={say(where)}
        steps={[{ label: say(record.title), to: recordPath(record) }, { label: name }]}
      />
      <RecordDetail {...props} rowKey={key} page />
    </div>
  );
}
