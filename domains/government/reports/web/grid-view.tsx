import type { ReactNode } from 'react';
import { fill } from '#kernel/texts';
import { Chart, ScrollRegion, SimulatedTag, useSay, type ChartData } from '#ui';
import type { GridBlock } from '../contract.ts';
import { CellView, FigureView } from './cell-view.tsx';
import { MapView } from './map-view.tsx';
import { words } from './words.ts';

type GridRow = GridBlock['rows'][number];

/** Which of the figures of a block are invented: said once where all are, of each where some are. */
function inventedIn({ rows }: GridBlock): 'none' | 'some' | 'all' {
  const known = rows.flatMap(({ cells }) => cells.filter(({ value }) => value !== null));
  const invented = known.filter(({ simulated }) => simulated).length;
  if (invented === 0) return 'none';
  return invented === known.length ? 'all' : 'some';
}

/** Columns of a period that runs: said once over them. */
const runningIn = ({ columns, rows }: GridBlock): boolean[] =>
  columns.map((_, at) => {
    const known = rows.flatMap(({ cells }) => cells.slice(at, at + 1)).filter(({ value }) => value !== null);
    return known.length > 0 && known.every(({ state }) => state === 'provisional');
  });

interface TableProps {
  readonly grid: GridBlock;
  /** What a row's name does instead of being read: it is gone down into. */
  readonly rowName?: (row: GridRow) => ReactNode;
  readonly columnName?: (column: GridBlock['columns'][number]) => ReactNode;
}

/** The figures of a block as a table, each with its link and marks. */
export function GridTable({ grid, rowName, columnName }: TableProps) {
  const say = useSay();
  const own = grid.unit === null;
  const title = say(grid.title);
  const marked = inventedIn(grid) === 'some';
  const running = runningIn(grid);
  return (
    <ScrollRegion label={title}>
      <table className="data-table report-table" aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{say(grid.head)}</th>
            {own && <th scope="col">{say(words.unit)}</th>}
            {grid.columns.map((column, at) => (
              <th key={column.key} scope="col" className="end">
                {columnName?.(column) ?? say(column.title)}
                {running[at] && <span className="small"> {say(words.provisional)}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.rows.map((row) => (
            <tr key={row.key} className={row.total ? 'strong' : undefined}>
              <th scope="row">{rowName?.(row) ?? say(row.title)}</th>
              {own && <td>{say(row.unit)}</td>}
              {row.cells.map((cell, index) => (
                <td key={grid.columns[index]?.key} className="end">
                  <CellView
                    cell={cell}
                    name={say(row.title)}
                    marked={marked}
                    running={running[index] ?? false}
                    column={say(grid.columns[index]?.title ?? grid.head)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

const mostSeries = 12;

/** The same as a chart: periods along it, or the rows where there is one period. */
export function chartOf(grid: GridBlock, draw: NonNullable<GridBlock['draw']>): ChartData {
  const rows = grid.rows.filter(({ total }) => !total);
  const { title, head } = grid;
  const common = { title, kind: draw, ...(grid.unit ? { unit: grid.unit } : {}) };
  if (grid.columns.length === 1)
    return {
      ...common,
      kind: draw === 'line' ? 'bar' : draw,
      categories: rows.map((row) => row.title.zh),
      categoryLabel: head,
      series: [
        { name: grid.columns[0]?.title ?? title, values: rows.map(({ cells }) => cells[0]?.value ?? null) },
      ],
    };
  const shown = grid.columns
    .map((column, index) => ({ column, index }))
    .filter(({ column }) => column.key !== '*');
  return {
    ...common,
    categories: shown.map(({ column }) => column.title.zh),
    categoryLabel: words.period,
    ...(rows.length > mostSeries
      ? { note: fill(words.firstLines, { shown: mostSeries, all: rows.length }) }
      : {}),
    series: rows.slice(0, mostSeries).map((row) => ({
      name: row.title,
      values: shown.map(({ index }) => row.cells[index]?.value ?? null),
    })),
  };
}

/** Charts have their own table; categories of a chart are read in the reader's language. */
function useChart(grid: GridBlock, draw: NonNullable<GridBlock['draw']>): ChartData {
  const say = useSay();
  const chart = chartOf(grid, draw);
  const one = grid.columns.length === 1;
  const names = one
    ? grid.rows.filter(({ total }) => !total).map((row) => say(row.title))
    : grid.columns.filter(({ key }) => key !== '*').map((column) => say(column.title));
  return { ...chart, categories: names };
}

export function GridChart({
  grid,
  draw,
}: {
  readonly grid: GridBlock;
  readonly draw: NonNullable<GridBlock['draw']>;
}) {
  const data = useChart(grid, draw);
  // A lying bar needs room for its name.
  const height = draw === 'row' ? Math.max(260, 22 * data.categories.length) : 260;
  return <Chart data={data} height={height} />;
}

function Drawn({ grid }: { readonly grid: GridBlock }) {
  const say = useSay();
  if (grid.kind === 'map')
    return (
      <MapView
        grid={grid}
        bars={<GridChart grid={{ ...grid, title: grid.head }} draw="row" />}
        list={<GridTable grid={grid} />}
      />
    );
  if (grid.kind === 'chart')
    return (
      <>
        <GridChart grid={grid} draw={grid.draw ?? 'line'} />
        <details className="no-print">
          <summary>{say(words.figures)}</summary>
          <GridTable grid={grid} />
        </details>
      </>
    );
  const [row] = grid.rows;
  if (grid.kind === 'figure' && row)
    return (
      <FigureView
        cells={row.cells}
        titles={grid.columns.map(({ title }) => say(title))}
        unit={say(grid.unit ?? row.unit)}
      />
    );
  return <GridTable grid={grid} />;
}

/** A block of figures with its name, unit and what is to be known of it. */
export function GridView({ grid }: { readonly grid: GridBlock }) {
  const say = useSay();
  const invented = inventedIn(grid) !== 'none';
  return (
    <section className="stack tight report-block">
      {grid.kind !== 'chart' && (
        <h3>
          {say(grid.title)}{' '}
          {grid.unit !== null && grid.kind !== 'figure' && (
            <span className="small quiet">
              {say(words.unit)}: {say(grid.unit)}
            </span>
          )}{' '}
          {invented && <SimulatedTag />}
        </h3>
      )}
      {invented && grid.kind === 'chart' && (
        <p>
          <SimulatedTag />
        </p>
      )}
      <Drawn grid={grid} />
      {grid.hides && <p className="small quiet">{say(words.hiddenTitle)}</p>}
    </section>
  );
}
