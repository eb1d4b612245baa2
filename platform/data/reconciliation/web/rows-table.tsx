import { ScrollRegion, Tag, useSay } from '#ui';
import type { MatterRow, Run } from '../contract.ts';
import { kindNames } from '../records.ts';
import { texts } from './words.ts';

type Side = 'left' | 'right';

function Value({ value, differs }: { readonly value: string | null; readonly differs: boolean }) {
  const say = useSay();
  const shown = value ?? <span className="quiet">{say(texts.empty)}</span>;
  return differs ? <mark>{shown}</mark> : <>{shown}</>;
}

function Line({ run, row, side }: { readonly run: Run; readonly row: MatterRow; readonly side: Side }) {
  const say = useSay();
  const place = row[side];
  if (!place) return null;
  const { title, ownerName } = run[side];
  return (
    <tr>
      <td>
        <Tag tone={row.kind === 'differs' ? 'seal' : 'amber'}>{say(kindNames[row.kind] ?? texts.kind)}</Tag>
      </td>
      <td>{row.key ?? '—'}</td>
      <th scope="row">
        {say(title)}
        <div className="small quiet">
          {say(ownerName)} · {say(texts.place, { row: place.row })}
        </div>
      </th>
      {row.values.map((value) => (
        <td key={value.field}>
          <Value value={value[side]} differs={row.differing.includes(value.field)} />
        </td>
      ))}
    </tr>
  );
}

/** Each row with its counterpart under it: whose it is, and both values, those that differ marked. */
export function RowsTable({ run, rows }: { readonly run: Run; readonly rows: readonly MatterRow[] }) {
  const say = useSay();
  return (
    <ScrollRegion label={say(texts.rows)}>
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">{say(texts.kind)}</th>
            <th scope="col">{say(texts.key)}</th>
            <th scope="col">
              {say(texts.left)} / {say(texts.right)}
            </th>
            {run.fields.map(({ name, left, right }) => (
              <th key={name} scope="col">
                {say(left) === say(right) ? say(left) : `${say(left)} / ${say(right)}`}
              </th>
            ))}
          </tr>
        </thead>
        {rows.map((row) => (
          <tbody key={row.number}>
            <Line run={run} row={row} side="left" />
            <Line run={run} row={row} side="right" />
          </tbody>
        ))}
      </table>
    </ScrollRegion>
  );
}
