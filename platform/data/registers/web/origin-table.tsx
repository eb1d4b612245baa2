import { Link } from 'react-router';
import { MaskedText, Time, useSay, type AnyRow } from '#ui';
import type { Origins } from '../contract.ts';
import { Company, Person } from '../records.ts';

const texts = {
  field: { zh: '信息项', en: 'Field' },
  value: { zh: '值', en: 'Value' },
  dataset: { zh: '数据集', en: 'Dataset' },
  row: { zh: '批次与行', en: 'Batch and row' },
  at: { zh: '时间', en: 'At' },
};

/** One line a value: the dataset whose word it is, the batch and the row. */
export function OriginTable({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const fields = { ...Company.fields, ...Person.fields };
  const origins = Object.entries((row['origins'] ?? {}) as Origins);
  return (
    <table className="table">
      <thead>
        <tr>
          {(['field', 'value', 'dataset', 'row', 'at'] as const).map((name) => (
            <th key={name} scope="col">
              {say(texts[name])}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {origins.map(([name, origin]) => (
          <tr key={name}>
            <th scope="row">{say(fields[name as keyof typeof fields]?.label ?? { zh: name, en: name })}</th>
            <td>
              {row.meta.masked.includes(name) ? (
                <MaskedText>{String(row[name] ?? '—')}</MaskedText>
              ) : (
                String(row[name] ?? '—')
              )}
            </td>
            <td>
              <Link to={`/catalogue/entries/${origin.dataset}`}>{origin.dataset}</Link>
            </td>
            <td>
              <Link to={`/ingestion/batches/${origin.batch}`}>{origin.batch.slice(0, 9)}…</Link> #{origin.row}
            </td>
            <td>
              <Time at={origin.at} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
