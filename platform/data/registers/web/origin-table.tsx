import { Link } from 'react-router';
import { type AnyRow, FieldValue, HeadRow, ReferenceValue, ScrollRegion, Time, useCall, useSay } from '#ui';
import { operations, type Origins } from '../contract.ts';
import { Company, Person } from '../records.ts';

const texts = {
  label: { zh: '每一项的出处', en: 'Where each value comes from' },
  field: { zh: '信息项', en: 'Field' },
  value: { zh: '值', en: 'Value' },
  dataset: { zh: '数据集', en: 'Dataset' },
  row: { zh: '批次与行', en: 'Batch and row' },
  at: { zh: '时间', en: 'At' },
  confirmed: { zh: '最近一次重申', en: 'Last said again' },
};

/** When a delivery last said each value again, by attribute. */
function useConfirmed(id: string): ReadonlyMap<string, string> {
  const members = useCall('registers', operations.members, { params: { id } });
  const newest = new Map<string, string>();
  for (const { confirms } of members.data?.items ?? [])
    for (const [name, { at }] of Object.entries(confirms))
      if (at > (newest.get(name) ?? '')) newest.set(name, at);
  return newest;
}

const Confirmed = ({ at }: { readonly at: string | undefined }) => (at ? <Time at={at} /> : '—');

/** One line a value: the dataset whose word it is, the batch and the row. */
export function OriginTable({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const fields = String(row['id']).startsWith('C') ? Company.fields : Person.fields;
  const confirmed = useConfirmed(String(row['id']));
  const known = (row['origins'] ?? {}) as Origins;
  const origins = Object.keys(fields).flatMap((name) => (known[name] ? [[name, known[name]] as const] : []));
  return (
    <ScrollRegion label={say(texts.label)}>
      <table className="data-table whole">
        <HeadRow names={['field', 'value', 'dataset', 'row', 'at', 'confirmed']} texts={texts} />
        <tbody>
          {origins.map(([name, origin]) => (
            <tr key={name}>
              <th scope="row">{say(fields[name as keyof typeof fields]?.label ?? { zh: name, en: name })}</th>
              <td>
                <FieldValue
                  field={fields[name as keyof typeof fields]}
                  value={row[name]}
                  masked={row.meta.masked.includes(name)}
                />
              </td>
              <td>
                <ReferenceValue record="catalogue.entry" value={origin.dataset} />
              </td>
              <td>
                <Link to={`/ingestion/batches/${origin.batch}`}>{origin.batch.slice(0, 9)}…</Link> #
                {origin.row}
              </td>
              <td>
                <Time at={origin.at} />
              </td>
              <td>
                <Confirmed at={confirmed.get(name)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
