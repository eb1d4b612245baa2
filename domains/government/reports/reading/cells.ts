import type { MeasureStretch } from '#platform/sense/indicators';
import type { Cell, Comparison } from '../shapes.ts';

type Place = Readonly<Record<string, string>>;
type Point = ReturnType<MeasureStretch['points']>[number];

/** Where the rows behind a value open; of what is made of other measures the measure itself, whose page names them. */
function pathOf({ measure }: MeasureStretch, place: Place, { period, state }: Point): string | null {
  if (state === 'none' || state === 'hidden') return null;
  const page = `/indicators/measures/${measure.code}`;
  if (measure.derived) return page;
  const where = Object.entries(place)
    .map(([name, value]) => `${name}:${value}`)
    .join(',');
  return `${page}/rows?${new URLSearchParams({ period, ...(where ? { where } : {}) })}`;
}

/** A figure of a report from a value of a measure. */
export function cellOf(stretch: MeasureStretch, place: Place, point: Point): Cell {
  return {
    value: point.value,
    state: point.state,
    simulated: point.simulated,
    asOf: point.asOf,
    path: pathOf(stretch, place, point),
    revised: point.revision !== null,
    percent: false,
    before: point.before?.percent ?? null,
    yearBefore: point.yearBefore?.percent ?? null,
    cumulative: point.cumulative?.value ?? null,
    target: point.target,
    now: null,
  };
}

export const cellsOf = (stretch: MeasureStretch, place: Place): Cell[] =>
  stretch.points(place).map((point) => cellOf(stretch, place, point));

/** What stands beside a figure as a figure of its own. */
export function comparedCell(cell: Cell, comparison: Comparison): Cell {
  const value = cell[comparison];
  return {
    ...cell,
    value,
    state: value === null ? 'none' : cell.state,
    path: null,
    revised: false,
    percent: comparison === 'before' || comparison === 'yearBefore',
    before: null,
    yearBefore: null,
    cumulative: null,
    target: null,
  };
}
