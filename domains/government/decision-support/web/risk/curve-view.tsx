import { Chart, type ChartData } from '#ui';
import type { RiskCaseFound } from '../../contract.ts';
import { words } from './words.ts';

type Points = NonNullable<RiskCaseFound['whole']>['points'];
type Drawn = RiskCaseFound & { readonly whole: NonNullable<RiskCaseFound['whole']> };

/** Of at least so many steps a line is drawn without its points. */
const places = 40;

/** Steps of whole hours, of halves or of tenths: what is written under them is short. */
function stepOf(end: number): number {
  const unit = [60, 30, 6].find((minutes) => end >= places * minutes);
  return unit === undefined ? end / places : unit * Math.floor(end / places / unit);
}

/** What is still open after a time: the last point before it holds. */
const shareAt = (points: Points, time: number): number => points.findLast(([at]) => at <= time)?.[1] ?? 1;

function chartOf({ case: found, whole, own }: Drawn): ChartData {
  const { age, until } = found;
  // What lies far behind its date is of no use to it.
  const end = Math.max(1.3 * (until ?? whole.points.at(-1)?.[0] ?? 0), 60);
  const step = stepOf(end);
  const even = Array.from({ length: Math.floor(end / step) + 1 }, (_, at) => step * at);
  const marks = [age, until].filter((time) => time !== null);
  const times = [...new Set([...even, ...marks])].toSorted((one, other) => one - other);
  const curve = own?.points ?? whole.points;
  const inside = (time: number) => age !== null && until !== null && time >= age && time <= until;
  const percent = (time: number) => Math.round(1000 * shareAt(curve, time)) / 10;
  return {
    title: words.curve,
    unit: words.percent,
    kind: 'line',
    categories: times.map((time) => String(Math.round(time / 6) / 10)),
    categoryLabel: found.byClock ? words.hours : words.workingHours,
    series: [
      { name: words.hereLine, values: times.map((time) => (inside(time) ? percent(time) : null)) },
      { name: words.kindLine, values: times.map(percent), dashed: true },
    ],
    note: words.curveNote,
  };
}

/** How long others of its kind were open, and where this case stands. */
export function CurveView({ found }: { readonly found: RiskCaseFound }) {
  const { whole } = found;
  return whole ? <Chart data={chartOf({ ...found, whole })} /> : null;
}
