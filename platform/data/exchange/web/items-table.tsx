import { HeadRow, Lamp, ScrollRegion, useCall, useMay, useSay } from '#ui';
import { operations } from '../contract.ts';
import { decisionNames, maskNames, standingNames, type Item, type RowFilter } from '../records.ts';
import { words } from './words.ts';

/** What a dataset is asked for by whoever may ask. */
const useAskable = (dataset: string) =>
  useCall(
    'exchange',
    operations.askable,
    { params: { key: dataset } },
    { enabled: useMay()('exchange:ask') },
  );

/** What people call the items of a dataset; their names as they stand for whoever may not ask. */
export function useItemLabels(dataset: string) {
  const say = useSay();
  const asked = useAskable(dataset);
  const labels = new Map(asked.data?.items.map(({ field, label }) => [field, label]));
  return (field: string): string => {
    const label = labels.get(field);
    return label ? say(label) : field;
  };
}

/** What a purpose is called; its code for whoever may not ask. */
export function PurposeName(props: { readonly dataset: string; readonly code: string }) {
  const say = useSay();
  const asked = useAskable(props.dataset);
  const found = asked.data?.purposes.find(({ code }) => code === props.code);
  return found ? say(found.title) : <code>{props.code}</code>;
}

/** The items of a request or an agreement, with what was said of each. */
export function ItemsTable(props: {
  readonly dataset: string;
  readonly items: readonly Item[];
  readonly withheld?: readonly string[] | undefined;
}) {
  const say = useSay();
  const labelOf = useItemLabels(props.dataset);
  return (
    <ScrollRegion label={say(words.items)}>
      <table className="data-table" aria-label={say(words.items)}>
        <HeadRow names={['item', 'standing', 'decision', 'reason']} texts={words} />
        <tbody>
          {props.items.map(({ field, standing, decision, mask, reason = '—' }) => (
            <tr key={field}>
              <th scope="row">
                {labelOf(field)} <code className="quiet small">{field}</code>
              </th>
              <td>{say(standingNames[standing])}</td>
              <td>
                {say(decisionNames[decision])}
                {mask && <span className="quiet"> {say(maskNames[mask])}</span>}
                {props.withheld?.includes(field) && (
                  <p>
                    <Lamp colour="amber">{say(words.withheld)}</Lamp>
                  </p>
                )}
              </td>
              <td className="wrap">{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** Which rows are given, in words. */
export function FilterLine(props: { readonly dataset: string; readonly filter: RowFilter }) {
  const say = useSay();
  const labelOf = useItemLabels(props.dataset);
  if (props.filter.length === 0) return <p>{say(words.filterAll)}</p>;
  return (
    <ul>
      {props.filter.map((each) => (
        <li key={each.field} className="wrap">
          {labelOf(each.field)}: {'division' in each ? each.division : each.values.join(', ')}
        </li>
      ))}
    </ul>
  );
}
