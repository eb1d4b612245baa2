import { Chart, number, PlainTable, useLanguage, useSay, type ChartData } from '#ui';
import type { ForecastFound } from '../../contract.ts';
import { CheckedNote, GroundNote } from './checked-note.tsx';
import { words } from './words.ts';

const end = true;

function chartOf({ ground, points, ahead }: ForecastFound): ChartData {
  const past = points.map(() => null);
  const last = points.at(-1)?.value ?? null;
  // The bounds begin where what is known ends, so that the lines hang together.
  const from = (of: (each: ForecastFound['ahead'][number]) => number) => [
    ...past.slice(1),
    last,
    ...ahead.map(of),
  ];
  return {
    title: ground.title,
    unit: ground.unit,
    kind: 'line',
    categories: [...points, ...ahead].map(({ period }) => period),
    categoryLabel: words.period,
    series: [
      { name: words.value, values: [...points.map(({ value }) => value), ...ahead.map(() => null)] },
      { name: words.expected, values: from(({ value }) => value), dashed: true },
      { name: words.lower, values: from(({ lower }) => lower), dashed: true },
      { name: words.upper, values: from(({ upper }) => upper), dashed: true },
    ],
  };
}

/** What comes next and between which bounds, beside what is known. */
export function ForecastView({ found }: { readonly found: ForecastFound }) {
  const say = useSay();
  const { language } = useLanguage();
  const shown = (value: number) => number(value, language, 2);
  return (
    <div className="stack">
      <GroundNote grounds={[found.ground]} />
      <Chart data={chartOf(found)} />
      <PlainTable
        label={words.forecast}
        heads={[
          { name: 'period', label: words.period },
          { name: 'value', label: words.expected, end },
          { name: 'lower', label: words.lower, end },
          { name: 'upper', label: words.upper, end },
        ]}
        rows={found.ahead.map(({ period, value, lower, upper }) => ({
          key: period,
          cells: { period, value: shown(value), lower: shown(lower), upper: shown(upper) },
        }))}
      />
      <p className="quiet">{say(words.bounds)}</p>
      <CheckedNote checks={found.checks} warnings={found.warnings} />
    </div>
  );
}
