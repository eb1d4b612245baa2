import { Time, useSay } from '#ui';
import type { Standing } from '../contract.ts';
import { sideNames } from '../records.ts';
import { PlainTable } from './plain-table.tsx';
import { words } from './words.ts';

type Fields = Standing['conflicts'][number]['fields'];

function Values({ fields, side }: { readonly fields: Fields; readonly side: 'node' | 'city' }) {
  return (
    <ul className="plain">
      {fields.map((each) => (
        <li key={each.field}>
          <span className="mono small">{each.field}</span> {each[side] ?? '—'}
        </li>
      ))}
    </ul>
  );
}

/** Rows that both ends had changed: both values, both owners, and whose word counted. */
export function Conflicts({ conflicts }: Pick<Standing, 'conflicts'>) {
  const say = useSay();
  if (conflicts.length === 0) return null;
  return (
    <PlainTable
      title={say(words.conflicts)}
      heads={[words.key, words.dataset, words.atNode, words.atCity, words.decided, words.at]}
      rows={conflicts.map((each) => ({
        key: `${each.dataset} ${each.key} ${each.version} ${each.at}`,
        cells: [
          each.key,
          each.dataset,
          <Values key="node" fields={each.fields} side="node" />,
          <Values key="city" fields={each.fields} side="city" />,
          `${say(sideNames[each.decided])} (${each.decided === 'node' ? each.nodeOwner : each.cityOwner})`,
          <Time key="at" at={each.at} />,
        ],
      }))}
    />
  );
}
