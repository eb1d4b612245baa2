import { Chart, type ChartData } from '#ui';
import type { RiskCaseFound } from '../../contract.ts';
import { words } from './words.ts';

type Points = NonNullable<RiskCaseFound['whole']>['points'];
type Drawn = RiskCaseFound & { readonly whole: NonNullable<RiskCaseFound['whole']> };

const places = 40;

/** What is still open after a time: the last point before it holds. */
const shareAt = (points: Points, time: number): number => points.findLast(([at]) => at <= time)?.[1] ?? 1;

function chartOf({ case: found, whole, own }: Drawn): ChartData {
  const { age, until } = found;
  const end = Math.max((until ?? 0) * 1.25, whole.points.at(-1)?.[0] ?? 0, 60);
  const even = Array.from({ length: places + 1 }, (_, at) => (end * at) / places);
  const times = [
    ...new Set([...even, ...(age === null ? [] : [age]), ...(until === null ? [] : [until])]),
  ].toSorted((one, other) => one - other);
  const here = own?.points ?? whole.points;
  const inside = (time: number) => age !== null && until !== null && time >= age && time <= until;
  const percent = (points: Points, time: number) => Math.round(1000 * shareAt(points, time)) / 10;
  return {
    title: words.curve,
    unit: words.percent,
    kind: 'line',
    categories: times.map((time) => String(Math.round(time / 6) / 10)),
    categoryLabel: words.hours,
    series: [
      { name: words.hereLine, values: times.map((time) => (inside(time) ? percent(here, time) : null)) },
      ...(own
        ? [{ name: words.ownLine, values: times.map((time) => percent(own.points, time)), dashed: true }]
        : []),
      { name: words.wholeLine, values: times.map((time) => percent(whole.points, time)), dashed: true },
    ],
    note: words.curveNote,
  };
}

/** How long others of its kind were open, and where this case stands. */
export function CurveView({ found }: { readonly found: RiskCaseFound }) {
  const { whole } = found;
  return whole ? <Chart data={chartOf({ ...found, whole })} /> : null;
}
