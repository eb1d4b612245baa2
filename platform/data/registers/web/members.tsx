import { Link } from 'react-router';
import { ProblemNote, ReferenceValue, Skeleton, Timeline, useCall, useSay } from '#ui';
import { operations } from '../contract.ts';

const label = { zh: '各部门记录', en: 'Rows of departments' };
const linked = {
  zh: '无号链接（模型 {model}，概率 {probability}）',
  en: 'linked without a number (model {model}, {probability})',
};
const row = { zh: '第 {row} 行', en: 'row {row}' };

/** The rows of departments that are part of one entity. */
export function Members({ id }: { readonly id: string }) {
  const say = useSay();
  const members = useCall('registers', operations.members, { params: { id } });
  if (members.isPending) return <Skeleton lines={3} />;
  if (members.isError) return <ProblemNote problem={members.error} />;
  return (
    <Timeline
      label={say(label)}
      items={members.data.items.map((each) => ({
        key: `${each.dataset}:${each.key}`,
        at: each.at,
        title: (
          <>
            <ReferenceValue record="catalogue.entry" value={each.dataset} />{' '}
            <span className="mono">{each.key}</span>
          </>
        ),
        by: (
          <Link to={`/ingestion/batches/${each.batch}`}>
            {each.batch.slice(0, 9)}… {say(row, { row: each.row })}
          </Link>
        ),
        ...(each.how && {
          body: say(linked, {
            model: each.how.model,
            probability: `${Math.min(99.99, 100 * each.how.probability).toFixed(2)} %`,
          }),
        }),
      }))}
    />
  );
}
