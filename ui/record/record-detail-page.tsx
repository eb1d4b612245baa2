import { useParams } from 'react-router';
import type { Text } from '#kernel/texts';
import { DrillPath } from '../feedback/drill-path.tsx';
import { useSay } from '../language/language.tsx';
import { PageTitle } from '../shell/page-head.tsx';
import { recordPath } from './known-records.tsx';
import { RecordDetail, type RecordDetailProps } from './record-detail.tsx';

const where = { zh: '所在位置', en: 'Where you are' };

/** One row on a page of its own, at `/<module>/<plural>/:key`. */
export function RecordDetailPage(props: Omit<RecordDetailProps, 'rowKey' | 'page'>) {
  const say = useSay();
  const { key = '' } = useParams();
  const { record } = props;
  const head = (label: Text | undefined) => {
    // Until the name is there, and where there is none, the key says which row it is.
    const name = label ? say(label) : key;
    return (
      <>
        <PageTitle title={`${say(record.title)} ${name}`} />
        <DrillPath
          label={say(where)}
          steps={[{ label: say(record.title), to: recordPath(record) }, { label: name }]}
        />
      </>
    );
  };
  return (
    <div className="stack">
      {/* Of another row nothing is kept: a purpose was stated for one. */}
      <RecordDetail key={key} {...props} rowKey={key} page head={head} />
    </div>
  );
}
