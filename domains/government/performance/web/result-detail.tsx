import { Link } from 'react-router';
import {
  type AnyRow,
  type DetailSection,
  ProblemNote,
  type Say,
  ScrollRegion,
  SimulatedTag,
  Skeleton,
  useCall,
  useSay,
} from '#ui';
import { operations, type ResultTable } from '../contract.ts';
import { Heads, useShown } from './shown.tsx';
import { WeightsView } from './weights-view.tsx';
import { words } from './words.ts';

type Row = ResultTable['rows'][number];

/** The card of a unit in a result, below the console. */
export const cardPath = (result: string, unit: string): string =>
  `/performance/results/${encodeURIComponent(result)}/cards/${encodeURIComponent(unit)}`;

function UnitRow({
  row,
  result,
  groups,
}: {
  readonly row: Row;
  readonly result: string;
  readonly groups: number;
}) {
  const say = useSay();
  const shown = useShown();
  const name = say(row.name);
  return (
    <tr>
      <td>{row.place}</td>
      <th scope="row">
        {row.open ? (
          <Link to={cardPath(result, row.unit)} aria-label={say(words.openCard, { name })}>
            {name}
          </Link>
        ) : (
          name
        )}
      </th>
      <td>{shown.points(row.total)}</td>
      <td>{shown.range(row.placeLow, row.placeHigh)}</td>
      <td>{row.beforeNext === null ? '—' : shown.share(row.beforeNext)}</td>
      {row.scores?.map((score, at) => <td key={at}>{shown.points(score)}</td>) ?? (
        <td colSpan={groups} className="quiet">
          {say(words.closed)}
        </td>
      )}
    </tr>
  );
}

function Table({ table }: { readonly table: ResultTable }) {
  const say = useSay();
  const { result, groups, rows } = table;
  const heads = [
    words.place,
    words.unit,
    words.total,
    words.range,
    words.beforeNext,
    ...groups.map(({ title }) => title),
  ];
  return (
    <div className="stack">
      <p className="hint">
        {say(words.tableLead, { draws: result.draws })} {result.simulated && <SimulatedTag />}
      </p>
      <ScrollRegion label={say(words.table)}>
        <table className="data-table" aria-label={say(words.table)}>
          <Heads heads={heads} />
          <tbody>
            {rows.map((row) => (
              <UnitRow key={row.unit} row={row} result={result.id} groups={groups.length} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <WeightsView weights={table.weights} />
    </div>
  );
}

function Asked({ id }: { readonly id: string }) {
  const asked = useCall('performance', operations.table, { params: { id } });
  if (asked.isPending) return <Skeleton lines={6} />;
  if (asked.isError) return <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />;
  return <Table table={asked.data} />;
}

/** A result: totals and places with their ranges, and where the weights came from. */
export const resultDetail = {
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    { title: say(words.table), content: <Asked id={String(row['id'])} /> },
  ],
};
