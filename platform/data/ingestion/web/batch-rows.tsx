import { useState } from 'react';
import type { Result } from '#kernel/operation';
import { operations as catalogue, type DatasetField } from '#platform/data/catalogue/contract';
import { MaskedText, ProblemNote, ScrollRegion, Skeleton, useCall, useSay } from '#ui';
import { operations, type Batch } from '../contract.ts';

const atOnce = 20;
const texts = {
  row: { zh: '序号', en: 'No.' },
  line: { zh: '文件行', en: 'Line' },
  earlier: { zh: '前 20 行', en: 'Previous 20' },
  later: { zh: '后 20 行', en: 'Next 20' },
  label: { zh: '收下的行', en: 'Rows as handed in' },
};

interface RowsProps {
  readonly fields: readonly DatasetField[];
  readonly rows: Result<typeof operations.rows>;
}

function RowsTable({ fields, rows }: RowsProps) {
  const say = useSay();
  return (
    <ScrollRegion label={say(texts.label)}>
      <table className="data-table whole">
        <thead>
          <tr>
            <th scope="col">{say(texts.row)}</th>
            {fields.map(({ name, label }) => (
              <th key={name} scope="col">
                {say(label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.items.map(({ row, line, values }) => (
            <tr key={row}>
              <td title={`${say(texts.line)} ${line}`}>{row}</td>
              {fields.map(({ name }) => (
                <td key={name}>
                  {rows.masked.includes(name) && values[name] ? (
                    <MaskedText>{values[name]}</MaskedText>
                  ) : (
                    (values[name] ?? '—')
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** Rows of a batch as they were handed in, masked by right. */
export function BatchRows({ batch }: { readonly batch: Batch }) {
  const say = useSay();
  const [from, setFrom] = useState(1);
  const dataset = useCall('catalogue', catalogue.dataset, { params: { code: batch.dataset } });
  const input = { params: { batch: batch.id }, query: { from, limit: atOnce } };
  const rows = useCall('ingestion', operations.rows, input, { keep: true });
  if (dataset.isPending || rows.isPending) return <Skeleton lines={6} />;
  if (dataset.isError || rows.isError) return <ProblemNote problem={dataset.error ?? rows.error} />;
  const last = from + atOnce > (batch.rows ?? 0);
  return (
    <div className="stack tight">
      <RowsTable fields={dataset.data.fields} rows={rows.data} />
      <div className="row">
        <button
          type="button"
          className="button small"
          disabled={from === 1}
          onClick={() => setFrom(Math.max(1, from - atOnce))}
        >
          {say(texts.earlier)}
        </button>
        <button type="button" className="button small" disabled={last} onClick={() => setFrom(from + atOnce)}>
          {say(texts.later)}
        </button>
      </div>
    </div>
  );
}
